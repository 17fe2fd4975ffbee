import { beforeEach, describe, expect, test } from 'vitest';
import { handle } from '../../../src/app/handle.ts';
import type { SetCard } from '../../../src/core/card.ts';
import type { Command } from '../../../src/core/command.ts';
import type { Round } from '../../../src/core/round.ts';
import { renderPages } from '../../../src/platforms/discord/render.ts';
import { renderMessage } from '../../../src/platforms/slack/render.ts';
import { useStage } from '../../contract/stage.ts';
import type { Person } from '../../support/world.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt, exchangeAt } from './click.ts';

/** Whatever is read as markup in what a platform is sent. */
function texts(sent: unknown): string[] {
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]) =>
    typeof value === 'string' && (key === 'content' || key === 'text') ? [value] : texts(value),
  );
}

/** What people and the world do to boards. */
describe('boards under bad input', () => {
  const stage = useStage(openLocalWorld);
  const { addFeed, slot } = stage;
  let round: Round;
  let right: number;
  beforeEach(async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    const { rounds } = stage.viva.context.store;
    round = (await rounds.newest(feed.id)) as Round;
    const question = await rounds.content(round.question, round.version);
    right = round.order.findIndex((choice) => question?.choices[choice]?.right);
  });

  const named = (person: Person, name: string) => ({
    caller: { member: stage.world.member(person), space: stage.world.space, name, zone: undefined },
  });
  const choose = (person: Person, seconds: number, changes = {}) => {
    const command: Command = { name: 'choose', round: round.id, position: right };
    return clickAt(stage, person, round.slot + 1_000 * seconds, command, changes);
  };
  const show: Command = { name: 'board', board: 'all' };
  const board = async (person: Person): Promise<SetCard> => {
    const { exchange, cards } = exchangeAt(stage, person, stage.clock.now(), show);
    await handle(stage.viva.context, exchange);
    return cards[0] as SetCard;
  };

  test.each([
    [
      'markup and mentions',
      '<@1> *a* <!channel> @everyone [x](https://y.z) `c`',
      '<@1> *a* <!channel> @everyone [x](https…',
    ],
    ['right-to-left', '\u202eאדה לאבלייס', 'אדה לאבלייס'],
    ['emoji alone', '🦊🦊🦊', '🦊🦊🦊'],
    ['no width at all', '\u200b\u2060\ufeff', 'Member'],
    ['nothing', '', 'Member'],
    ['5,000 characters', 'x'.repeat(5_000), `${'x'.repeat(39)}…`],
    ['control characters and lines', 'a\u0000\n\n\tb', 'a b'],
  ])('a name of %s is drawn as text or not at all, and pings nobody', async (_name, name, drawn) => {
    await choose('ben', 1, named('ben', name));
    const shown = await board('cleo');
    const [alt] = JSON.stringify(shown).match(/(?<="alt":")(?:[^"\\]|\\.)*/) ?? [];
    expect(JSON.parse(`"${alt}"`)).toContain(` 1. ${drawn}, `);
    // A name stands in the picture and its words alone, which no platform reads for mentions.
    const written = [
      ...texts(renderPages(shown)),
      ...texts(renderMessage(shown, new Map(), 'private').blocks),
    ];
    expect(written.join('\n')).toContain('Board of all time');
    for (const text of written) expect(text).not.toMatch(/@everyone|<!|<@1>/);
  });

  test('two presses of the right letter at once are worth one', async () => {
    const told = await Promise.all([choose('ben', 1), choose('ben', 1), choose('ben', 2)]);
    for (const text of told) expect(text).toMatch(/You chose|You had chosen . already, and it stands/);
    const { boards } = stage.viva.context.store;
    const at = { scope: 'local:local', window: 'all', space: 'local:local', reader: 'local:ada', limit: 9 };
    const { rows } = await boards.points(at);
    await choose('cleo', 3);
    const after = await boards.points(at);
    expect(after.rows.map(({ value }) => value)).toEqual([rows[0]?.value, rows[0]?.value]);
  });

  test('points of a question that left the bank stay, and its round can still be won', async () => {
    await choose('ben', 1);
    const { context } = stage.viva;
    context.bank = { ...context.bank, get: () => undefined, all: () => [], matching: () => [] };
    expect(await choose('cleo', 2)).toContain('That is right');
    const text = JSON.stringify(await board('dan'));
    for (const person of ['ben', 'cleo']) expect(text).toContain(`"id":"${person}"`);
  });

  test('who left keeps the place that they earned, and is named as last seen', async () => {
    await choose('ben', 1, named('ben', 'Benjamin'));
    const { context } = stage.viva;
    const real = context.platforms.get('local');
    if (real === undefined) throw new Error('there is no platform');
    // Nothing is asked of the platform about whoever is gone.
    context.platforms = new Map([['local', { ...real, canSee: async (member) => member !== 'local:ben' }]]);
    const text = JSON.stringify(await board('cleo'));
    expect(text).toContain('Benjamin');
    expect(text).toMatch(/1 member\b/);
  });
});
