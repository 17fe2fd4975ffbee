import { alikeFrom } from '../../bank/report/alike.ts';
import type { Tell } from '../../bank/report/choices.ts';
import type { BankReport, Having } from '../../bank/report/report.ts';
import { difficulties, type QuestionId, topicCodes } from '../../core/question.ts';
import type { Spelling } from './spelling.ts';

/**
 * What Viva's own bank is held against, so that it stays worth a year of mornings. A team's pack may be small and easy:
 * for other folders these are asked for with `--targets`.
 */
export const targets = {
  questions: 120,
  /** Of each topic. */
  topic: 10,
  /** Shares, and how many points they may be off. */
  difficulties: { easy: 0.3, medium: 0.45, hard: 0.25 },
  difficultyTolerance: 0.05,
  /** At most this share of right choices is the longest, and of the shortest, of its four. By chance it is a quarter. */
  outermost: 0.3,
  /** How far the share of right choices with a telling word may be from the share of wrong ones. */
  tell: 0.1,
  having: { math: 70, figure: 25, checks: 50, more: 40 },
  words: { least: 120, most: 300 },
} as const;

/** One line of the report; `met` is undefined where there is no target. */
export interface Measure {
  key: string;
  name: string;
  value: string;
  target: string;
  met: boolean | undefined;
  /** What an author may look at. */
  listed: string[];
}

export function measuresOf(report: BankReport, spelling: Spelling): Measure[] {
  return [
    ...sizes(report),
    ...fairness(report),
    ...contents(report),
    ...faults(report),
    spellingOf(spelling),
    {
      key: 'loose-numbers',
      name: 'Numbers without a check',
      value: String(report.looseNumbers.length),
      target: 'a help, no target',
      met: undefined,
      listed: grouped(report.looseNumbers.map(({ file, line, number }) => [file, `${number} (${line})`])),
    },
  ];
}

function sizes({ questions, topics, difficulties: counts }: BankReport): Measure[] {
  const thin = topics.filter((row) => row.questions < targets.topic);
  return [
    atLeast('questions', 'Questions', questions, targets.questions),
    {
      key: 'topics',
      name: 'Topics with enough questions',
      value: `${topics.length - thin.length} of ${topicCodes.length}`,
      target: `${targets.topic} or more in each`,
      met: thin.length === 0,
      listed: thin.map(({ topic, questions: count }) => `${topic}: ${count}`),
    },
    ...difficulties.map((difficulty): Measure => {
      const share = shareOf(counts[difficulty], questions);
      const [aim, tolerance] = [targets.difficulties[difficulty], targets.difficultyTolerance];
      return {
        key: difficulty,
        name: difficulty[0]?.toUpperCase() + difficulty.slice(1),
        value: counted(counts[difficulty], questions),
        target: `${percent(aim)} (${points(aim - tolerance)} to ${points(aim + tolerance)})`,
        met: Math.abs(share - aim) <= tolerance + 1e-9,
        listed: [],
      };
    }),
  ];
}

function fairness({ questions, choices }: BankReport): Measure[] {
  const outermost = (key: 'longest' | 'shortest'): Measure => ({
    key,
    name: `Right choice is the ${key}`,
    value: counted(choices[key].length, questions),
    target: `at most ${percent(targets.outermost)}`,
    met: shareOf(choices[key].length, questions) <= targets.outermost,
    listed: listed(choices[key]),
  });
  return [
    outermost('longest'),
    outermost('shortest'),
    {
      key: 'between',
      name: 'Right choice lies in between',
      value: counted(choices.between.length, questions),
      target: 'by chance 50 %',
      met: undefined,
      listed: [],
    },
    {
      key: 'spread',
      name: 'One choice over twice another’s length',
      value: String(choices.uneven.length),
      target: 'none',
      met: choices.uneven.length === 0,
      listed: choices.uneven.map(({ id, ratio }) => `${id} ${ratio.toFixed(1)}:1`),
    },
    tell('absolutes', 'Absolutes (always, never, only …)', choices.absolutes),
    tell('hedges', 'Hedges (usually, may, often …)', choices.hedges),
    none('above', '“All of the above”', choices.above),
  ];
}

function tell(key: string, name: string, { right, wrong, telling }: Tell): Measure {
  return {
    key,
    name,
    value: `${percent(right)} right, ${percent(wrong)} wrong`,
    target: `at most ${percent(targets.tell)} apart`,
    met: Math.abs(right - wrong) <= targets.tell,
    listed: listed(telling),
  };
}

const contentNames: Record<Exclude<keyof Having, 'references'>, string> = {
  math: 'With display math',
  figure: 'With a figure',
  checks: 'With checks of numbers',
  more: 'With a member part',
};

function contents({ having, answers }: BankReport): Measure[] {
  const { least, most } = targets.words;
  const odd = answers.filter(({ words }) => words < least || words > most);
  const kinds = Object.keys(contentNames) as (keyof typeof contentNames)[];
  return [
    ...kinds.map((kind) => atLeast(kind, contentNames[kind], having[kind], targets.having[kind])),
    {
      key: 'references',
      name: 'With references',
      value: String(having.references),
      target: '',
      met: undefined,
      listed: [],
    },
    {
      key: 'answer-words',
      name: `Answers outside ${least} to ${most} words`,
      value: String(odd.length),
      target: 'none',
      met: odd.length === 0,
      listed: odd.map(({ id, words }) => `${id} ${words}`),
    },
  ];
}

function faults({ alike, related, withoutAlt }: BankReport): Measure[] {
  return [
    {
      ...none(
        'alike',
        `Near-duplicates (${alikeFrom} and more)`,
        alike.filter(({ similarity }) => similarity >= alikeFrom).map(({ one }) => one),
      ),
      listed: alike.map(({ one, other, similarity }) => `${one} and ${other} ${similarity.toFixed(2)}`),
    },
    none(
      'dangling',
      'Related to what is not there',
      related.dangling.map(({ from, to }) => `${from} → ${to}`),
    ),
    {
      key: 'one-sided',
      name: 'Related one way only',
      value: String(related.oneSided.length),
      target: '',
      met: undefined,
      listed: related.oneSided.map(({ from, to }) => `${from} → ${to}`),
    },
    none('alt', 'Figures without alt text', withoutAlt),
  ];
}

function spellingOf(spelling: Spelling): Measure {
  const about = { key: 'spelling', name: 'Misspellings', target: 'none' };
  if ('unknown' in spelling)
    return { ...about, value: 'not checked', met: undefined, listed: [spelling.unknown] };
  const { misspellings } = spelling;
  return {
    ...about,
    value: String(misspellings.length),
    met: misspellings.length === 0,
    listed: grouped(misspellings.map(({ file, line, word }) => [file, `${word} (${line})`])),
  };
}

function atLeast(key: string, name: string, count: number, least: number): Measure {
  return { key, name, value: String(count), target: `${least} or more`, met: count >= least, listed: [] };
}

function none(key: string, name: string, found: string[]): Measure {
  return { key, name, value: String(found.length), target: 'none', met: found.length === 0, listed: found };
}

function grouped(entries: [file: string, what: string][]): string[] {
  const files = new Map<string, string[]>();
  for (const [file, what] of entries) files.set(file, [...(files.get(file) ?? []), what]);
  return [...files].map(([file, found]) => `${file}: ${found.join(', ')}`);
}

/** Ids, many to a line. */
function listed(ids: readonly QuestionId[]): string[] {
  return ids.length === 0 ? [] : [ids.join(' ')];
}

function counted(count: number, of: number): string {
  return `${count} (${percent(shareOf(count, of))})`;
}

function shareOf(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function percent(share: number): string {
  return `${points(share)} %`;
}

function points(share: number): number {
  return Math.round(100 * share);
}
