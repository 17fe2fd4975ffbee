import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardsOf, worthOf } from '../../src/core/board.ts';
import { type Deeds, merged, noDeeds, tookPart } from '../../src/core/deeds.ts';
import { graceMs, type Round } from '../../src/core/round.ts';
import { BoardStage, boardQuestions } from '../support/board-stage.ts';
import { onBothKinds, type RedisKind, type SuiteRedis } from '../support/both-redis.ts';
import { runs } from '../support/runs.ts';
import { monday } from '../support/samples.ts';

const numRuns = runs(40);
const hour = 3_600_000;
const members = ['local:ada', 'local:ben', 'local:cleo'];

onBothKinds('any order of deeds', suite);

function suite(redis: SuiteRedis, kind: RedisKind) {
  test('whatever comes in whatever order and however often, boards, tallies and streaks follow from the facts', async () => {
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
        const store = await redis.fresh();
        const { open, record, values, worth, questionOf } = await BoardStage.on(store);
        const rounds: Round[] = [];
        for (const index of [0, 1, 2]) {
          const { id = '', topic = 'DL' } = boardQuestions[index % 2] ?? {};
          const changes = {
            question: id,
            topic,
            slot: monday + index * 1_000,
            ...(personal && { personal }),
          };
          rounds.push(await open(`feed0001-a${index}`, changes, index === 2));
        }
        const facts = new Map<string, Deeds>();
        const taken = new Map(members.map((member) => [member, [] as number[]]));
        const voided: number[] = [];
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
          if (round.status === 'void' && round.number !== undefined) voided.push(round.number);
          for (const member of members) {
            const deeds = facts.get(`${round.id} ${member}`) ?? noDeeds;
            expect(await store.deeds.of(round.id, member)).toEqual(deeds);
            if (tookPart(deeds) && round.number !== undefined) taken.get(member)?.push(round.number);
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
        // What streaks are computed from: see streakOf.
        expect(new Set((await store.rounds.history('feed0001')).voided)).toEqual(new Set(voided));
        expect(await store.deeds.participations('feed0001', members)).toEqual([...taken.values()]);
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
