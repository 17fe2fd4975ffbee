import { describe, expect, test } from 'vitest';
import type { SetCard } from '../../../src/core/card.ts';
import { catalogue, commandPath, usage } from '../../../src/core/catalogue.ts';
import type { FeedNow, Outcome } from '../../../src/core/outcome.ts';
import { wordOutcome } from '../../../src/core/words/outcome.ts';
import { renderPages } from '../../../src/platforms/discord/render.ts';
import { renderMessage } from '../../../src/platforms/slack/render.ts';
import { messageProblems } from '../../servers/discord/validate.ts';
import { blockProblems } from '../../servers/slack/blocks.ts';
import { SlackState } from '../../servers/slack/state.ts';
import { monday, sampleFeed, sampleRound } from '../../support/samples.ts';

type Help = Extract<Outcome, { kind: 'help' }>;

/** A channel as full as it may be: twenty feeds, each with open rounds of the longest titles. */
const crowded: FeedNow[] = Array.from({ length: 20 }, (_, index) => ({
  feed: sampleFeed({
    id: `feed00${index}`,
    channel: 'C0DAILY',
    rule: { cron: '0 9 * * 1,2,3,4,5,6', zone: 'America/Argentina/ComodRivadavia' },
  }),
  next: monday,
  open: [1, 2, 3].map((number) => ({
    round: sampleRound({ id: `feed00${index}-a${number}`, number, status: 'open', closesAt: monday }),
    title: 'A title of eighty characters, as many as there may be, <@1> & so *on* and on…',
    took: false,
  })),
}));
const base: Help = {
  kind: 'help',
  place: 'channel',
  inThread: false,
  admin: false,
  platform: 'discord',
  about: undefined,
  feeds: [],
};
const cardOf = (help: Partial<Help>): SetCard => {
  const [card] = wordOutcome({ ...base, ...help });
  return card as unknown as SetCard;
};
const textOf = (help: Partial<Help>) => JSON.stringify(cardOf(help));
const round = sampleRound({ number: 12, status: 'open', closesAt: monday });
const about = { round, title: 'Residual Connection', hasHint: true, open: true, zone: 'UTC' };

describe('help', () => {
  test.each(
    ['discord', 'slack', 'local'].flatMap((platform) =>
      (['channel', 'dm'] as const).flatMap((place) =>
        [true, false].map((admin): [string, string, Partial<Help>] => [
          platform,
          `${place}${admin ? ', to a manager' : ''}`,
          { platform, place, admin, feeds: crowded },
        ]),
      ),
    ),
  )('on %s in a %s fits into a message, whole', (_platform, _place, help) => {
    const { blocks } = renderMessage(cardOf(help), new Map(), 'private');
    expect(blockProblems(blocks, 'message', 'private', new SlackState(Date.now, []))).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('Cut here');
    const pages = renderPages(cardOf(help));
    expect(pages.length).toBeLessThanOrEqual(2);
    for (const { components } of pages) {
      const body = { flags: 1 << 15, components: components as never, allowed_mentions: { parse: [] } };
      expect(messageProblems(body as never, { files: [] })).toEqual([]);
    }
  });

  test('names every command that works for the person there, and no other', () => {
    const named = (help: Partial<Help>) =>
      catalogue
        .filter((spec) => textOf(help).includes(JSON.stringify(usage(spec))))
        .map((spec) => `${spec.root} ${commandPath(spec)}`);
    const all = catalogue.map((spec) => `${spec.root} ${commandPath(spec)}`);
    expect(named({ admin: true })).toEqual(all);
    expect(named({})).toEqual(all.filter((name) => name.startsWith('viva ')));
    expect(named({ admin: true, place: 'dm' })).toEqual(
      all.filter((name) => !/^viva-admin (settings|flags|difficulty)$/.test(name)),
    );
  });

  test('gives its example as the platform’s people write it', () => {
    expect(textOf({ place: 'dm', platform: 'discord' })).toContain('/viva-admin schedule add time:09:00');
    expect(textOf({ place: 'dm', platform: 'slack' })).toContain('/viva-admin schedule add time=09:00');
  });

  test.each<[platform: string, words: string, not: string]>([
    ['discord', 'Words to reply with, with the post’s ping on', 'thread'],
    ['slack', 'Words for this thread', 'reply with'],
    ['local', 'Words for this thread', 'Reveal answer'],
  ])('under a round on %s speaks of “%s”', (platform, words, not) => {
    const text = textOf({ platform, inThread: true, about });
    expect(text).toContain('Round 12: Residual Connection');
    expect(text).toContain(words);
    expect(text).not.toContain(not);
    expect(text).not.toContain('/viva');
  });

  test.each<[name: string, changes: Partial<typeof about>, has: string[], hasNot: string[]]>([
    ['no hint', { hasHint: false }, ['Reveal', 'A to D'], ['Hint', 'hint']],
    ['closed', { open: false }, ['Full answer', 'It has closed'], ['A to D']],
    [
      'revealed at its close',
      { round: { ...round, reveal: 'at-close' } },
      ['when the round has closed'],
      ['earns no points'],
    ],
    ['open until the next', { round: { ...round, closesAt: undefined } }, ['until the next round comes'], []],
  ])('under a round with %s says so', (_name, changes, has, hasNot) => {
    const text = textOf({ inThread: true, about: { ...about, ...changes } });
    for (const words of has) expect(text).toContain(words);
    for (const words of hasNot) expect(text).not.toContain(words);
  });

  test('in a thread of Slack that is no round’s says where commands run', () => {
    expect(textOf({ platform: 'slack', inThread: true })).toContain('Slack runs no commands in a thread');
    expect(textOf({ platform: 'discord', inThread: true })).not.toContain('Slack');
  });
});
