import { questionLabel } from '../core/question.ts';
import { ruleLabel } from '../core/words/common.ts';
import type { Context } from './context.ts';
import type { Completion, CompletionQuery } from './ports/platform.ts';

/** Discord's limits: so many answers, so long a name. */
const limit = 25;
const longest = 100;

/** Completion as a person types. It must never fail: no answer is better than an error in the middle of a word. */
export async function complete(context: Context, query: CompletionQuery): Promise<Completion[]> {
  try {
    const found = await candidates(context, query);
    return found.slice(0, limit).map(({ name, value }) => ({ name: name.slice(0, longest), value }));
  } catch (error) {
    context.log.debug({ error: String(error) }, 'completion failed');
    return [];
  }
}

async function candidates(context: Context, { kind, typed, caller }: CompletionQuery): Promise<Completion[]> {
  const words = typed.trim();
  if (kind === 'question') {
    const found = words === '' ? context.bank.all().slice(0, limit) : context.bank.find(words, limit);
    return found.map((question) => ({ name: questionLabel(question), value: question.id }));
  }
  if (kind === 'zone') {
    const wanted = words.toLowerCase().replace(/\s+/g, '_');
    const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    return zones
      .filter((zone) => zone.toLowerCase().includes(wanted))
      .map((zone) => ({ name: zone, value: zone }));
  }
  const all = await context.store.feeds.inSpace(caller.space);
  const feeds = all.filter((feed) => feed.personal === undefined || feed.personal === caller.member);
  const named = feeds.map((feed) => ({ name: `${feed.id} · ${ruleLabel(feed.rule)}`, value: feed.id }));
  return named.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
}
