import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Boarded } from '../../src/app/ports/deed-book.ts';
import { boardsOf, worthOf } from '../../src/core/board.ts';
import { type Deeds, merged, noDeeds } from '../../src/core/deeds.ts';
import { graceMs, type Round } from '../../src/core/round.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openRawRedis, startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';

const numRuns = Number(process.env.VIVA_TEST_RUNS ?? 40);
const hour = 3_600_000;
const posted = { kind: 'posted', at: monday, round: 'r', text: 'Posted.' } as const;
const questions = [
  sampleQuestion({ difficulty: 'hard' }),
  sampleQuestion({ id: 'OP0001', topic: 'OP', difficulty: 'easy' }),
];
const members = ['local:ada', 'local:ben', 'local:cleo'];

describe.skipIf(!redisProgram)(needs('redis-server', 'boards on a real Redis'), () => suite('real'));
describe('boards in memory', () => suite('memory'));

function suite(kind: 'real' | 'memory') {
  let redis: TestRedis;
  let store: OpenStore;
  let prefix: string;
  let count = 0;
  beforeAll(async () => {
    redis = await startTestRedis(kind);
  });
  afterAll(() => redis.stop());

  const fresh = async () => {
    count += 1;
    prefix = `boards${count}`;
    store = await redis.store(prefix);
    await store.feeds.create(sampleFeed(), monday, 20);
  };

  const questionOf = (round: Round) => questions.find(({ id }) => id === round.question) ?? sampleQuestion();
  const worth: Boarded['worth'] = (deeds, round) => worthOf(deeds, round, questionOf(round));

  /** A round of the feed that was just opened. */
  const open = async (id: string, changes: Partial<Round> = {}, extra = false): Promise<Round> => {
    const draft = sampleRound({ id, zone: 'UTC', topic: 'DL', ...changes });
    const { revision } = await store.rounds.deck('feed0001');
    const deal = { revision, cycle: 1, dealt: [], queued: [] };
    const done = await store.rounds.commit(draft, extra, deal, questionOf(draft), 1_000);
    expect(done.result).toBe('committed');
    const sent = { message: `m-${id}`, at: draft.slot, closesAt: draft.closesAt };
    await store.rounds.opened(draft, 1, sent, posted);
    return (await store.rounds.get(id)) as Round;
  };

  const board = async (scope: string, window = 'all', reader = 'local:ada', limit = 10) =>
    store.boards.points({ scope, window, space: 'local:local', reader, limit });
  const values = async (scope: string, window = 'all') =>
    Object.fromEntries((await board(scope, window)).rows.map(({ member, value }) => [member, value]));

  const right = (at = monday + 1_000) => ({ ...noDeeds, attempt: { choice: 0, at } });
  const record = (round: Round, member: string, deeds: Deeds, boarded: Partial<Boarded> = {}) =>
    store.deeds.record(round, member, deeds, true, undefined, { worth, ...boarded });

  test('points stand on the week, month and whole of the feed and of the space, with the name as last seen', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right(), { name: 'Ada' });
    await record(round, 'local:ben', { ...right(), hintAt: monday }, { name: 'Ben' });
    await record(round, 'local:cleo', { ...right(), revealAt: monday });
    for (const scope of ['feed0001', 'local:local']) {
      for (const window of ['w2026-11-23', 'm2026-11', 'all']) {
        expect(await board(scope, window, 'local:ben')).toEqual({
          total: 2,
          rows: [
            { member: 'local:ada', value: 300, name: 'Ada' },
            { member: 'local:ben', value: 150, name: 'Ben' },
          ],
          own: { value: 150, above: 1, hidden: false },
        });
      }
      expect(await board(scope, 'w2026-11-16')).toEqual({ total: 0, rows: [], own: undefined });
    }
    await record(round, 'local:ada', right(), { name: 'Ada L.' });
    expect((await board('feed0001')).rows[0]).toEqual({ member: 'local:ada', value: 300, name: 'Ada L.' });
  });

  test('a hint or reveal that arrives after the attempt, but came before it, takes its points again', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right());
    await record(round, 'local:ada', { ...noDeeds, hintAt: monday });
    expect(await values('feed0001')).toEqual({ 'local:ada': 150 });
    await record(round, 'local:ada', { ...noDeeds, revealAt: monday });
    expect(await values('feed0001')).toEqual({});
    expect((await store.boards.tallyOf('local:ada')).size).toBe(0);
    expect((await store.boards.tallyIn('local:local')).size).toBe(0);
  });

  test('a round taken back takes its points with it, once, and later presses earn none', async () => {
    await fresh();
    const first = await open('feed0001-a1');
    const second = await open('feed0001-a2', { slot: monday + hour });
    for (const round of [first, second]) for (const member of members) await record(round, member, right());
    expect(await store.rounds.void(second.id, monday + 2 * hour)).toBe(true);
    expect(await store.rounds.void(second.id, monday + 2 * hour)).toBe(false);
    const once = Object.fromEntries(members.map((member) => [member, 300]));
    expect(await values('feed0001')).toEqual(once);
    // The round as it was read before it was taken back.
    await record(second, 'local:ada', { ...noDeeds, hintAt: monday });
    await record(second, 'local:dan', right());
    expect(await values('feed0001')).toEqual(once);
    expect(await values('local:local', 'w2026-11-23')).toEqual(once);
    expect(await store.boards.tallyIn('local:local')).toEqual(
      new Map([['DL', { attempts: 3, score: 300, members: 3 }]]),
    );
    expect((await store.deeds.of(second.id, 'local:ada')).attempt).toEqual(right().attempt);
  });

  test('a round that never reached its channel after all takes its points with it', async () => {
    await fresh();
    const draft = sampleRound({ id: 'feed0001-a1', topic: 'DL' });
    const deal = { revision: 0, cycle: 1, dealt: [], queued: [] };
    await store.rounds.commit(draft, false, deal, questionOf(draft), 1_000);
    await record(draft, 'local:ada', right());
    expect(await values('feed0001')).toEqual({ 'local:ada': 300 });
    expect(await store.rounds.failed(draft.id, 1)).toBe(true);
    expect(await values('feed0001')).toEqual({});
    expect((await store.boards.tallyOf('local:ada')).size).toBe(0);
  });

  test('presses that came before the record said that the round had closed are settled, as late or in time', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    const late = right(monday + hour + graceMs + 1);
    await record(round, 'local:ada', right(monday + hour + graceMs));
    await record(round, 'local:ben', late);
    expect(await values('feed0001')).toEqual({ 'local:ada': 300, 'local:ben': 300 });
    const closed = (await store.rounds.close(round.id, monday + hour, false)) as Round;
    for (let time = 0; time < 2; time += 1) {
      expect(await store.deeds.settle(closed, worth)).toHaveLength(2);
      expect(await values('feed0001')).toEqual({ 'local:ada': 300 });
    }
    // A worker that read the round before its close is told to look again.
    await record(round, 'local:cleo', late);
    expect(await values('feed0001')).toEqual({ 'local:ada': 300 });
  });

  test('hidden members are neither listed nor counted for others, and see themselves', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    const profile = { zone: undefined, away: [] };
    await record(round, 'local:ada', right());
    await record(round, 'local:ben', right());
    await record(round, 'local:cleo', { ...right(), hintAt: monday });
    await store.members.save('local:ben', { ...profile, hidden: true });
    await store.members.save('local:dan', { ...profile, hidden: true });
    expect((await store.members.profile('local:ben')).hidden).toBe(true);
    const seen = await board('feed0001', 'all', 'local:cleo');
    expect(seen.rows.map(({ member }) => member)).toEqual(['local:ada', 'local:cleo']);
    expect(seen).toMatchObject({ total: 2, own: { value: 150, above: 1, hidden: false } });
    const own = await board('feed0001', 'all', 'local:ben');
    expect(own.rows.map(({ member }) => member)).toEqual(['local:ada', 'local:cleo']);
    expect(own.own).toEqual({ value: 300, above: 0, hidden: true });
    await store.members.save('local:ben', { ...profile, hidden: false });
    expect((await board('feed0001')).total).toBe(3);
  });

  test('where most are hidden, the board is as right', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    for (let index = 0; index < 40; index += 1) {
      await record(round, `local:m${index}`, right());
      if (index >= 3) {
        const hidden = { zone: undefined, away: [], hidden: true };
        await store.members.save(`local:m${index}`, hidden);
        await store.members.save(`local:other${index}`, hidden);
      }
    }
    const seen = await board('feed0001', 'all', 'local:m1');
    expect(seen.rows.map(({ member }) => member).sort()).toEqual(['local:m0', 'local:m1', 'local:m2']);
    expect(seen).toMatchObject({ total: 3, own: { value: 300, above: 0 } });
  });

  test('the own place is told however far down, ties sharing it', async () => {
    await fresh();
    const hard = await open('feed0001-a1');
    const easy = await open('feed0001-a2', { question: 'OP0001', slot: monday + hour });
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => record(index < 30 ? hard : easy, `local:m${index}`, right())),
    );
    const seen = await board('feed0001', 'all', 'local:m59', 10);
    expect(seen.rows).toHaveLength(10);
    expect(seen).toMatchObject({ total: 60, own: { value: 100, above: 30, hidden: false } });
  });

  test('a milestone is for one deed, once: not for a second press at once, and not after a round was taken back', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    const reach = (member: string, deed: string, milestone = 7) =>
      record(round, member, right(), { streak: milestone, milestone, deed }).then(({ reached }) => reached);
    const both = await Promise.all([reach('local:ada', 'one'), reach('local:ada', 'two')]);
    expect(both.filter(Boolean)).toHaveLength(1);
    // Delivered again since its answer was lost, it is congratulated on once more; another deed never is.
    expect(await reach('local:ada', both[0] ? 'one' : 'two')).toBe(true);
    expect(await reach('local:ada', 'three')).toBe(false);
    expect(await reach('local:ada', 'four', 30)).toBe(true);
    expect(await reach('local:ada', 'five')).toBe(false);
    expect(await reach('local:ben', 'one')).toBe(true);
  });

  test('streaks stand as they were at the last deed, and are put right unless they changed meanwhile', async () => {
    await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right(), { streak: 5 });
    await record(round, 'local:ben', right(), { streak: 3 });
    // Recorded where the streak was not known: at most one more than before.
    await record(round, 'local:cleo', right());
    const read = () =>
      store.boards.streaks({ feed: 'feed0001', space: 'local:local', reader: 'local:ben', limit: 10 });
    expect((await read()).rows.map(({ value }) => value)).toEqual([5, 3, 1]);
    await store.boards.correctStreaks('feed0001', [
      { member: 'local:ada', from: 5, to: 0 },
      { member: 'local:ben', from: 2, to: 1 },
    ]);
    const { rows, own } = await read();
    expect(rows.map(({ member, value }) => [member, value])).toEqual([
      ['local:ben', 3],
      ['local:cleo', 1],
    ]);
    expect(own).toEqual({ value: 3, above: 0, hidden: false });
  });

  test('weeks and months go by themselves, what is whole stays', async () => {
    await fresh();
    await record(await open('feed0001-a1'), 'local:ada', right());
    const raw = openRawRedis(redis);
    const days = async (window: string) => (await raw.ttl(`${prefix}:board:feed0001:${window}`)) / 86_400;
    expect(await days('w2026-11-23')).toBeCloseTo(60, 1);
    expect(await days('m2026-11')).toBeCloseTo(400, 1);
    expect(await raw.ttl(`${prefix}:board:feed0001:all`)).toBe(-1);
    // Long after, when its week is gone, a round is taken back: nobody owes that week anything.
    await raw.del(`${prefix}:board:feed0001:w2026-11-23`);
    await store.rounds.void('feed0001-a1', monday + 100 * 24 * hour);
    expect(await raw.exists(`${prefix}:board:feed0001:w2026-11-23`)).toBe(0);
    expect(await raw.exists(`${prefix}:board:feed0001:all`)).toBe(0);
    raw.disconnect();
  });

  test('whatever comes in whatever order and however often, boards and tallies are the sum of the facts', async () => {
    const at = fc.integer({ min: monday, max: monday + hour + 2 * graceMs });
    const deed: fc.Arbitrary<Deeds> = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ choice: fc.nat({ max: 1 }), at }).map((attempt) => ({ ...noDeeds, attempt })),
      },
      { weight: 1, arbitrary: at.map((hintAt) => ({ ...noDeeds, hintAt })) },
      { weight: 1, arbitrary: at.map((revealAt) => ({ ...noDeeds, revealAt })) },
    );
    const event = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('deed' as const),
          member: fc.constantFrom(...members),
          round: fc.nat({ max: 2 }),
          deed,
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), round: fc.nat({ max: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), round: fc.nat({ max: 2 }) }) },
    );
    const script = fc
      .array(event, { maxLength: 14 })
      .chain((events) =>
        fc.tuple(
          fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
          fc.integer({ min: 1, max: 4 }),
          fc.boolean(),
        ),
      );
    await fc.assert(
      fc.asyncProperty(script, async ([events, atOnce, personal]) => {
        await fresh();
        const rounds: Round[] = [];
        for (const index of [0, 1, 2]) {
          const { id = '', topic = 'DL' } = questions[index % 2] ?? {};
          const changes = {
            question: id,
            topic,
            slot: monday + index * 1_000,
            ...(personal && { personal }),
          };
          rounds.push(await open(`feed0001-a${index}`, changes, index === 2));
        }
        const facts = new Map<string, Deeds>();
        const run = async (one: (typeof events)[number]) => {
          const round = rounds[one.round] as Round;
          if (one.kind === 'void') return void (await store.rounds.void(round.id, monday + hour));
          if (one.kind === 'close') {
            const closed = await store.rounds.close(round.id, monday + hour, false);
            if (closed?.status === 'closed') await store.deeds.settle(closed, worth);
            return;
          }
          const key = `${round.id} ${one.member}`;
          facts.set(key, merged(facts.get(key) ?? noDeeds, one.deed));
          await record(round, one.member, one.deed, { name: one.member });
        };
        for (let from = 0; from < events.length; from += atOnce) {
          await Promise.all(events.slice(from, from + atOnce).map(run));
        }
        const boards = new Map<string, Record<string, number>>();
        const tallies = new Map<string, { attempts: number; score: number; members: Set<string> }>();
        for (const old of rounds) {
          const round = (await store.rounds.get(old.id)) as Round;
          // Whatever the close has to settle is settled before it is shown.
          if (round.status === 'closed') await store.deeds.settle(round, worth);
          for (const member of members) {
            const deeds = facts.get(`${round.id} ${member}`) ?? noDeeds;
            expect(await store.deeds.of(round.id, member)).toEqual(deeds);
            const { points, score, topic } = worthOf(deeds, round, questionOf(round));
            for (const { scope, window } of boardsOf(round)) {
              const sums = boards.get(`${scope} ${window}`) ?? {};
              if (points > 0) sums[member] = (sums[member] ?? 0) + points;
              boards.set(`${scope} ${window}`, sums);
            }
            if (score === undefined) continue;
            const tally = tallies.get(topic) ?? { attempts: 0, score: 0, members: new Set() };
            tally.members.add(member);
            tallies.set(topic, { ...tally, attempts: tally.attempts + 1, score: tally.score + score });
          }
        }
        for (const [key, sums] of boards) {
          const [scope = '', window] = key.split(' ');
          expect(await values(scope, window)).toEqual(sums);
        }
        const kept = await store.boards.tallyIn('local:local');
        const counted = [...tallies].map(([topic, { members: those, ...rest }]) => [
          topic,
          { ...rest, members: those.size },
        ]);
        expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(counted));
        store.close();
      }),
      { numRuns: kind === 'real' ? numRuns : Math.min(numRuns, 100) },
    );
  }, 3_600_000);
}
