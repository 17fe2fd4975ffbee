import type { Command } from '../../core/command.ts';

/** What became of a round that was to be posted. `left-out`: a younger one came; `given-up`: it cannot be posted. */
export type PostResult = 'posted' | 'left-out' | 'given-up';

/** What became of a command. `repeated`: it was done before; `unanswered`: the person could not be told. */
export type CommandOutcome = 'done' | 'refused' | 'storage-away' | 'fault' | 'repeated' | 'unanswered';

/** Groups of commands that take alike: `manage` asks the platform for rights. */
export type DeedKind = 'command' | 'button' | 'manage';

/** As `PublishFailure` has it; `failed` is any other fault. */
export type CallOutcome = 'ok' | 'refused' | 'slow-down' | 'doubt' | 'failed';

/** `refused`: the platform takes none for this member; `failed`: it was not sent, or nobody knows, and is not sent again. */
export type ReminderResult = 'sent' | 'refused' | 'failed';

export type PlatformCall = 'publish' | 'revise' | 'remove' | 'find' | 'obstacles' | 'see' | 'reply';

/**
 * Counts and times for operators. What is handed over is of small, known sets, never what people wrote or who they are:
 * the number of series so stays bounded. Durations are milliseconds. Costs next to nothing, and never throws.
 */
export interface Meter {
  /** `delay`: from the slot to the platform's time of the post; undefined where nothing was posted. */
  posted(platform: string, result: PostResult, delay: number | undefined): void;
  command(name: Command['name'], outcome: CommandOutcome): void;
  /** From taking a deed to the platform's having its acknowledgement. */
  acknowledged(platform: string, kind: DeedKind, took: number): void;
  /** From handing a deed over to its first answer's being taken by the platform. */
  answered(platform: string, kind: DeedKind, took: number): void;
  called(platform: string, call: PlatformCall, outcome: CallOutcome, took: number): void;
  /** One question to the store; `away`: it could not be asked. */
  stored(outcome: 'ok' | 'away' | 'failed', took: number): void;
  job(kind: string, outcome: 'done' | 'again' | 'failed'): void;
  reminded(platform: string, result: ReminderResult): void;
}

/** For tests, and where nobody looks. */
export const noMeter: Meter = {
  posted() {},
  command() {},
  acknowledged() {},
  answered() {},
  called() {},
  stored() {},
  job() {},
  reminded() {},
};
