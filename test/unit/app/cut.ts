import { type Store, StoreAway } from '../../../src/app/ports/store.ts';

/** How a store that fails at its call number `at` behaves: the call never reaches it, or only its answer is lost. */
export type Loss = 'request' | 'answer';

/** The store, whose connection is cut at one call of those that a piece of work makes. */
export function cutAt(
  store: Store,
  at: number,
  loss: Loss,
): { store: Store; calls: () => number; names: string[] } {
  let calls = 0;
  const names: string[] = [];
  const wrap = <Book extends object>(book: Book, name: string): Book =>
    new Proxy(book, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof value === 'object' && value !== null) return wrap(value, String(key));
        if (typeof value !== 'function' || key === 'reconnectedAt' || key === 'steadySince') return value;
        return async (...given: unknown[]) => {
          calls += 1;
          const own = calls;
          names.push(`${name}.${String(key)}`);
          if (own === at && loss === 'request') throw new StoreAway('cut');
          const answer: unknown = await (value as (...all: unknown[]) => unknown).apply(target, given);
          if (own === at && loss === 'answer') throw new StoreAway('cut');
          return answer;
        };
      },
    });
  return { store: wrap(store, 'store'), calls: () => calls, names };
}
