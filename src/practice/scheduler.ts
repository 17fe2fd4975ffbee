import type { Scheduler } from '../app/ports/scheduler.ts';
import { type Day, type Grade, grades, type Memory, type Schedule } from '../core/practice/card.ts';

/**
 * FSRS 6 as it is published, written out: a change of the package's own defaults would move everybody's cards. A card comes
 * back when its answer is still known with a chance of 90 %, and once a year at the least.
 */
const rules = {
  w: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ],
  request_retention: 0.9,
  maximum_interval: 365,
  /** Cards of one session are spread over some days, or they would all come back together. */
  enable_fuzz: true,
  /** Days and no minutes: nobody waits in a chat for a card to come back. */
  enable_short_term: false,
};

const dayMs = 86_400_000;

export function createScheduler(): Scheduler {
  let loading: Promise<Schedule> | undefined;
  return {
    load() {
      loading ??= loadSchedule();
      return loading;
    },
  };
}

async function loadSchedule(): Promise<Schedule> {
  const { fsrs, GenSeedStrategyWithCardId, Rating, State, StrategyMode } = await import('ts-fsrs');
  const engine = fsrs(rules);
  engine.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('seed'));
  const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
  return (memory, today, seed) => {
    // Who travels west may grade a card on the day before its last one.
    const day = Math.max(today, memory?.last ?? today);
    const common = { seed, elapsed_days: 0, scheduled_days: 0, learning_steps: 0 };
    const card =
      memory === undefined
        ? { ...common, due: dateOf(day), stability: 0, difficulty: 0, reps: 0, lapses: 0, state: State.New }
        : {
            ...common,
            due: dateOf(memory.due),
            stability: memory.stability,
            difficulty: memory.difficulty,
            reps: memory.reps,
            lapses: memory.lapses,
            state: State.Review,
            last_review: dateOf(memory.last),
          };
    const all = engine.repeat(card, dateOf(day));
    const after = (grade: Grade): Memory => {
      const next = all[ratings[grade]].card;
      return {
        due: Math.max(day + 1, Math.round(next.due.getTime() / dayMs)),
        last: day,
        stability: thousandths(next.stability),
        difficulty: thousandths(next.difficulty),
        reps: next.reps,
        lapses: next.lapses,
      };
    };
    return Object.fromEntries(grades.map((grade) => [grade, after(grade)])) as Record<Grade, Memory>;
  };
}

function dateOf(day: Day): Date {
  return new Date(day * dayMs);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
