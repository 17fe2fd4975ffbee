const began = performance.now();

/** Says on stderr what is done now: a full bench takes minutes, and its tables alone go to stdout. */
export function progress(text: string): void {
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.error(`${String(seconds).padStart(4)} s  ${text}`);
}
