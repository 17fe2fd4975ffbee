import {
  type Difficulty,
  difficulties,
  type Question,
  type QuestionId,
  type TopicCode,
  topicCodes,
} from '../../core/question.ts';
import type { Block } from '../../core/rich-text.ts';
import type { Written } from '../written.ts';
import { type AlikePair, alikePairs } from './alike.ts';
import { type ChoiceReport, choiceReport } from './choices.ts';
import { type LooseNumber, looseNumbers } from './numbers.ts';
import { allBlocks, type Display, proseOf, wordCount } from './read.ts';

/** What a bank is made of. Numbers alone: `cli/report` puts them into words. */
export interface BankReport {
  questions: number;
  topics: TopicRow[];
  difficulties: Record<Difficulty, number>;
  choices: ChoiceReport;
  /** How many questions have one. */
  having: Having;
  answers: { id: QuestionId; words: number }[];
  alike: AlikePair[];
  related: Related;
  /** `![](…)`: a file with one is left out, so that this lists none unless that rule was lost. */
  withoutAlt: QuestionId[];
  looseNumbers: LooseNumber[];
}

export interface Having {
  math: number;
  figure: number;
  checks: number;
  more: number;
  references: number;
}

export interface TopicRow {
  topic: TopicCode;
  questions: number;
  difficulties: Record<Difficulty, number>;
  longest: number;
  shortest: number;
  having: Having;
}

export interface Related {
  /** To ids that no question has. */
  dangling: Link[];
  /** The other question does not lead back. */
  oneSided: Link[];
}

interface Link {
  from: QuestionId;
  to: QuestionId;
}

/** Statistics of the questions that validated, in the order of their ids. */
export function reportOn(all: readonly Written[], display: Display): BankReport {
  const written = [...all].sort((a, b) => (a.question.id < b.question.id ? -1 : 1));
  const choices = choiceReport(written, display);
  return {
    questions: written.length,
    topics: topicCodes.map((topic) => rowOf(topic, written, choices)),
    difficulties: countByDifficulty(written),
    choices,
    having: havingOf(written),
    answers: written.map(({ question }) => ({
      id: question.id,
      words: wordCount(proseOf(question.answer, display)),
    })),
    alike: alikePairs(written, display),
    related: relatedOf(written.map(({ question }) => question)),
    withoutAlt: written.filter(({ question }) => blocksOf(question).some(lacksAlt)).map(idOf),
    looseNumbers: written.flatMap(looseNumbers),
  };
}

function rowOf(topic: TopicCode, all: readonly Written[], choices: ChoiceReport): TopicRow {
  const own = all.filter(({ question }) => question.topic === topic);
  const ids = new Set(own.map(idOf));
  const among = (found: readonly QuestionId[]) => found.filter((id) => ids.has(id)).length;
  return {
    topic,
    questions: own.length,
    difficulties: countByDifficulty(own),
    longest: among(choices.longest),
    shortest: among(choices.shortest),
    having: havingOf(own),
  };
}

function countByDifficulty(written: readonly Written[]): Record<Difficulty, number> {
  const count = (wanted: Difficulty) =>
    written.filter(({ question }) => question.difficulty === wanted).length;
  return Object.fromEntries(difficulties.map((one) => [one, count(one)])) as Record<Difficulty, number>;
}

function havingOf(written: readonly Written[]): Having {
  const count = (has: (one: Written) => boolean) => written.filter(has).length;
  const holds = (type: Block['type']) =>
    count(({ question }) => blocksOf(question).some((block) => block.type === type));
  return {
    math: holds('math'),
    figure: holds('figure'),
    checks: count(({ checks }) => checks.length > 0),
    more: count(({ question }) => question.more.length > 0),
    references: count(({ question }) => question.references.length > 0),
  };
}

function relatedOf(questions: readonly Question[]): Related {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const links = questions.flatMap(({ id, related }) => related.map((to): Link => ({ from: id, to })));
  return {
    dangling: links.filter(({ to }) => !byId.has(to)),
    oneSided: links.filter(({ from, to }) => byId.get(to)?.related.includes(from) === false),
  };
}

function blocksOf({ prompt, hint, answer, more }: Question): Block[] {
  return allBlocks([...prompt, ...hint, ...answer, ...more]);
}

function lacksAlt(block: Block): boolean {
  return block.type === 'figure' && block.alt.trim() === '';
}

function idOf({ question }: Written): QuestionId {
  return question.id;
}
