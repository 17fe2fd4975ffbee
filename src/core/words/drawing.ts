import type { BoardDrawing, Drawing, PracticeDrawing, SpreadDrawing, StatsDrawing } from '../drawing.ts';
import type { Block } from '../rich-text.ts';
import { topics } from '../topics.ts';
import { plural } from './common.ts';

/** What stands in drawings besides their figures. They are small: a word or two each. */
export const drawingWords = {
  board: {
    points: 'points',
    rounds: 'rounds',
    you: 'you',
    member: 'Member',
    nobody: 'Nobody has points here yet.',
  },
  spread: { right: 'right answer', nobody: 'No answers yet' },
  stats: {
    current: 'Current streak',
    best: 'Best streak',
    rounds: 'Rounds this year',
    topics: 'Right answers by topic',
    own: 'you',
    space: 'everyone here',
    noTopics: 'Topics show here once rounds are answered.',
    aDay: 'a day',
    member: 'Member',
  },
  practice: {
    title: 'Practice',
    grades: { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' },
    ahead: 'Coming up',
    today: 'Today',
    nothing: (days: number) => `Nothing is due within ${days === 1 ? 'a day' : `${days} days`}.`,
    cards: (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'card' : 'cards'}`,
    within: (count: number, days: number) =>
      `${count.toLocaleString('en-GB')} in ${days === 1 ? '1 day' : `${days} days`}`,
  },
} as const;

export const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
/** From Monday. */
export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Figures as a block for a card, with the same facts in words for whoever does not see them. `told`: the card says them
 * beside it too, so that nothing has to stand in the picture's place where it cannot be shown.
 */
export function drawn(drawing: Drawing, { told = false } = {}): Block {
  const lines = inWords(drawing).filter((line) => line !== '');
  const alt = lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ');
  return { type: 'drawing', drawing, alt, plain: told ? '' : lines.join('\n') };
}

/** A share from 0 to 1; what is not nothing does not read as nothing. */
export function percent(share: number): string {
  const whole = Number.isFinite(share) ? Math.round(100 * share) : 0;
  return share > 0 && whole === 0 ? '<1%' : `${whole}%`;
}

/** The instants at which days begin, in UTC: `days` of them from a date on; none where the date is none. */
export function daysFrom(date: string, days: number): Date[] {
  const first = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(first)) return [];
  return Array.from({ length: days }, (_, day) => new Date(first + day * 86_400_000));
}

export function dateLabel(day: Date): string {
  return `${day.getUTCDate()} ${monthNames[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function inWords(drawing: Drawing): string[] {
  switch (drawing.kind) {
    case 'board':
      return boardInWords(drawing);
    case 'spread':
      return spreadInWords(drawing);
    case 'stats':
      return statsInWords(drawing);
    case 'practice':
      return practiceInWords(drawing);
  }
}

function boardInWords({ title, subtitle, rows, unit }: BoardDrawing): string[] {
  const { member, nobody, you } = drawingWords.board;
  const one = unit === 'rounds' ? 'round' : 'point';
  const places = rows.map(
    ({ place, name, points, own }) =>
      `${place}. ${name || member}${own ? ` (${you})` : ''}, ${points} ${points === '1' ? one : `${one}s`}`,
  );
  return [title, subtitle, ...(rows.length === 0 ? [nobody] : places)];
}

function spreadInWords({ attempts, bars }: SpreadDrawing): string[] {
  const choices = bars.map(
    ({ letter, share, right }) => `${letter} ${percent(share)}${right ? ', the right answer' : ''}`,
  );
  return [plural(attempts, 'answer'), ...choices];
}

function statsInWords(stats: StatsDrawing): string[] {
  const { name, currentStreak, bestStreak, days } = stats;
  const rounds = days.reduce((sum, count) => sum + count, 0);
  const active = days.filter((count) => count > 0).length;
  const months = new Map<string, number>();
  for (const [index, day] of daysFrom(stats.from, days.length).entries()) {
    const month = `${monthNames[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
    months.set(month, (months.get(month) ?? 0) + (days[index] ?? 0));
  }
  const byMonth = [...months].filter(([, count]) => count > 0).map(([month, count]) => `${month} ${count}`);
  const byTopic = stats.topics.map(
    ({ topic, own, attempts, space }) =>
      `${topics[topic].name} ${percent(own)} of ${attempts}` +
      (space === undefined ? '' : ` (everyone here ${percent(space)})`),
  );
  return [
    `${name || drawingWords.stats.member}: current streak ${currentStreak}, best streak ${bestStreak}`,
    days.length === 0
      ? ''
      : `${plural(rounds, 'round')} on ${plural(active, 'day')} of the last ${days.length}`,
    ...(byMonth.length === 0 ? [] : [`By month: ${byMonth.join(', ')}`]),
    ...(byTopic.length === 0 ? [] : [`Right answers by topic: ${byTopic.join(', ')}`]),
  ];
}

function practiceInWords({ again, hard, good, easy, ahead }: PracticeDrawing): string[] {
  const cards = again + hard + good + easy;
  const due = ahead.map((count, day) => (day === 0 ? `today ${count}` : `in ${plural(day, 'day')} ${count}`));
  return [
    `${plural(cards, 'card')}: ${again} again, ${hard} hard, ${good} good, ${easy} easy`,
    ...(due.length === 0 ? [] : [`Due: ${due.join(', ')}`]),
  ];
}
