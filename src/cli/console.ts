/** What the command line needs of the process; `main.ts` hands it over, so that nothing else reads the environment. */
export interface Console {
  environment: Record<string, string | undefined>;
  /** The machine's PATH. */
  path: string;
  /** A person looks on: lines are then made readable. */
  isTerminal: boolean;
  /** The standard input and output, for what is no text for people: `viva backup -`. */
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** The machine's clock, unless a test has its own; ms. */
  now?(): number;
  print(text: string): void;
  complain(text: string): void;
  onSignal(listener: (signal: string) => void): void;
  /** A rejection that nobody waited for: a fault, but none that should end everything. */
  onStrayRejection(listener: (reason: unknown) => void): void;
  /** At once; for a second signal. */
  exit(code: number): void;
}
