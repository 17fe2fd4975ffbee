/** The time, injected: nothing in `app` reads the machine's clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Next runs of a cron rule, by the engine that validates it too. */
export interface Cron {
  /** Words for what is wrong with the rule, or undefined when it is right. */
  problem(rule: { cron: string; zone: string }): string | undefined;
  /** The first run strictly after an instant (ms), or undefined when there is none. */
  next(rule: { cron: string; zone: string }, after: number): number | undefined;
}

/** For operators. Fields never hold tokens or what people wrote. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Small lasting notes of the edges (an uploaded file's id, a catalogue's hash), in named shelves. */
export interface KeyValue {
  get(shelf: string, key: string): Promise<string | undefined>;
  put(shelf: string, key: string, value: string): Promise<void>;
  drop(shelf: string, key: string): Promise<void>;
  /** Everything on a shelf, by key. */
  all(shelf: string): Promise<Record<string, string>>;
}
