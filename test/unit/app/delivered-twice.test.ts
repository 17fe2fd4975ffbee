import { describe, expect, test } from 'vitest';
import { handle } from '../../../src/app/handle.ts';
import type { Command } from '../../../src/core/command.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { exchangeAt } from './click.ts';
import { cutAt, type Loss } from './cut.ts';

type Deed = (round: string, question: string) => Command;

describe('what a person did, delivered more than once', () => {
  const stage = useStage(openLocalWorld);

  const openRound = async (options = '') => {
    const feed = await stage.addFeed(options);
    await stage.viva.jump(stage.slot(0));
    const round = await stage.viva.context.store.rounds.newest(feed.id);
    if (round === undefined) throw new Error('there is no round');
    return round;
  };

  const deeds: [string, Deed, string][] = [
    ['a reveal', (round) => ({ name: 'round-reveal', round }), ''],
    ['a choice', (round) => ({ name: 'choose', round, position: 1 }), ''],
    ['words', (round) => ({ name: 'write', round, text: 'Gradient flow.' }), ''],
    ['words that wait for the close', (round) => ({ name: 'write', round, text: 'x' }), 'reveal=at-close'],
    ['words as a reply', () => ({ name: 'write', text: 'Gradient flow.' }), ''],
    ['a tick without words', (round) => ({ name: 'tick', round, point: 0, to: 'on' }), ''],
    ['a hint', (round) => ({ name: 'round-hint', round }), ''],
    ['an answer asked for here', () => ({ name: 'answer' }), ''],
    ['a question’s answer', (_, question) => ({ name: 'answer', question }), ''],
    ['a question’s hint', (_, question) => ({ name: 'hint', question }), ''],
    ['a reveal that is refused', (round) => ({ name: 'round-reveal', round }), 'reveal=at-close'],
    ['a press under a round that is gone', () => ({ name: 'round-reveal', round: 'gone0001-zzz' }), ''],
  ];

  test.each(deeds)('%s twice at once, and once more later, is answered once', async (_, deed, options) => {
    const round = await openRound(options);
    const { context } = stage.viva;
    const { exchange, cards } = exchangeAt(
      stage,
      'ben',
      stage.slot(0) + 1_000,
      deed(round.id, round.question),
    );
    await Promise.all([handle(context, exchange), handle(context, exchange)]);
    await handle(context, exchange);
    expect(cards).toHaveLength(1);
  });

  const cuts = deeds.flatMap(([name, deed, options]) =>
    (['request', 'answer'] as Loss[]).map((loss) => [name, loss, deed, options] as const),
  );

  test.each(cuts)(
    '%s whose %s is lost on the way to the store is made up for by the next delivery',
    async (_, loss, deed, options) => {
      const round = await openRound(options);
      const { context } = stage.viva;
      const whole = context.store;
      const told: number[] = [];
      let more = true;
      for (let at = 1; more; at += 1) {
        const { exchange, cards } = exchangeAt(
          stage,
          'ben',
          stage.slot(0) + 1_000,
          deed(round.id, round.question),
        );
        const cut = cutAt(whole, at, loss);
        context.store = cut.store;
        await handle(context, exchange);
        context.store = whole;
        more = cut.calls() >= at;
        // Nobody waits for the note that the member did something.
        if (cut.names[at - 1]?.startsWith('reminders.')) continue;
        await handle(context, exchange);
        // That storage is away, and then the answer; or the answer alone, where nothing was cut.
        told.push(cards.length - (more ? 1 : 0));
      }
      expect(told).toEqual(told.map(() => 1));
      expect(told.length).toBeGreaterThan(2);
    },
  );
});
