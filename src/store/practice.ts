import type { PracticeBook } from '../app/ports/practice-book.ts';
import type { Practice } from '../core/practice/practice.ts';
import { CardText, cardLength, cardText, notesFrom, notesText } from './practice-record.ts';
import type { Room } from './room.ts';

/** What was read, as it stands in Redis: a change is made to that alone. */
interface Read extends Practice {
  cards: CardText;
  text: string;
}

export function createPracticeBook({ ask, run, keys }: Room): PracticeBook {
  return {
    async of(member): Promise<Read> {
      const [notes, cards] = await ask((redis) =>
        redis.mget(keys.practice(member), keys.practiceCards(member)),
      );
      return { ...notesFrom(notes ?? ''), cards: new CardText(cards ?? ''), text: notes ?? '' };
    },
    async change(member, before, { cards, notes }) {
      const { cards: known, text } = before as Read;
      let end = known.end;
      const writes = cards.flatMap((card) => {
        const at = known.placeOf(card.question) ?? end;
        if (at === end) end += cardLength;
        return [at, cardText(card)];
      });
      const all = [keys.practice(member), keys.practiceCards(member)];
      return (await run('change-practice', all, [text, notesText(notes), ...writes])) === 1;
    },
  };
}
