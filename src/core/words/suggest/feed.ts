import type { Feed } from '../../feed.ts';
import type { Round } from '../../round.ts';
import { wallClock } from '../../zone.ts';
import { filterLabel, ruleLabel } from '../common.ts';
import { type Suggestion, suggestion } from './suggestion.ts';

/** `abcd1234 · here · daily at 09:00, Europe/Berlin · any question`. */
export function feedSuggestion(feed: Feed, here: boolean): Suggestion {
  const place = feed.personal !== undefined ? 'your own · ' : here ? 'here · ' : '';
  const paused = feed.paused ? ' · paused' : '';
  return suggestion(feed.id, `${place}${ruleLabel(feed.rule)} · ${filterLabel(feed.filter)}${paused}`);
}

/** `12 · Residual Connection · 2026-11-23 10:00 Europe/Berlin`; a completion shows no reader their own time. */
export function roundSuggestion(round: Round, title: string, zone: string): Suggestion {
  const value = String(round.number);
  return suggestion(value, `${title} · ${wallClock(round.openedAt ?? round.slot, zone)}`);
}
