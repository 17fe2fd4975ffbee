import type { QuestionId } from '../../core/question.ts';
import type { Written } from '../written.ts';
import { type Display, displayed, lengthOf } from './read.ts';

/** What the choices of a bank give away to those who know nothing but test papers. */
export interface ChoiceReport {
  /** The right choice is longer than every other; where two are equally long, neither counts. */
  longest: QuestionId[];
  shortest: QuestionId[];
  /** At least one wrong choice is longer and one shorter: were this nearly always so, it would tell as well. */
  between: QuestionId[];
  /** The longest choice is more than `unevenRatio` times the shortest. */
  uneven: { id: QuestionId; ratio: number }[];
  absolutes: Tell;
  hedges: Tell;
  /** "All of the above": rounds shuffle, and it is mostly right. */
  above: QuestionId[];
}

/** Words that stand in right choices more or less often than in wrong ones give them away. */
export interface Tell {
  /** Shares of all right and of all wrong choices, 0 to 1. */
  right: number;
  wrong: number;
  /** Questions in which they part right from wrong: in two wrong choices or more and not in the right one, or in it alone. */
  telling: QuestionId[];
}

export const unevenRatio = 2;
/** Below this many characters all choices are seen at a glance: "8" beside "1,024" is no tell. */
const seenAtAGlance = 24;

const absolutes = /\b(always|never|only|all|none)\b/i;
const hedges = /\b(usually|often|may|might|typically|generally|tends?|can sometimes|sometimes|mostly)\b/i;
const above = /\b(all|none|both|any|neither) of (the|these) (above|below|others?|choices|options)\b/i;

interface Lengths {
  id: QuestionId;
  right: number;
  wrong: number[];
}

interface Texts {
  id: QuestionId;
  right: string;
  wrong: string[];
}

export function choiceReport(written: readonly Written[], display: Display): ChoiceReport {
  const texts = written.map(({ question: { id, choices } }): Texts => {
    const of = (wanted: boolean) =>
      choices.filter(({ right }) => right === wanted).map(({ text }) => displayed(text, display));
    return { id, right: of(true)[0] ?? '', wrong: of(false) };
  });
  const lengths = texts.map(
    ({ id, right, wrong }): Lengths => ({ id, right: lengthOf(right), wrong: wrong.map(lengthOf) }),
  );
  const named = (found: { id: QuestionId }[]) => found.map(({ id }) => id);
  return {
    longest: named(lengths.filter(({ right, wrong }) => right > Math.max(...wrong))),
    shortest: named(lengths.filter(({ right, wrong }) => right < Math.min(...wrong))),
    between: named(
      lengths.filter(({ right, wrong }) => right < Math.max(...wrong) && right > Math.min(...wrong)),
    ),
    uneven: lengths.flatMap(({ id, right, wrong }) => {
      const [least, most] = [Math.min(right, ...wrong), Math.max(right, ...wrong)];
      return most > seenAtAGlance && most > unevenRatio * least ? [{ id, ratio: most / least }] : [];
    }),
    absolutes: tellOf(texts, absolutes),
    hedges: tellOf(texts, hedges),
    above: named(texts.filter(({ right, wrong }) => [right, ...wrong].some((text) => above.test(text)))),
  };
}

function tellOf(texts: readonly Texts[], words: RegExp): Tell {
  const share = (choices: string[]) =>
    choices.length === 0 ? 0 : choices.filter((text) => words.test(text)).length / choices.length;
  return {
    right: share(texts.map(({ right }) => right)),
    wrong: share(texts.flatMap(({ wrong }) => wrong)),
    telling: texts.flatMap(({ id, right, wrong }) => {
      const inWrong = wrong.filter((text) => words.test(text)).length;
      const parts = words.test(right) ? inWrong === 0 : inWrong > 1;
      return parts ? [id] : [];
    }),
  };
}
