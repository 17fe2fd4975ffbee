import type { Card, Day } from '../../core/practice/card.ts';
import { CardText, notesFrom } from '../practice-record.ts';

/** What is kept of a member's practice, as an export says it. */
export function toldPractice(notes: string, cards: string) {
  const { today, recent } = notesFrom(notes);
  const all = new CardText(cards);
  return {
    cards: all.outline().flatMap(({ question }) => toldCard(all.get(question))),
    lastDay: { day: date(today.day), grades: today.grades, newQuestions: today.fresh },
    lastGrades: recent.map(({ question, grade, at }) => ({
      question,
      grade,
      at: new Date(at).toISOString(),
    })),
  };
}

function toldCard(card: Card | undefined) {
  if (card === undefined) return [];
  const { question, missed, memory } = card;
  const known = memory && { ...memory, due: date(memory.due), last: date(memory.last) };
  return [{ question, missed, ...known }];
}

function date(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
