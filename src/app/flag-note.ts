import { hash32 } from '../core/chance.ts';
import { platformNameOf } from '../core/feed.ts';
import { type FlagKey, type Note, noteHeld, noteLetGo, noteOver, type Resolved } from '../core/flag.ts';
import { flagNoteCard, noteLostCard } from '../core/words/flags.ts';
import type { Context } from './context.ts';
import { type Address, type Platform, PublishFailure } from './ports/platform.ts';
import type { Job, JobResult } from './ports/queue.ts';

/** How long a platform that cannot be reached is asked again. */
const triedFor = 24 * 3_600_000;
const hour = 3_600_000;
/** Clocks of platforms and of this machine differ. */
const slack = 60_000;

/** The job that sends a note. The key is another one each hour: until the note is sent, it is looked after again. */
export function noteJob(key: FlagKey, resolvedAt: number, now: number): { key: string; job: Job } {
  const { member, space, question } = key;
  return {
    key: `${noteName(key, resolvedAt)}-${Math.floor(now / hour)}`,
    job: { kind: 'flag-note', member, space, question },
  };
}

function noteName({ member, space, question }: FlagKey, resolvedAt: number): string {
  return `note-${hash32(`${member}/${space}/${question}`).toString(36)}${resolvedAt.toString(36)}`;
}

/**
 * Tells who flagged a question that it was looked at, in a direct message. The try is noted first, so that one that
 * was cut off is looked for, or repeated with the same nonce, rather than sent twice.
 */
export async function sendNote(context: Context, key: FlagKey): Promise<JobResult> {
  const now = context.clock.now();
  const { flags } = context.store;
  const held = await flags.change(key, (record) => noteHeld(record, now, now + context.patience.lease));
  if (held === 'too-many') return 'done';
  const { resolved } = held.after;
  if (resolved?.note === undefined) return 'done';
  const { note } = resolved;
  if (held.before === held.after) return { againAfter: Math.max(1, note.heldUntil - now) };
  try {
    const platform = context.platforms.get(platformNameOf(key.member));
    const result = await tried(context, platform, key, resolved, note);
    if (result === 'sent') await flags.change(key, (record) => noteOver(record, resolved.at));
    else await flags.change(key, (record) => noteLetGo(record, resolved.at));
    return result === 'sent' || result === 'unconnected' ? 'done' : result;
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    await tellManager(context, key, note, resolved.at, error);
    await flags.change(key, (record) => noteOver(record, resolved.at));
    return 'done';
  }
}

/** Rejects with the failure where trying on is of no use. */
async function tried(
  context: Context,
  platform: Platform | undefined,
  key: FlagKey,
  { at }: Resolved,
  note: Note,
): Promise<'sent' | 'unconnected' | { againAfter: number }> {
  const age = context.clock.now() - at;
  if (platform === undefined) {
    if (age > triedFor) throw new PublishFailure('refused', 'The platform was not connected for a day.');
    // The tick comes back to it.
    return 'unconnected';
  }
  const to: Address = { kind: 'member', space: key.space, member: key.member };
  const round = noteName(key, at);
  try {
    if (note.tries > 1 && (await platform.find(to, round, at - slack)).kind === 'found') return 'sent';
    const card = await context.typesetter.typeset(flagNoteCard(key.question, note));
    await platform.publish(to, card, { round, nonce: nonceOf(round) });
    return 'sent';
  } catch (error) {
    if (!(error instanceof PublishFailure) || error.kind === 'refused' || age > triedFor) throw error;
    if (error.kind === 'slow-down') return { againAfter: error.retryAfter };
    const waits = context.patience.afterDoubt;
    return { againAfter: waits[Math.min(note.tries, waits.length) - 1] ?? 1_000 };
  }
}

/** Whoever resolved it learns that somebody could not be told. */
async function tellManager(
  context: Context,
  key: FlagKey,
  note: Note,
  at: number,
  failure: PublishFailure,
): Promise<void> {
  const { member, space, question } = key;
  context.log.warn({ question, reason: failure.message }, 'a note on a flag could not be sent');
  const platform = context.platforms.get(platformNameOf(note.by));
  const card = await context.typesetter.typeset(noteLostCard(question, member, failure.message));
  try {
    const nonce = nonceOf(`${noteName(key, at)}/lost`);
    await platform?.publish({ kind: 'member', space, member: note.by }, card, { round: undefined, nonce });
  } catch (error) {
    context.log.warn({ error: String(error) }, 'a manager could not be told of a lost note');
  }
}

/** 25 characters at most: Discord's limit. */
function nonceOf(name: string): string {
  return `n${hash32(name).toString(36)}${hash32(`${name}/nonce`).toString(36)}`;
}
