/** What is wrong with a file of the bank, where, and what to write instead. */
export interface Problem {
  /** The file as its folder was given: relative to the working directory where that was. */
  file: string;
  /** From 1; of a whole file or folder, 1. */
  line: number;
  message: string;
}

/** Takes a problem of the file that is being read. */
export type Complain = (line: number, message: string) => void;

/** By file, then line: the order in which an author mends them. */
export function sortedProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message),
  );
}

/** By code unit, so that every machine sorts alike whatever its locale. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
