import type { FeedNow, OpenRound } from '../outcome.ts';
import type { Inline } from '../rich-text.ts';
import { coming, filterLabel, ruleLabel, say, strong } from './common.ts';

/** "Round 12", "Extra round". */
export function roundName({ round }: Pick<OpenRound, 'round'>): string {
  return round.number === undefined ? 'Extra round' : `Round ${round.number}`;
}

/** "Round 12 · Residual Connection", and, where `where` is given, in which channel. */
export function openItem(one: OpenRound, zone: string, where: Inline[] = []): Inline[] {
  return [
    ...say(strong(roundName(one)), ` · ${one.title}`),
    ...where,
    ...say(one.took ? ' · you took part' : ' · it waits for you'),
    ...(one.round.closesAt === undefined ? [] : say(' · open until ', coming(one.round.closesAt, zone))),
  ];
}

/** "daily at 09:00, Europe/Berlin · any question · next post …". */
export function feedItem({ feed, next }: FeedNow): Inline[] {
  const then = next === undefined ? ['paused'] : ['next post ', coming(next, feed.rule.zone)];
  return say(strong(ruleLabel(feed.rule)), ` · ${filterLabel(feed.filter)} · `, ...then);
}
