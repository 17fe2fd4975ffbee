import { quantile } from './statistics.ts';

export interface LoadPlan {
  /** How many deeds in all. */
  count: number;
  /** How many are under way at any time. */
  inFlight: number;
}

/** What a server saw of a load. Latencies are milliseconds from sending a deed. */
export interface LoadResult {
  perSecond: number;
  acknowledgedP50: number;
  acknowledgedP99: number;
  answeredP50: number;
  answeredP99: number;
}

/** One thing that a person does, as the server sees it through. */
export interface Deed {
  acknowledged(): void;
  answered(): void;
}

/** Without any answer for so long, a load has failed, ms. */
const patience = 15_000;

/** Keeps `inFlight` deeds under way until `count` were answered: each answer begins the next deed. */
export function runLoad({ count, inFlight }: LoadPlan, begin: (deed: Deed) => void): Promise<LoadResult> {
  const acknowledged: number[] = [];
  const answered: number[] = [];
  let begun = 0;
  const start = performance.now();
  return new Promise((resolve, reject) => {
    let seen = 0;
    const watch = setInterval(() => {
      if (answered.length === seen) {
        clearInterval(watch);
        reject(new Error(`${count} deeds begun, ${seen} answered, and then none for ${patience / 1_000} s`));
      }
      seen = answered.length;
    }, patience);
    const next = () => {
      begun += 1;
      const at = performance.now();
      begin({
        acknowledged: () => void acknowledged.push(performance.now() - at),
        answered: () => {
          answered.push(performance.now() - at);
          if (begun < count) next();
          else if (answered.length === count) finish();
        },
      });
    };
    const finish = () => {
      clearInterval(watch);
      resolve({
        perSecond: count / ((performance.now() - start) / 1_000),
        acknowledgedP50: quantile(acknowledged, 0.5),
        acknowledgedP99: quantile(acknowledged, 0.99),
        answeredP50: quantile(answered, 0.5),
        answeredP99: quantile(answered, 0.99),
      });
    };
    for (let index = 0; index < Math.min(inFlight, count); index += 1) next();
  });
}
