import type { SetCard } from '../../src/core/card.ts';
import { renderMessage as renderForDiscord, renderPages } from '../../src/platforms/discord/render.ts';
import { renderMessage as renderForSlack, showablePictures } from '../../src/platforms/slack/render.ts';
import { againstSchema, messageProblems, walk } from '../servers/discord/validate.ts';
import { blockProblems, blockText, markupProblems } from '../servers/slack/blocks.ts';
import type { Json } from '../servers/slack/state.ts';
import { SlackState } from '../servers/slack/state.ts';

type Where = 'channel' | 'private';

/** The messages that a card becomes on Discord, as requests: what they say, and what Discord would say against them. */
export function onDiscord(card: SetCard, where: Where): { texts: string[]; problems: string[] } {
  const pages = where === 'private' ? renderPages(card) : [renderForDiscord(card)];
  const bodies = pages.map(({ components, files }) => ({
    flags: 1 << 15,
    components: JSON.parse(JSON.stringify(components)) as Json[],
    allowed_mentions: { parse: [] },
    attachments: files.map(({ id, alt }, index) => ({
      id: String(index),
      filename: `${id}.png`,
      description: alt.slice(0, 1_024),
    })),
  }));
  const problems = bodies.flatMap((body) => {
    const files = body.attachments.map(({ filename }) => filename);
    return [...againstSchema('MessageCreateRequestSchema', body), ...messageProblems(body, { files })];
  });
  const texts = bodies.flatMap(({ components }) =>
    walk(components).flatMap(({ type, content }) => (type === 10 ? [String(content)] : [])),
  );
  return { texts, problems: pages.length > 2 ? [...problems, `${pages.length} messages`] : problems };
}

/** The same on Slack, with its pictures uploaded and without. */
export function onSlack(card: SetCard, where: Where): { texts: string[]; problems: string[] } {
  const state = new SlackState(() => 0, []);
  const uploaded = new Map(showablePictures(card).map(({ block }) => [block.picture.id, 'F1']));
  state.files.set('F1', { name: 'x.png', size: 1, uploaded: true, complete: true, polls: 2 });
  const texts: string[] = [];
  const problems: string[] = [];
  for (const pictures of [uploaded, new Map<string, string>()]) {
    const message = JSON.parse(JSON.stringify(renderForSlack(card, pictures, where)));
    // A header is plain text, in which nothing means anything.
    const written = message.blocks.filter(({ type }: Json) => type !== 'header');
    texts.push(message.text, ...blockText(written));
    problems.push(...markupProblems(message.text, where));
    problems.push(...blockProblems(message.blocks, 'message', where, state));
    const length = JSON.stringify(message.blocks).length;
    if (length > 13_200) problems.push(`${length} characters, at most 13,200`);
  }
  return { texts, problems };
}
