import { todayIn } from '../core/away.ts';
import { newestFirst, type Question } from '../core/question.ts';
import { leastGap, upcomingRuns } from '../core/slots.ts';
import { fitted } from '../core/tidy.ts';
import { awaySuggestions } from '../core/words/suggest/away.ts';
import { closeSuggestions } from '../core/words/suggest/close.ts';
import { cronExamples, cronSuggestions } from '../core/words/suggest/cron.ts';
import { daysSuggestions } from '../core/words/suggest/days.ts';
import { feedSuggestion, roundSuggestion } from '../core/words/suggest/feed.ts';
import { newCardsSuggestions } from '../core/words/suggest/new-cards.ts';
import { pageSuggestions } from '../core/words/suggest/page.ts';
import { questionSuggestion } from '../core/words/suggest/question.ts';
import { fitting, type Suggestion } from '../core/words/suggest/suggestion.ts';
import { timeSuggestions } from '../core/words/suggest/time.ts';
import { ownZoneSuggestions, zoneSuggestions } from '../core/words/suggest/zone.ts';
import { manageableFeeds, readableBy } from './access.ts';
import { browsedOnPage } from './browse.ts';
import type { Context } from './context.ts';
import { feedMeant } from './feeds.ts';
import type { Completion, CompletionQuery } from './ports/platform.ts';

/** Discord's limits: so many answers, so long a name and a value. */
const limit = 25;
const longest = 100;
/** So many coming runs tell how often an example comes. */
const runsChecked = 20;

/** Completion as a person types. It must never fail: no answer is better than an error in the middle of a word. */
export async function complete(context: Context, query: CompletionQuery): Promise<Completion[]> {
  try {
    const found = await candidates(context, query);
    return found
      .filter(({ value }) => value !== '' && value.length <= longest)
      .slice(0, limit)
      .map(({ name, value }) => ({ name: fitted(name, longest), value }));
  } catch (error) {
    context.log.debug({ kind: query.kind, error: String(error) }, 'completion failed');
    return [];
  }
}

async function candidates(context: Context, query: CompletionQuery): Promise<Suggestion[]> {
  const { kind, typed } = query;
  switch (kind) {
    case 'question':
      return questions(context, query);
    case 'feed':
      return feeds(context, query);
    case 'round':
      return rounds(context, query);
    case 'page':
      return pages(context, query);
    case 'zone':
      return zoneSuggestions(typed, context.clock.now());
    case 'own-zone':
      return ownZoneSuggestions(typed, context.clock.now());
    case 'time':
      return timeSuggestions(typed);
    case 'days':
      return daysSuggestions(typed);
    case 'close':
      return closeSuggestions(typed);
    case 'cron':
      return crons(context, typed);
    case 'away': {
      const { zone } = await context.store.members.profile(query.caller.member);
      return awaySuggestions(typed, todayIn(zone ?? query.caller.zone ?? 'UTC', context.clock.now()));
    }
    case 'new-cards':
      return newCardsSuggestions(typed);
    // Only the platform knows its roles, groups and channels.
    case 'grant':
    case 'channel':
      return [];
  }
}

async function questions(context: Context, query: CompletionQuery): Promise<Suggestion[]> {
  const { bank } = context;
  // Where rights cannot be asked for, what everybody may see is offered.
  const wanted = await readableBy(context, query).catch(() => isPublic);
  const found =
    query.typed.trim() === ''
      ? newestFirst(bank.all().filter(wanted)).slice(0, limit)
      : bank.find(query.typed, { within: 'names', wanted, limit });
  return found.map(questionSuggestion);
}

function isPublic(question: Question): boolean {
  return question.access === 'public';
}

/** The pages of the whole bank: which topic is meant besides is not known here. */
async function pages(context: Context, query: CompletionQuery): Promise<Suggestion[]> {
  const wanted = await readableBy(context, query).catch(() => isPublic);
  const count = context.bank.all().filter(wanted).length;
  return fitting(pageSuggestions(count, browsedOnPage), query.typed);
}

/** Those that the person manages; nobody else may name one anyway. */
async function feeds(context: Context, query: CompletionQuery): Promise<Suggestion[]> {
  const here = query.place.channel;
  const found = await manageableFeeds(context, query);
  const nearest = [...found].sort((a, b) => Number(b.channel === here) - Number(a.channel === here));
  return fitting(
    nearest.map((feed) => feedSuggestion(feed, feed.channel === here)),
    query.typed,
  );
}

/** The rounds of the feed that is meant, newest first. */
async function rounds(context: Context, query: CompletionQuery): Promise<Suggestion[]> {
  const feed = await feedMeant(context, query, query.feed);
  if ('kind' in feed) return [];
  const newest = (await context.store.rounds.newest(feed.id))?.number ?? 0;
  const numbers = Array.from({ length: newest }, (_, index) => newest - index)
    .filter((number) => String(number).startsWith(query.typed.trim()))
    .slice(0, limit);
  const known = await Promise.all(numbers.map((number) => context.store.rounds.byNumber(feed.id, number)));
  return known
    .filter((round) => round !== undefined && round.status !== 'void' && round.status !== 'failed')
    .filter((round) => round !== undefined)
    .map((round) =>
      roundSuggestion(round, context.bank.get(round.question)?.title ?? round.question, feed.rule.zone),
    );
}

function crons({ cron, clock, minInterval }: Context, typed: string): Suggestion[] {
  const comesSeldomEnough = (text: string) => {
    const rule = { cron: text, zone: 'UTC' };
    return leastGap(upcomingRuns((after) => cron.next(rule, after), clock.now(), runsChecked)) >= minInterval;
  };
  const examples = cronExamples.filter(({ value }) => comesSeldomEnough(value));
  const isWhole = typed.trim().split(/\s+/).length === 5;
  const works =
    isWhole &&
    cron.problem({ cron: typed.trim(), zone: 'UTC' }) === undefined &&
    comesSeldomEnough(typed.trim());
  return cronSuggestions(typed, examples, works);
}
