import { todayIn } from '../core/away.ts';
import { hash32 } from '../core/chance.ts';
import { type MemberId, platformNameOf } from '../core/feed.ts';
import { planReminder, type ReminderPlan } from '../core/remind-time.ts';
import { claimed, isSilent, type Reminding, refusedBy, released, unsent } from '../core/reminding.ts';
import { practiceReminderCard, streakReminderCard } from '../core/words/reminders.ts';
import type { Context } from './context.ts';
import { dueCards } from './due-cards.ts';
import { type Platform, PublishFailure } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';
import { type Ending, roundsAhead, visibleEndings } from './rounds-ahead.ts';

/** A reminder names the rounds that close within so long. */
const toldAhead = 24 * 3_600_000;

/** What a look at a member found. */
interface Look {
  member: MemberId;
  now: number;
  zone: string;
  endings: Ending[];
  cards: number;
}

/**
 * Looks whether a member is to be reminded now, does so, and sets when to look again. `due`: where the look stands in the
 * due set; where it was moved meanwhile, another look comes of that.
 */
export async function remind(context: Context, member: MemberId, due: number): Promise<JobResult> {
  const item = { kind: 'remind', member, at: due } as const;
  const known = await context.store.reminders.of(member);
  const platform = context.platforms.get(platformNameOf(member));
  // Without its platform the look stays due.
  if (known?.on && platform === undefined) return 'done';
  let lookAt: number | undefined;
  if (known?.on && platform !== undefined) {
    const { look, plan } = await lookAtMember(context, member, known);
    const result = plan.say === undefined ? 'done' : await sendReminder(context, platform, look, plan.say);
    if (result !== 'done') return result;
    lookAt = plan.lookAt;
  }
  await context.store.due.advance(item, lookAt);
  return 'done';
}

async function lookAtMember(
  context: Context,
  member: MemberId,
  known: Reminding,
): Promise<{ look: Look; plan: ReminderPlan }> {
  const now = context.clock.now();
  const [profile, ahead] = await Promise.all([
    context.store.members.profile(member),
    roundsAhead(context, member),
  ]);
  const zone = profile.zone ?? known.zone ?? ahead.zone ?? 'UTC';
  const cards = await dueCards(context, member, now, zone);
  const away = profile.away.some((dates) => {
    const today = todayIn(dates.zone ?? zone, now);
    return dates.from <= today && today <= dates.to;
  });
  const { coming } = ahead;
  const planFor = (endings: Ending[]) =>
    planReminder({ now, zone, reminding: known, endings, coming, cards, away });
  let { endings } = ahead;
  let plan = planFor(endings);
  if (plan.say === 'streaks') {
    // Of what closes later, another day's reminder tells.
    const near = endings.filter(({ closes }) => closes - now <= toldAhead);
    endings = await visibleEndings(context, near, member);
    // When to look again depends on those as well.
    plan = { ...planFor(endings), lookAt: plan.lookAt };
  }
  return { look: { member, now, zone, endings, cards }, plan };
}

/** Sends at most one reminder for a member's day: the day is taken first, and a reminder in doubt is not sent again. */
async function sendReminder(
  context: Context,
  platform: Platform,
  look: Look,
  about: NonNullable<ReminderPlan['say']>,
): Promise<JobResult> {
  const { reminders } = context.store;
  const { member, now, zone } = look;
  const day = todayIn(zone, now);
  const taken = await reminders.change(member, (before) => {
    const after = before && claimed(before, day, now);
    return after && { after };
  });
  if (taken === undefined) return 'done';
  const last = isSilent(taken);
  const card =
    about === 'streaks'
      ? streakReminderCard({ ...look, last })
      : practiceReminderCard({ cards: look.cards, last });
  const nonce = `m${hash32(`${member}/${day}`).toString(36)}`;
  try {
    const set = await context.typesetter.typeset(card);
    await platform.publish({ kind: 'member', space: taken.space, member }, set, { round: undefined, nonce });
    context.meter.reminded(platform.name, 'sent');
    return 'done';
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    if (error.kind === 'slow-down') {
      await reminders.change(member, (before) => before && { after: released(before, { day, at: now }) });
      return { againAfter: error.retryAfter };
    }
    if (error.closed) await reminders.change(member, (before) => before && refusal(before));
    else if (error.kind === 'refused')
      await reminders.change(member, (before) => before && { after: unsent(before, now) });
    context.meter.reminded(platform.name, error.closed ? 'refused' : 'failed');
    context.log.warn({ platform: platform.name, reason: error.message }, 'a reminder was not sent');
    return 'done';
  }
}

function refusal(before: Reminding): { after: Reminding; look: 'never' } {
  return { after: refusedBy(before), look: 'never' };
}
