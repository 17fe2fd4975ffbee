import { type Card, type Grade, grades } from '../core/practice/card.ts';
import { type CardOutline, type Cards, type Graded, type Notes, noNotes } from '../core/practice/practice.ts';

/**
 * A card takes 28 characters, always, so that one of a thousand is replaced where it stands: question (6), `m` missed or
 * `-` (1), revision (3), due day (3), day of the last grade (3), stability (5) and difficulty (3) in thousandths, reps (2),
 * lapses (2). Numbers are in base 36; no reps means that it was not graded yet.
 */
export const cardLength = 28;

const places = {
  question: [0, 6],
  missed: [6, 7],
  revision: [7, 10],
  due: [10, 13],
  last: [13, 16],
  stability: [16, 21],
  difficulty: [21, 24],
  reps: [24, 26],
  lapses: [26, 28],
} as const;

export function cardText({ question, missed, revision, memory }: Card): string {
  const { due = 0, last = 0, stability = 0, difficulty = 0, reps = 0, lapses = 0 } = memory ?? {};
  return [
    question,
    missed ? 'm' : '-',
    digits(revision, 'revision'),
    digits(due, 'due'),
    digits(last, 'last'),
    digits(stability * 1000, 'stability'),
    digits(difficulty * 1000, 'difficulty'),
    digits(reps, 'reps'),
    digits(lapses, 'lapses'),
  ].join('');
}

/** What does not fit is held at the most that does: the count of a thousand grades of one card tells nothing new. */
function digits(value: number, name: keyof typeof places): string {
  const [from, to] = places[name];
  const most = 36 ** (to - from) - 1;
  return Math.min(Math.round(value), most)
    .toString(36)
    .padStart(to - from, '0');
}

export function cardFrom(text: string, at = 0): Card {
  const part = (name: keyof typeof places) => text.slice(at + places[name][0], at + places[name][1]);
  const number = (name: keyof typeof places) => Number.parseInt(part(name), 36);
  const reps = number('reps');
  return {
    question: part('question'),
    missed: part('missed') === 'm',
    revision: number('revision'),
    memory:
      reps === 0
        ? undefined
        : {
            due: number('due'),
            last: number('last'),
            stability: number('stability') / 1000,
            difficulty: number('difficulty') / 1000,
            reps,
            lapses: number('lapses'),
          },
  };
}

/** The cards in a text of them, and where each stands. */
export class CardText implements Cards {
  readonly #text: string;
  #places: Map<string, number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the card stands, or, of a new one, would be put. */
  placeOf(question: string): number | undefined {
    this.#places ??= this.#allPlaces();
    return this.#places.get(question);
  }

  get end(): number {
    return this.#text.length;
  }

  get(question: string): Card | undefined {
    const at = this.placeOf(question);
    return at === undefined ? undefined : cardFrom(this.#text, at);
  }

  outline(): CardOutline[] {
    const text = this.#text;
    const found: CardOutline[] = [];
    for (let at = 0; at + cardLength <= text.length; at += cardLength) {
      const isGraded = text.slice(at + places.reps[0], at + places.reps[1]) !== '00';
      found.push({
        question: text.slice(at, at + 6),
        missed: text[at + 6] === 'm',
        due: isGraded ? Number.parseInt(text.slice(at + places.due[0], at + places.due[1]), 36) : undefined,
      });
    }
    return found;
  }

  #allPlaces(): Map<string, number> {
    const found = new Map<string, number>();
    for (let at = 0; at + cardLength <= this.#text.length; at += cardLength)
      found.set(this.#text.slice(at, at + 6), at);
    return found;
  }
}

interface KeptNotes {
  v: number;
  /** Day, then how often each grade, new ones, allowance. */
  t: number[];
  /** Card before, grade, time, day. */
  r: [string, number, number, number][];
  l: Record<string, number>;
}

/** The notes as JSON with short names. */
export function notesText({ version, today, recent, looked }: Notes): string {
  const kept: KeptNotes = {
    v: version,
    t: [today.day, ...grades.map((grade) => today.grades[grade]), today.fresh, today.allowance],
    r: recent.map(({ before, grade, at, day }) => [cardText(before), grades.indexOf(grade), at, day]),
    l: looked,
  };
  return JSON.stringify(kept);
}

export function notesFrom(text: string): Notes {
  if (text === '') return noNotes;
  const { v, t, r, l } = JSON.parse(text) as KeptNotes;
  const [day = 0, again = 0, hard = 0, good = 0, easy = 0, fresh = 0, allowance = 0] = t;
  return {
    version: v,
    today: { day, grades: { again, hard, good, easy }, fresh, allowance },
    recent: r.map(([card, grade, at, on]): Graded => {
      const before = cardFrom(card);
      return { question: before.question, grade: grades[grade] as Grade, at, day: on, before };
    }),
    looked: l,
  };
}
