import { encodeAction } from '../action.ts';
import { type BoardKind, boardKinds } from '../board.ts';
import type { Card, CardAction } from '../card.ts';
import { partsOfAPoint } from '../deeds.ts';
import type { BoardDrawing } from '../drawing.ts';
import { type Feed, localId } from '../feed.ts';
import type { BoardLine, BoardShown } from '../outcome.ts';
import type { Block, Inline } from '../rich-text.ts';
import {
  bullets,
  button,
  card,
  code,
  coming,
  paragraph,
  plural,
  ruleLabel,
  say,
  section,
  strong,
  where,
} from './common.ts';
import { drawingWords, drawn } from './drawing.ts';

const titles: Record<BoardKind, string> = {
  week: 'Board of this week',
  month: 'Board of this month',
  all: 'Board of all time',
  streaks: 'Longest running streaks',
};

const turns: Record<BoardKind, string> = {
  week: 'This week',
  month: 'This month',
  all: 'All time',
  streaks: 'Streaks',
};

/** The first ten, the reader's own place, and buttons that turn the card to the other boards. */
export function boardCard(shown: BoardShown): Card {
  const title = titles[shown.board];
  return card('info', title, {
    title,
    context: contextOf(shown),
    sections: [section(undefined, paragraph(...about(shown)), ...body(shown)), ...ends(shown)],
    actions: [windowButtons(shown), scopeButtons(shown)].filter((row) => row.length > 0),
    footer: footer(shown),
  });
}

function contextOf({ feed, total }: BoardShown): string {
  const members = plural(total, 'member');
  return feed === undefined ? `All feeds here · ${members}` : `${ruleLabel(feed.rule)} · ${members}`;
}

function about({ feed, board }: BoardShown): Inline[] {
  if (feed === undefined)
    return say(board === 'streaks' ? 'Streaks belong to a feed.' : 'All feeds here together:');
  return say('In ', where(feed), ':');
}

function body(shown: BoardShown): Block[] {
  const { rows, own } = shown;
  if (rows.length === 0 && own === undefined) return [paragraph(...empty(shown))];
  const lines = rows.map((row) => lineWords(shown, row));
  const ownLine = own === undefined ? [] : [lineWords(shown, own)];
  const isOn = own !== undefined || rows.some((row) => row.own);
  const none = isOn ? [] : [paragraph(...noneYet(shown))];
  return [bullets([...lines, ...ownLine]), ...none, drawn(boardDrawing(shown), { told: true })];
}

function lineWords({ board, hidden }: BoardShown, row: BoardLine): Inline[] {
  const mark = row.own ? (hidden ? ' · you; only you see this row' : ' · you') : '';
  const member: Inline = { type: 'member', id: localId(row.member) };
  return say(strong(String(row.place)), ' ', member, ` · ${valueWords(board, row.value)}${mark}`);
}

function valueWords(board: BoardKind, value: number): string {
  if (board === 'streaks') return plural(value, 'round');
  return `${pointsText(value)} ${value === partsOfAPoint ? 'point' : 'points'}`;
}

/** As shown, to the hundredth: "12.5". */
function pointsText(parts: number): string {
  return String(Math.round((100 * parts) / partsOfAPoint) / 100);
}

function empty({ board, feed, feeds }: BoardShown): Inline[] {
  if (feed === undefined && (feeds.length === 0 || board === 'streaks')) {
    return say(
      'There is no feed in this channel whose board could be shown. Ask where questions are posted, or have one begun: ',
      code('/viva-admin schedule add'),
      '.',
    );
  }
  if (board === 'streaks') {
    return say('No streak is running. Take part in a round, by a choice or a reveal, and yours begins.');
  }
  return say(
    `Nobody has points ${board === 'all' ? 'yet' : `${turns[board].toLowerCase()} yet`}. Press the right letter under a round, and you lead.`,
  );
}

function noneYet({ board }: BoardShown): Inline[] {
  if (board === 'streaks') return say('You have no running streak. The next round can begin one.');
  const when = board === 'all' ? 'yet' : `${turns[board].toLowerCase()} yet`;
  return say(`You have no points ${when}. The next round can change that.`);
}

function ends({ board, endsAt, zone }: BoardShown) {
  if (endsAt === undefined) return [];
  return [section(undefined, paragraph(`${turns[board]} ends `, coming(endsAt, zone), '.'))];
}

function footer({ board }: BoardShown): string {
  return board === 'streaks'
    ? 'Streaks as of now: who stopped is not listed.'
    : 'Easy 1, medium 2, hard 3 points; half after a hint, none after a reveal or late.';
}

function windowButtons({ board, feed }: BoardShown): CardAction[] {
  const of = feed?.id ?? 'space';
  return boardKinds
    .filter((kind) => kind !== 'streaks' || feed !== undefined || board === 'streaks')
    .map((kind) =>
      button(turns[kind], encodeAction({ name: 'board', board: kind, of }), 'secondary', kind === board),
    );
}

/** One button for each feed that can be turned to, and one for the space; none for what is shown already. */
function scopeButtons({ board, feed, feeds, space }: BoardShown): CardAction[] {
  const turn = (label: string, of: string) => button(label, encodeAction({ name: 'board', board, of }));
  const each = feeds.filter(({ id }) => id !== feed?.id).map((one) => turn(feedLabel(one, feeds), one.id));
  const isOffered = space && feed !== undefined && feed.personal === undefined && board !== 'streaks';
  return isOffered ? [...each, turn('Everywhere here', 'space')] : each;
}

/** A button holds no channel's name; where there are several feeds, their times tell them apart. */
function feedLabel(feed: Feed, feeds: readonly Feed[]): string {
  if (feeds.length === 1) return feed.personal === undefined ? 'This feed' : 'Your own feed';
  return ruleLabel(feed.rule).slice(0, 70);
}

/** Stands for a member whose name is not known. */
const unnamed = drawingWords.board.member;

/** What the picture of a board shows. */
function boardDrawing(shown: BoardShown): BoardDrawing {
  const lines = [...shown.rows, ...(shown.own ? [shown.own] : [])];
  const most = Math.max(1, ...lines.map(({ value }) => value));
  return {
    kind: 'board',
    title: titles[shown.board],
    subtitle: contextOf(shown),
    unit: shown.board === 'streaks' ? 'rounds' : 'points',
    rows: lines.map(({ place, name, value, own }) => ({
      place,
      name: name === '' ? unnamed : name,
      points: shown.board === 'streaks' ? String(value) : pointsText(value),
      share: value / most,
      own,
    })),
  };
}
