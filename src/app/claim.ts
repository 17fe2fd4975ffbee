import type { Deeds } from '../core/deeds.ts';
import type { Round } from '../core/round.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import type { Mark } from './ports/store.ts';

/** The right to do what a person did, which one delivery of it has. `held` once it is taken. */
export interface Claim extends Mark {
  held: boolean;
}

/** What a person did, with the right to do it. */
export interface Claimed extends Exchange {
  claim: Claim;
}

/**
 * Records what the person did in a round. Where the claim is not held yet it is taken in the same write: no crash comes
 * between, and the disk is waited for once. Rejects with `Repeated` where another delivery has it.
 */
export async function recordDeeds(
  context: Context,
  { caller, claim }: Claimed,
  round: Round,
  deeds: Deeds,
  counts: boolean,
): Promise<{ before: Deeds; after: Deeds }> {
  const mark = claim.held ? undefined : claim;
  const recorded = await context.store.deeds.record(round, caller.member, deeds, counts, mark);
  claim.held = true;
  return recorded;
}
