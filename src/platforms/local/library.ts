import type { Bank } from '../../app/ports/bank.ts';
import type { SetCard } from '../../core/card.ts';
import {
  matchesFilter,
  type Question,
  type QuestionFilter,
  type QuestionId,
  type TopicCode,
  topicCodes,
  topics,
} from '../../core/question.ts';
import { createRecent, type Recent } from '../../core/recent.ts';
import type { Renderers, Where } from './renderers.ts';
import { type CardView, cardViewOf } from './views.ts';

/** The bank as the page's own view of it needs it, handed over by the composition root. */
export interface Library {
  bank: Bank;
  /** Every card in which people meet a question, ready to be rendered. */
  cards(question: Question): Promise<LibraryCard[]>;
}

export interface LibraryCard {
  name: string;
  title: string;
  where: Where;
  /** It tells the answer. */
  spoils: boolean;
  card: SetCard;
}

/** A question in the list. */
export interface Entry {
  id: QuestionId;
  title: string;
  topic: string;
  difficulty: string;
  members: boolean;
}

export interface Shelf {
  entries: Entry[];
  /** How many fit; the list stops at `longestShelf`. */
  total: number;
  topics: { code: TopicCode; name: string; questions: number }[];
}

/** A question, open to be read. */
export interface Reading extends Entry {
  tags: readonly string[];
  since: string;
  related: Entry[];
  parts: (CardView & { name: string; title: string; spoils: boolean })[];
}

const longestShelf = 200;
/** Paths of pictures that were shown; a question has some ten. */
const picturesKnown = 2_000;

export interface BankView {
  shelf(words: string, filter: QuestionFilter): Shelf;
  open(id: QuestionId): Promise<Reading | undefined>;
  /** Where a picture lies that some question showed. */
  picturePath(id: string): string | undefined;
}

export function createBankView({ bank, cards }: Library, renderers: Renderers): BankView {
  const paths: Recent<string, string> = createRecent(picturesKnown);
  return {
    shelf(words, filter) {
      const found = words.trim() === '' ? bank.matching(filter) : bank.find(words, { within: 'everything' });
      const fitting = found.filter((question) => matchesFilter(question, filter));
      return {
        entries: fitting.slice(0, longestShelf).map(entryOf),
        total: fitting.length,
        topics: topicCodes.map((code) => ({
          code,
          name: topics[code].name,
          questions: bank.matching({ topic: code }).length,
        })),
      };
    },
    async open(id) {
      const question = bank.get(id);
      if (question === undefined) return undefined;
      const parts = (await cards(question)).map(({ card, where, ...part }) => {
        const { view, files } = cardViewOf(card, renderers, where);
        for (const picture of files) paths.set(picture.id, picture.path);
        return { ...part, ...view };
      });
      const { tags, since } = question;
      const related = question.related.flatMap((other) => bank.get(other) ?? []).map(entryOf);
      return { ...entryOf(question), tags, since, related, parts };
    },
    picturePath: (id) => paths.get(id),
  };
}

function entryOf({ id, title, topic, difficulty, access }: Question): Entry {
  return { id, title, topic: topics[topic].name, difficulty, members: access === 'members' };
}
