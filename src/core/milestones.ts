/** Lengths of a streak that a member is congratulated on, once ever in each feed. */
export const milestones = [7, 30, 100, 365] as const;

/** The highest milestone that a streak has come to; undefined before the first. */
export function milestoneOf(streak: number): number | undefined {
  return milestones.findLast((milestone) => milestone <= streak);
}
