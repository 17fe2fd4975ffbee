import type { RequestListener } from 'node:http';

/** The one HTTP server of a process: whoever takes requests hangs a listener on a path. */
export interface HttpMount {
  /** `listener` gets every request whose path is `prefix` or lies under it; the longest prefix wins. */
  mount(prefix: string, listener: RequestListener): void;
}
