import { describe, expect, test } from 'vitest';
import { handle } from '../../../src/app/handle.ts';
import type { Exchange } from '../../../src/app/ports/platform.ts';
import type { Command } from '../../../src/core/command.ts';
import { pointsFor, practiceScoreOf } from '../../../src/core/deeds.ts';
import { pointsFound } from '../../../src/core/grading/points-found.ts';
import type { Round } from '../../../src/core/round.ts';
import { useStage } from '../../contract/stage.ts';
import type { Person } from '../../support/world.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt, exchangeAt } from './click.ts';
import { cutAt, type Loss } from './cut.ts';

const words = 'Gradient flow';

describe('answers in one’s own words, through the app', () => {
  const stage = useStage(openLocalWorld);
  const { addFeed, say, slot } = stage;
  const at = (seconds: number) => slot(0) + seconds * 1_000;

  const openRound = async (options = ''): Promise<Round> => {
    const feed = await addFeed(options);
    await say('ada', '/viva-admin schedule next DL0001');
    await stage.viva.jump(slot(0));
    const round = await stage.viva.context.store.rounds.newest(feed.id);
    if (round === undefined) throw new Error('there is no round');
    return round;
  };
  const nextRound = async (): Promise<Round> => {
    await say('ada', '/viva-admin schedule next DL0001');
    await stage.viva.jump(slot(1));
    const [feed] = await stage.viva.context.store.feeds.inSpace(stage.world.space);
    const round = await stage.viva.context.store.rounds.newest(feed?.id ?? '');
    if (round === undefined) throw new Error('there is no second round');
    return round;
  };
  const write = (round: Round, text: string, seconds = 1, changes: Partial<Exchange> = {}) =>
    clickAt(stage, 'ben', at(seconds), { name: 'write', round: round.id, text }, changes);
  const tick = (round: Round, point: number, to: 'on' | 'off', seconds: number, person: Person = 'ben') =>
    clickAt(stage, person, at(seconds), { name: 'tick', round: round.id, point, to });
  const deedsOf = (round: Round) => stage.viva.context.store.deeds.of(round.id, stage.world.member('ben'));
  const questionOf = async (round: Round) => {
    const question = await stage.viva.context.store.rounds.content(round.question, round.version);
    if (question === undefined) throw new Error('the question is gone');
    return question;
  };

  test('of an earlier choice and words the choice stands, whichever comes first; and the other way round', async () => {
    const round = await openRound();
    const choose: Command = { name: 'choose', round: round.id, position: 1 };
    await write(round, words, 20);
    expect(await clickAt(stage, 'ben', at(10), choose)).toContain('You chose B');
    expect((await deedsOf(round)).attempt).toEqual({ choice: round.order[1], at: at(10) });
    expect(await write(round, words, 5)).toContain('covers 1 of 4');
    expect((await deedsOf(round)).attempt).toMatchObject({ written: { found: 1, of: 4 }, at: at(5) });
    const kept = await stage.viva.context.store.answers.of(round.id, 'local:ben');
    expect(kept).toBe(words);
    expect(await write(round, 'No cost', 30)).toContain('You had answered already');
    expect(await stage.viva.context.store.answers.of(round.id, 'local:ben')).toBe(words);
  });

  test('the sight of the key points is a reveal after the attempt, and takes no points; one before it does', async () => {
    const round = await openRound();
    const question = await questionOf(round);
    await write(round, words, 1);
    const seen = await deedsOf(round);
    expect(seen).toMatchObject({ attempt: { at: at(1) }, revealAt: at(1) + 1 });
    expect(pointsFor(seen, round, question)).toBe(0.5);
    const reveal: Command = { name: 'round-reveal', round: round.id };
    await clickAt(stage, 'cleo', at(1), reveal);
    const late = await clickAt(stage, 'cleo', at(2), { name: 'write', round: round.id, text: words });
    expect(late).toContain('You had seen the answer before, so it earns no points');
    expect(late).toContain('Streak: 1 round');
  });

  test('a hint before halves what the words earn', async () => {
    const round = await openRound();
    await clickAt(stage, 'ben', at(1), { name: 'round-hint', round: round.id });
    expect(await write(round, words, 2)).toContain('For the board: 0.25 points, halved for the hint');
  });

  test('ticks in any order and number come to the latest of each point', async () => {
    const round = await openRound();
    await write(round, words, 1);
    await tick(round, 1, 'off', 30);
    await tick(round, 1, 'on', 20);
    await tick(round, 2, 'on', 40);
    await tick(round, 2, 'on', 40);
    const deeds = await deedsOf(round);
    expect(deeds.ticks).toEqual([undefined, { on: false, at: at(30) }, { on: true, at: at(40) }]);
    expect(practiceScoreOf(deeds, await questionOf(round))).toBe(0.5);
  });

  test('of two answers sent at once the earlier stands, in whichever order they arrive, and both are told so', async () => {
    for (const [index, [first, second]] of [[1, 2] as const, [2, 1] as const].entries()) {
      const round = index === 0 ? await openRound() : await nextRound();
      const start = (round.slot - slot(0)) / 1_000;
      const [one, two] = await Promise.all([
        write(round, first === 1 ? words : 'No cost', start + first),
        write(round, second === 1 ? words : 'No cost', start + second),
      ]);
      const early = first === 1 ? one : two;
      expect(early).toContain('Gradient flow');
      expect((await deedsOf(round)).attempt).toMatchObject({ at: round.slot + 1_000 });
      expect(await stage.viva.context.store.answers.of(round.id, 'local:ben')).toBe(words);
      for (const told of [one, two]) expect(told).toMatch(/covers \d of 4/);
    }
  });

  test('two presses at once on two points are both kept', async () => {
    const round = await openRound();
    await write(round, words, 1);
    await Promise.all([1, 2, 3].map((point) => tick(round, point, 'on', 10)));
    expect(practiceScoreOf(await deedsOf(round), await questionOf(round))).toBe(1);
  });

  test('nobody ticks without words of their own, nor a point that is not there', async () => {
    const round = await openRound();
    expect(await tick(round, 0, 'on', 1)).toContain('No answer of yours here');
    await clickAt(stage, 'ben', at(2), { name: 'choose', round: round.id, position: 0 });
    expect(await tick(round, 0, 'on', 3)).toContain('No answer of yours here');
    await clickAt(stage, 'cleo', at(2), { name: 'write', round: round.id, text: words });
    expect(await tick(round, 9, 'on', 3, 'cleo')).toContain('That button no longer works');
    expect((await deedsOf(round)).ticks).toBeUndefined();
  });

  test('a tick made up by hand does not open what opens at the close', async () => {
    const round = await openRound('reveal=at-close');
    await write(round, words, 1);
    for (const card of [
      await tick(round, 1, 'on', 2),
      await clickAt(stage, 'ben', at(3), { name: 'my-answer', round: round.id }),
    ]) {
      expect(card).toContain('when the round closes');
      expect(card).not.toContain('Degradation');
    }
    expect(await deedsOf(round)).toEqual({
      attempt: { written: { found: 1, of: 4 }, at: at(1) },
      hintAt: undefined,
      revealAt: undefined,
    });
  });

  test('where the same question is open elsewhere until its close, the key points wait for that too', async () => {
    const round = await openRound();
    const { context } = stage.viva;
    const { rounds } = context.store;
    const twin: Round = {
      ...round,
      id: 'twin0001-abc',
      reveal: 'at-close',
      place: { ...round.place, channel: 'study-group' },
    };
    const joinable: typeof rounds.joinable = async (_platform, question, except) =>
      question === round.question && except === round.id ? [twin] : [];
    context.store = { ...context.store, rounds: { ...rounds, joinable } };
    const real = context.platforms.get('local');
    if (real === undefined) throw new Error('no platform');
    context.platforms = new Map([['local', { ...real, canSee: async () => true }]]);
    const card = await write(round, words, 1);
    expect(card).toContain('study-group');
    expect(card).not.toContain('Degradation');
    expect((await deedsOf(round)).attempt).toMatchObject({ written: { found: 1 } });
  });

  test('the question that was posted is graded, whatever became of it in the bank', async () => {
    const round = await openRound();
    const { context } = stage.viva;
    const posted = await questionOf(round);
    for (const changed of [
      undefined,
      { ...posted, version: 'new', keyPoints: posted.keyPoints.slice(0, 1) },
    ]) {
      context.bank = { ...context.bank, get: () => changed };
      const card = await write(round, `${words}. No cost`, 1);
      expect(card).toContain(
        `covers ${pointsFound(posted, `${words}. No cost`).filter(Boolean).length} of 4`,
      );
    }
  });

  test('better phrases for the same content are taken at once, in rounds that are open already too', async () => {
    const round = await openRound();
    const { context } = stage.viva;
    const posted = await questionOf(round);
    const saidAs = posted.keyPoints.map(() => [['zebras gallop']]);
    context.bank = { ...context.bank, get: () => ({ ...posted, saidAs }) };
    const card = await write(round, 'Zebras gallop.', 1);
    expect(card).toContain('covers 4 of 4');
  });

  test('a round that was taken back, or is gone, gives the words back', async () => {
    const round = await openRound();
    await say('ada', '/viva-admin schedule void');
    const void_ = await write(round, 'All my careful words', 1);
    expect(void_).toContain('taken back');
    expect(void_).toContain('All my careful words');
    const gone = await write({ ...round, id: 'gone0001-zzz' }, 'All my careful words', 1);
    expect(gone).toContain('That round is gone');
    expect(gone).toContain('All my careful words');
  });

  test('a reply of many words is not repeated: it still stands where it was said', async () => {
    const { exchange, cards } = exchangeAt(stage, 'ben', at(0), { name: 'write', text: 'My reply' });
    await handle(stage.viva.context, exchange);
    expect(JSON.stringify(cards)).toContain('No round here yet');
    expect(JSON.stringify(cards)).not.toContain('My reply');
  });

  test.each<Loss>(['request', 'answer'])(
    'with storage away at any call (%s lost) the words come back, and sent once more they count once',
    async (loss) => {
      const round = await openRound();
      const { context } = stage.viva;
      const whole = context.store;
      let more = true;
      for (let call = 1; more; call += 1) {
        const person = `local:m${call}`;
        const caller = { member: person, space: stage.world.space, name: person, zone: undefined };
        const cut = cutAt(whole, call, loss);
        context.store = cut.store;
        const told = await write(round, words, 1, { caller });
        context.store = whole;
        more = cut.calls() >= call;
        // Nobody waits for what a reminder makes of a deed.
        if (more && cut.names[call - 1] !== 'reminders.change') {
          expect(told, cut.names[call - 1]).toContain('Storage is away');
          expect(told, cut.names[call - 1]).toContain(words);
        }
        // A new exchange: what was in the form is copied and sent again.
        expect(await write(round, words, 9, { caller })).toMatch(/covers 1 of 4|It covers 1 of 4/);
        expect((await whole.deeds.of(round.id, person)).attempt).toMatchObject({ written: { found: 1 } });
      }
    },
  );

  test('where words are not to be kept they are graded all the same, and kept nowhere', async () => {
    const round = await openRound();
    stage.viva.context.answersKept = 0;
    expect(await write(round, words, 1)).toContain('You wrote');
    expect(await stage.viva.context.store.answers.all(round.id)).toEqual({});
    const again = await tick(round, 1, 'on', 2);
    expect(again).toContain('covers 2 of 4');
    expect(again).not.toContain('You wrote');
  });

  test('where only a public answer is possible, nothing of it is told there, and the words count', async () => {
    const round = await openRound();
    const told: string[] = [];
    const respond = {
      discreet: false,
      reply: async (card: unknown) => void told.push(JSON.stringify(card)),
    };
    const said: Command = { name: 'write', text: words };
    await clickAt(stage, 'ben', at(1), said, { respond });
    await clickAt(stage, 'ben', at(2), said, { respond });
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('Your answer is in');
    expect(told[1]).toContain('You had answered already');
    for (const card of told) expect(card).not.toMatch(/covers|Gradient|Degradation/);
    expect((await deedsOf(round)).revealAt).toBeUndefined();
    const own = await clickAt(stage, 'ben', at(3), { name: 'my-answer', round: round.id });
    expect(own).toContain('covers 1 of 4');
    const other = await clickAt(stage, 'cleo', at(3), { name: 'my-answer', round: round.id });
    expect(other).toContain('No answer of yours here');
  });
});
