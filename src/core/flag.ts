import type { MemberId, SpaceId } from './feed.ts';
import type { QuestionId } from './question.ts';

/** Why a member says that something is wrong with a question. */
export const flagReasons = ['fact', 'prompt', 'choices', 'typo', 'other'] as const;
export type FlagReason = (typeof flagReasons)[number];

/** Characters that a flag's text, and the note that resolves it, may have. */
export const longestRemark = 300;

/** So many flags a member may have open in all. */
export const openFlagsAtMost = 20;

/** How long it is remembered that a flag was resolved. */
export const resolvedKeptFor = 90 * 86_400_000;

/** Which flag: a member has at most one for a question and space. */
export interface FlagKey {
  member: MemberId;
  space: SpaceId;
  question: QuestionId;
}

export interface Flag {
  reason: FlagReason;
  /** A line from a person; `''`: none. */
  text: string;
  /** The platform's time, ms. */
  at: number;
  /** The question as it was then: it may have been changed or taken away since. */
  title: string;
  version: string;
}

/** The note to whoever flagged, until it was sent. */
export interface Note {
  /** From a manager; `''`: none. */
  text: string;
  by: MemberId;
  title: string;
  /** Tries so far, and until when nobody else may try (ms). */
  tries: number;
  heldUntil: number;
}

/** That a flag was resolved. Once its note was sent, or cannot be, no more is kept than keeps it from coming again. */
export interface Resolved {
  flaggedAt: number;
  at: number;
  note: Note | undefined;
}

/** All that is kept of a member's flags of one question in one space. */
export interface FlagRecord {
  open: Flag | undefined;
  resolved: Resolved | undefined;
}

export const noFlag: FlagRecord = { open: undefined, resolved: undefined };

/** A flag takes the place of an earlier one, however often and in whatever order they arrive; never of one resolved since. */
export function raised(record: FlagRecord, flag: Flag): FlagRecord {
  const { open, resolved } = record;
  if (resolved !== undefined && flag.at <= resolved.flaggedAt) return record;
  if (open !== undefined && !isLater(flag, open)) return record;
  return { open: flag, resolved };
}

/** At the same instant the text decides, so that it is the same one everywhere. */
function isLater(flag: Flag, than: Flag): boolean {
  if (flag.at !== than.at) return flag.at > than.at;
  return `${flag.reason} ${flag.text}` > `${than.reason} ${than.text}`;
}

/** What a manager resolves is what they saw: a flag raised after `seen` stays open. */
export function resolvedAs(
  record: FlagRecord,
  seen: number,
  { at, by, note }: { at: number; by: MemberId; note: string },
): FlagRecord {
  const { open } = record;
  if (open === undefined || open.at > seen) return record;
  return {
    open: undefined,
    resolved: {
      flaggedAt: open.at,
      at,
      note: { text: note, by, title: open.title, tries: 0, heldUntil: 0 },
    },
  };
}

/** One try to send the note, which nobody else may begin before `until`; the same record where there is none to send. */
export function noteHeld(record: FlagRecord, now: number, until: number): FlagRecord {
  const note = record.resolved?.note;
  if (note === undefined || note.heldUntil > now) return record;
  return withNote(record, { ...note, tries: note.tries + 1, heldUntil: until });
}

/** A try came to nothing: anybody may begin the next. */
export function noteLetGo(record: FlagRecord, resolvedAt: number): FlagRecord {
  const { resolved } = record;
  if (resolved?.note === undefined || resolved.at !== resolvedAt) return record;
  return withNote(record, { ...resolved.note, heldUntil: 0 });
}

/** The note was sent, or never will be. */
export function noteOver(record: FlagRecord, resolvedAt: number): FlagRecord {
  return record.resolved?.at === resolvedAt ? withNote(record, undefined) : record;
}

function withNote(record: FlagRecord, note: Note | undefined): FlagRecord {
  return record.resolved === undefined ? record : { ...record, resolved: { ...record.resolved, note } };
}

/** An open flag as a list knows it. */
export interface OpenFlag extends FlagKey {
  at: number;
}

/** The open flags of each question, both newest first. */
export function byQuestion<One extends Pick<OpenFlag, 'question' | 'at'>>(
  flags: readonly One[],
): [One, ...One[]][] {
  const groups = new Map<QuestionId, [One, ...One[]]>();
  for (const flag of [...flags].sort((a, b) => b.at - a.at)) {
    const group = groups.get(flag.question);
    if (group === undefined) groups.set(flag.question, [flag]);
    else group.push(flag);
  }
  return [...groups.values()];
}
