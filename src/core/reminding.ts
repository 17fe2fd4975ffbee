import type { SpaceId } from './feed.ts';

/** So many reminders go out without any deed of the member's; then there is silence until the next deed. */
export const remindersUnanswered = 3;

/** What is kept of a member who was ever asked to be reminded. All times are milliseconds since the epoch. */
export interface Reminding {
  on: boolean;
  /** When the member last turned it, by the platform's clock: what arrives late and is older changes nothing. */
  turnedAt: number;
  /** Where it was turned on: its platform sends the direct messages. */
  space: SpaceId;
  /** The zone that the platform knew the member to be in then. */
  zone: string | undefined;
  /** It is off because the platform takes no direct message to this member. */
  refused: boolean;
  /** The member's calendar day of the last reminder, `YYYY-MM-DD`. */
  day: string | undefined;
  /** When the reminders since the member's last deed went out, oldest first. */
  unanswered: number[];
}

export interface Turn {
  on: boolean;
  at: number;
  space: SpaceId;
  zone: string | undefined;
}

/**
 * The member turns reminders on or off; undefined where that changes nothing: a later turn is known, or this very one.
 * Of two at the same instant, off counts.
 */
export function turned(before: Reminding | undefined, turn: Turn): Reminding | undefined {
  const { on, at, space, zone } = turn;
  if (before === undefined) {
    return { on, turnedAt: at, space, zone, refused: false, day: undefined, unanswered: [] };
  }
  if (before.turnedAt > at) return undefined;
  if (before.turnedAt === at && (on || !before.on)) return undefined;
  // The day stays: off and on again brings no second reminder.
  return { ...answered(before, at), on, turnedAt: at, space, zone, refused: false };
}

/** The member did something at `at`: the reminders before it are answered. */
export function answered(before: Reminding, at: number): Reminding {
  return { ...before, unanswered: before.unanswered.filter((sent) => sent > at) };
}

export function isSilent({ unanswered }: Reminding): boolean {
  return unanswered.length >= remindersUnanswered;
}

/** Takes the day's one reminder before it is sent; undefined where there may be none. */
export function claimed(before: Reminding, day: string, now: number): Reminding | undefined {
  if (!before.on || before.day === day || isSilent(before)) return undefined;
  return { ...before, day, unanswered: [...before.unanswered, now] };
}

/** Gives a claim back: its reminder surely was not sent. */
export function released(before: Reminding, claim: { day: string; at: number }): Reminding {
  const day = before.day === claim.day ? undefined : before.day;
  return { ...before, day, unanswered: before.unanswered.filter((sent) => sent !== claim.at) };
}

/** The reminder of `at` surely was not sent, and is not tried again on its day: nobody is silent for not answering it. */
export function unsent(before: Reminding, at: number): Reminding {
  return { ...before, unanswered: before.unanswered.filter((sent) => sent !== at) };
}

/** The platform took no direct message to the member: nothing is tried again until they turn it on anew. */
export function refusedBy(before: Reminding): Reminding {
  return { ...before, on: false, refused: true, unanswered: [] };
}

/** As `/viva me` shows it. */
export type RemindingState = 'on' | 'off' | 'silent' | 'refused';

export function remindingState(known: Reminding | undefined): RemindingState {
  if (known === undefined) return 'off';
  if (known.on) return isSilent(known) ? 'silent' : 'on';
  return known.refused ? 'refused' : 'off';
}
