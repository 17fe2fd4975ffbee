import type { Card, CardAction, SectionOf, Tone } from '../card.ts';
import type { Feed, Rule } from '../feed.ts';
import { type Question, type QuestionFilter, topics } from '../question.ts';
import type { Block, Inline, TimeStyle } from '../rich-text.ts';

/** Inline content from strings and parts: `say('Next post: ', time(at))`. */
export function say(...parts: (string | Inline)[]): Inline[] {
  return parts.map((part) => (typeof part === 'string' ? { type: 'text', value: part } : part));
}

export function paragraph(...parts: (string | Inline)[]): Block {
  return { type: 'paragraph', children: say(...parts) };
}

export function strong(...parts: (string | Inline)[]): Inline {
  return { type: 'strong', children: say(...parts) };
}

export function code(value: string): Inline {
  return { type: 'code', value };
}

/** An instant. `zone` (of the feed, or the person) is for readers whose own zone the platform cannot use. */
export function time(at: number, zone?: string, style: TimeStyle = 'full'): Inline {
  return { type: 'time', at, style, ...(zone === undefined ? {} : { zone }) };
}

/** An instant that is still to come. */
export function coming(at: number, zone?: string): Inline {
  return time(at, zone, 'coming');
}

export function channel(id: string): Inline {
  return { type: 'channel', id };
}

/** Where a feed posts; a channel of direct messages has no name that could be shown. */
export function where({ channel: id, personal }: Pick<Feed, 'channel' | 'personal'>): Inline {
  return personal === undefined ? channel(id) : { type: 'text', value: 'your direct messages' };
}

export function bullets(items: Inline[][]): Block {
  return {
    type: 'list',
    ordered: false,
    start: 1,
    items: items.map((children) => [{ type: 'paragraph', children }]),
  };
}

export function section(heading: string | undefined, ...body: Block[]): SectionOf<Block> {
  return { heading, body, confidential: false };
}

type CardParts = Partial<Omit<Card, 'summary' | 'tone'>>;

export function card(tone: Tone, summary: string, parts: CardParts = {}): Card {
  return {
    tone,
    summary,
    title: undefined,
    context: undefined,
    sections: [],
    actions: [],
    footer: undefined,
    ...parts,
  };
}

/** A card that is one title and some paragraphs. */
export function note(tone: Tone, title: string, ...body: Block[]): Card {
  return card(tone, title, { title, sections: body.length === 0 ? [] : [section(undefined, ...body)] });
}

export function button(
  label: string,
  id: string,
  style: CardAction['style'] = 'secondary',
  disabled = false,
): CardAction {
  return { label, id, style, disabled };
}

const letters = 'ABCDEFGH';

/** The letter that a shown position goes by: A for 0. */
export function letter(position: number): string {
  return letters[position] ?? '?';
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "1.33 points": at most two decimals. */
export function pointsLabel(points: number): string {
  const shown = Math.round(points * 100) / 100;
  return plural(shown, 'point');
}

export function subject(question: Pick<Question, 'topic' | 'difficulty'>): string {
  return `${topics[question.topic].name} · ${question.difficulty}`;
}

/** "hard questions on Optimisation", "any question": what a filter lets through, in words. */
export function filterLabel({ topic, difficulty }: QuestionFilter): string {
  const kind = difficulty === undefined ? 'questions' : `${difficulty} questions`;
  if (topic !== undefined) return `${kind} on ${topics[topic].name}`;
  return difficulty === undefined ? 'any question' : kind;
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "daily at 09:00, Europe/Berlin"; a rule that has no such form is shown as it is. */
export function ruleLabel({ cron, zone }: Rule): string {
  const every = /^\*(?:\/(\d+))? \* \* \* \*$/.exec(cron);
  if (every !== null) return every[1] === undefined ? 'every minute' : `every ${every[1]} minutes`;
  const simple = /^(\d{1,2}) (\d{1,2}) \* \* (\S+)$/.exec(cron);
  const days = simple && daysLabel(simple[3] ?? '');
  if (!simple || days === undefined) return `${cron} (cron), ${zone}`;
  return `${days} at ${simple[2]?.padStart(2, '0')}:${simple[1]?.padStart(2, '0')}, ${zone}`;
}

function daysLabel(field: string | null): string | undefined {
  if (field === '*') return 'daily';
  if (field === '1-5') return 'weekdays';
  if (field === '0,6') return 'weekends';
  const names = (field ?? '').split(',').map((day) => dayNames[Number(day)]);
  return names.every((name) => name !== undefined) ? names.join(', ') : undefined;
}
