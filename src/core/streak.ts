/** A freeze is earned with every so many participations in a row. */
export const roundsPerFreeze = 7;
export const maxFreezes = 2;

export interface StreakInput {
  /** The number of the feed's newest round; rounds are numbered from 1. */
  count: number;
  /** Numbers of the rounds that the member took part in. */
  taken: ReadonlySet<number>;
  /** Taken back, or never posted: as if they had not been, even for those who took part. */
  voided: ReadonlySet<number>;
  /** Viva could not be reached: missing them costs nothing, taking part counts. */
  excused: ReadonlySet<number>;
  /** The member was away: the same, for this member. */
  away: ReadonlySet<number>;
  /** Numbers of rounds that can still be joined, or are being sent: they are not missed yet. */
  open: ReadonlySet<number>;
}

export type StepKind = 'took-part' | 'frozen' | 'missed' | 'excused' | 'away' | 'voided' | 'waiting';

/** What one round did to the streak. */
export interface Step {
  round: number;
  kind: StepKind;
  /** The streak after this round. */
  streak: number;
  /** Freezes held after this round. */
  freezes: number;
  /** This participation earned a freeze. */
  earned: boolean;
}

export interface Streak {
  current: number;
  best: number;
  /** Held now; those that bridge a gap up to now are counted as spent. */
  freezes: number;
  /** A round waits for this member, and missing it would end a streak or spend a freeze. */
  waiting: boolean;
  /** From the first participation on. */
  steps: Step[];
}

/**
 * A member's streak in a feed, projected to now: consecutive rounds taken part in. A gap is bridged only if the
 * freezes held cover all of it; then they are spent, and its rounds add nothing. Otherwise the streak is over and
 * the freezes stay.
 */
export function streakOf(input: StreakInput): Streak {
  const steps: Step[] = [];
  let streak = 0;
  let best = 0;
  let freezes = 0;
  let gap: Step[] = [];

  const bridge = () => {
    const bridged = gap.length <= freezes;
    if (!bridged) streak = 0;
    for (const step of gap) {
      if (bridged) freezes -= 1;
      step.kind = bridged ? 'frozen' : 'missed';
      step.streak = streak;
      step.freezes = freezes;
    }
    gap = [];
  };

  for (let round = 1; round <= input.count; round += 1) {
    const kind = kindOf(input, round);
    if (steps.length === 0 && kind !== 'took-part') continue;
    const step: Step = { round, kind, streak, freezes, earned: false };
    steps.push(step);
    if (kind === 'missed') {
      gap.push(step);
    } else if (kind === 'took-part') {
      bridge();
      streak += 1;
      best = Math.max(best, streak);
      step.earned = streak % roundsPerFreeze === 0 && freezes < maxFreezes;
      if (step.earned) freezes += 1;
      step.streak = streak;
      step.freezes = freezes;
    }
  }
  bridge();
  settleIdle(steps);
  const waiting = streak > 0 && steps.some((step) => step.kind === 'waiting');
  return { current: streak, best, freezes, waiting, steps };
}

function kindOf(input: StreakInput, round: number): StepKind {
  if (input.voided.has(round)) return 'voided';
  if (input.taken.has(round)) return 'took-part';
  if (input.excused.has(round)) return 'excused';
  if (input.away.has(round)) return 'away';
  return input.open.has(round) ? 'waiting' : 'missed';
}

/** Rounds that did nothing show what stood before them; a gap's end may have changed that after they were noted. */
function settleIdle(steps: Step[]): void {
  let before: Step | undefined;
  for (const step of steps) {
    const idle =
      step.kind === 'excused' || step.kind === 'away' || step.kind === 'voided' || step.kind === 'waiting';
    if (idle && before !== undefined) {
      step.streak = before.streak;
      step.freezes = before.freezes;
    }
    before = step;
  }
}
