import { z } from 'zod';
import type { Block, Inline } from './rich-text.ts';
import { type Difficulty, difficulties, type TopicCode, topicCodes } from './topics.ts';

export { type Difficulty, difficulties, type TopicCode, topicCodes, topics } from './topics.ts';

export const questionIdPattern = new RegExp(`^(${topicCodes.join('|')})\\d{4}$`);

/** A published work. Only works that surely exist are listed. */
export const referenceSchema = z.strictObject({
  author: z.string().min(1),
  title: z.string().min(1),
  venue: z.string().min(1),
  year: z.int().min(1900).max(2100),
  url: z.url({ protocol: /^https$/ }).optional(),
});

/** A number the question states, and the expression that proves it. */
export const numberCheckSchema = z.strictObject({
  /** The words with the number, as they stand in the file. */
  claim: z.string().min(1),
  /** In the language of mathjs; of several, separated by semicolons, the last counts. */
  expression: z.string().min(1).max(1_000),
  /** What the expression comes to: a number, or `true` where it compares. */
  value: z.union([z.number(), z.boolean()]),
  /** How far the value may be off, in its own unit; without it, as far as rounding to its decimals goes. */
  tolerance: z.number().positive().optional(),
});
export type NumberCheck = z.infer<typeof numberCheckSchema>;

/** As YAML reads what a list holds: `0.5` is a number there. */
const wordsSchema = z
  .union([z.string().trim().min(1), z.number().transform(String)])
  .pipe(z.string().max(1_000, 'must have 1,000 characters at most'));

const synonymsSchema = z
  .array(wordsSchema)
  .min(2, 'must have 2 ways to say it or more')
  .max(20, 'must have 20 ways to say it at most');

/** The YAML at the top of a question's file. */
export const frontMatterSchema = z.strictObject({
  id: z.string().regex(questionIdPattern, 'must be a topic code and four digits, such as DL0003'),
  title: z.string().min(3, 'must have 3 characters or more').max(80, 'must have 80 characters at most'),
  topic: z.enum(topicCodes),
  difficulty: z.enum(difficulties),
  tags: z
    .array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'))
    .default([]),
  since: z.iso.date(),
  /** `public`: anyone may be asked it; `members`: only those who hold the space's member access. */
  access: z.enum(['public', 'members']).default('public'),
  related: z.array(z.string().regex(questionIdPattern)).default([]),
  references: z.array(referenceSchema).default([]),
  checks: z.array(numberCheckSchema).default([]),
  /** Words and phrases that say the same in answers to this question. */
  synonyms: z.array(synonymsSchema).default([]),
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

export interface Choice {
  /** One line: button texts and the list under the prompt show it. */
  text: Inline[];
  right: boolean;
  /** Why it is right or wrong, shown after the attempt. */
  reason: Inline[];
}

export interface KeyPoint {
  name: string;
  /** A sentence or two. */
  text: Inline[];
}

/**
 * For each key point, in order, what an answer says to cover it: something of each group, which is one of its phrases.
 * No groups for a key point that is graded by its own words.
 */
export type SaidAs = string[][][];

/** One entry of the bank, as validated. */
export interface Question
  extends Omit<FrontMatter, 'checks' | 'synonyms'>,
    // A version that was stored before answers were graded has none.
    Partial<Pick<FrontMatter, 'synonyms'>> {
  /**
   * Hash of what members see of the file, and of its figures: a round keeps the version it was posted with. What key
   * points are said as is no part of it, so that a better phrase makes no other question of it.
   */
  version: string;
  /** Empty, or absent from what was stored before there was such a thing, where the author wrote none. */
  saidAs?: SaidAs;
  prompt: Block[];
  hint: Block[];
  /** Four, exactly one right, in the author's order; every round shuffles its own. */
  choices: Choice[];
  /** Three to five, in order: the numbered key points of the hidden answer. */
  keyPoints: KeyPoint[];
  answer: Block[];
  /** The member part; empty where the question has none. */
  more: Block[];
}

/** `https://…`-free, one-line name used in lists: "DL0003 · 1×1 Convolution". */
export function questionLabel(question: Pick<Question, 'id' | 'title'>): string {
  return `${question.id} · ${question.title}`;
}

/** Which questions a feed or a look-up wants; absent keys match everything. */
export interface QuestionFilter {
  topic?: TopicCode;
  difficulty?: Difficulty;
}

export function matchesFilter(
  question: Pick<Question, 'topic' | 'difficulty'>,
  filter: QuestionFilter,
): boolean {
  return (
    (filter.topic === undefined || question.topic === filter.topic) &&
    (filter.difficulty === undefined || question.difficulty === filter.difficulty)
  );
}

/** A topic code and four digits: `DL0003`. */
export type QuestionId = string;

/** By `since`, then id, both descending: how the bank is browsed. */
export function newestFirst<Entry extends Pick<Question, 'since' | 'id'>>(
  questions: readonly Entry[],
): Entry[] {
  const place = ({ since, id }: Entry) => `${since} ${id}`;
  return [...questions].sort((one, other) => (place(one) < place(other) ? 1 : -1));
}
