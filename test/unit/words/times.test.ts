import { describe, expect, test } from 'vitest';
import type { SetCard } from '../../../src/core/card.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { wordOutcome } from '../../../src/core/words/outcome.ts';
import { roundCard } from '../../../src/core/words/round.ts';
import { troubleCard } from '../../../src/core/words/trouble.ts';
import { renderMessage as onDiscord } from '../../../src/platforms/discord/render.ts';
import { renderMessage as onSlack, renderHome } from '../../../src/platforms/slack/render.ts';
import { sampleFeed, sampleQuestion, sampleRound } from '../../support/samples.ts';

/** 09:30 UTC, and 15:00 in the feed's zone. */
const at = Date.UTC(2026, 11, 24, 9, 30);
const seconds = at / 1000;
const zone = 'Asia/Kolkata';
const feed = sampleFeed({ rule: { cron: '0 15 * * *', zone }, channel: 'C0DAILY' });
const round = sampleRound({ number: 3, status: 'open', openedAt: at, closesAt: at });
const question = sampleQuestion();
const runs = [{ at, moved: false }];
const open = [{ round, title: question.title, took: false }];
const now = { feed, next: at, open };
const help = { kind: 'help' as const, inThread: false, admin: true, platform: 'slack', feeds: [now] };
const about = { round, title: question.title, hasHint: true, open: true, zone };
const wordsOf = (outcome: Outcome) => wordOutcome(outcome);

type Row = [what: string, cards: ReturnType<typeof wordOutcome>, style: 'F' | 'coming'];
const table: Row[] = [
  ['a round', [roundCard(round, question, zone)], 'coming'],
  [
    'a feed that was added',
    wordsOf({ kind: 'feed-added', feed, runs, assumedZone: false, matching: 1, preview: undefined }),
    'coming',
  ],
  ['a feed that was changed', wordsOf({ kind: 'feed-changed', feed, what: 'edited', runs }), 'coming'],
  ['the list of feeds', wordsOf({ kind: 'feeds', feeds: [{ feed, next: at }] }), 'coming'],
  ['a post left out', wordsOf({ kind: 'skipped', feed, slot: at, next: undefined }), 'F'],
  ['the post after one left out', wordsOf({ kind: 'skipped', feed, slot: at, next: at }), 'coming'],
  ['a question queued', wordsOf({ kind: 'queued', feed, question, next: at }), 'coming'],
  [
    'the ledger',
    wordsOf({ kind: 'ledger', feed, entries: [{ at, kind: 'posted', text: 'Round 3 was posted.' }] }),
    'F',
  ],
  [
    'a span in the ledger',
    wordsOf({ kind: 'ledger', feed, entries: [{ from: at, at, kind: 'skipped', text: 'Missed.' }] }),
    'F',
  ],
  [
    'a refusal until the close',
    wordsOf({ kind: 'refused', refusal: { kind: 'opens-at-close', channel: 'C1', opensAt: at, zone } }),
    'coming',
  ],
  ['help in a channel', wordsOf({ ...help, place: 'channel', about: undefined }), 'coming'],
  ['help in a direct message', wordsOf({ ...help, place: 'dm', about: undefined }), 'coming'],
  ['help under a round', wordsOf({ ...help, place: 'channel', about }), 'coming'],
  ['a person’s own page', wordsOf({ kind: 'home', feeds: [now], streaks: [] }), 'coming'],
  ['a report of trouble', [troubleCard(feed, at, { reason: 'It was refused.', mend: 'Ask again.' })], 'F'],
];

/** A date or time of day that is written out. A rule's own hour, with its zone beside it, is no instant. */
function writtenOut(text: string): string[] {
  const rest = text
    .replace(/<t:\d+:[a-zA-Z]>/g, '')
    .replace(/<!date\^[^>]*>/g, '')
    .replaceAll(`daily at 15:00, ${zone}`, '')
    // Examples of what may be typed stand as code.
    .replace(/`[^`]*`/g, '');
  return rest.match(/\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\bUTC\b|\d{10}/g) ?? [];
}

describe.each(table)('%s', (_what, cards, style) => {
  const set = cards as unknown as SetCard[];

  test('on Discord shows its instants in the reader’s own time', () => {
    const text = set.flatMap((card) => onDiscord(card).components.flatMap(textsIn)).join('\n');
    const wanted = style === 'F' ? `<t:${seconds}:F>` : `<t:${seconds}:F> (<t:${seconds}:R>)`;
    expect(text).toContain(wanted);
    expect(writtenOut(text)).toEqual([]);
  });

  test('on Slack does too, and falls back to the feed’s time with its zone', () => {
    const blocks = set.flatMap((card) => [
      ...onSlack(card, new Map(), 'private').blocks,
      ...renderHome(card).blocks,
    ]);
    const text = textsIn(blocks).join('\n');
    expect(text).toContain(`<!date^${seconds}^{date_short_pretty} at {time}|2026-12-24 15:00 ${zone}>`);
    expect(text).not.toMatch(/\|[^>|]* UTC>/);
    expect(writtenOut(text)).toEqual([]);
  });
});

test('a zone that this machine does not know gives a fallback in UTC', () => {
  const card = roundCard(round, question, 'Mars/Base') as unknown as SetCard;
  expect(JSON.stringify(onSlack(card, new Map(), 'channel').blocks)).toContain('|2026-12-24 09:30 UTC>');
});

/** Every text in a payload of either platform. */
function textsIn(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(textsIn);
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) =>
    typeof value === 'string' ? (key === 'text' || key === 'content' ? [value] : []) : textsIn(value),
  );
}
