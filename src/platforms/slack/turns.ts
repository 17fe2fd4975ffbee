/** Runs a piece of work when its turn has come. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export interface TurnLimits {
  /** So many pieces are at work at once. */
  atOnce: number;
  /** Work that lasts longer, ms, waits for somebody else: it is counted no more, and keeps nobody from beginning. */
  countedFor: number;
  /** While more comes with every turn of the event loop, none begins; no longer than so many ms. */
  heldFor: number;
}

/**
 * Lets pieces of work begin in the order in which they came, once no more of them come: Node takes one connection in a
 * turn of its event loop, so whoever would knock during long turns would wait for as many of them as came before.
 */
export function createTurns({ atOnce, countedFor, heldFor }: TurnLimits): InTurn {
  const waiting: (() => void)[] = [];
  let working = 0;
  let came = false;
  let heldSince: number | undefined;
  let awake = false;

  function wake(): void {
    if (awake || waiting.length === 0 || working >= atOnce) return;
    awake = true;
    setImmediate(() => {
      awake = false;
      if (isHeld()) return wake();
      while (working < atOnce) {
        const begin = waiting.shift();
        if (begin === undefined) return;
        working += 1;
        begin();
      }
    });
  }

  function isHeld(): boolean {
    const now = performance.now();
    heldSince ??= now;
    const held = came && now - heldSince < heldFor;
    came = false;
    if (!held) heldSince = undefined;
    return held;
  }

  return async (work) => {
    came = true;
    await new Promise<void>((begin) => {
      waiting.push(begin);
      wake();
    });
    let counted = true;
    const done = () => {
      if (counted) working -= 1;
      counted = false;
      wake();
    };
    const timer = setTimeout(done, countedFor);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      done();
    }
  };
}
