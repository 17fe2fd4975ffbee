import type { QuestionId } from '../../core/question.ts';
import type { Written } from '../written.ts';

/** A number that looks computed, and that no check proves. */
export interface LooseNumber {
  id: QuestionId;
  file: string;
  line: number;
  /** As it is written, with its unit. */
  number: string;
}

/** A number as authors write it, in text and in TeX: `1,024`, `589{,}824`, `0.31`, `2.4\,\text{GB}`, `12 %`. */
const written =
  /(?<![\p{L}\d_.^{#-])(\d+(?:(?:,|\{,\}|\\,)\d{3})*(?:\.\d+)?)((?:\\[,;]|\s)?(?:\\?%|(?:\\(?:text|mathrm)\{\s?)?(?:[kKMGTP]i?(?:B|b|FLOPs?)|FLOPs?|million|billion|trillion|bits?|bytes?|ms|µs|seconds?|minutes?|hours?)\b))?/gu;

/**
 * Numbers of three digits and more, with decimals, a per cent sign or a unit, that stand in no claim or expression of a
 * check and were not given by the prompt; years, halves and wholes aside. A help for authors: what is measured elsewhere
 * needs a source and no check.
 */
export function looseNumbers({ question, file, text, checks }: Written): LooseNumber[] {
  const lines = text.split('\n');
  const body = lines.indexOf('---', 1) + 1;
  const hint = lines.indexOf('## Hint');
  const known = new Set(
    [
      ...checks.flatMap(({ claim, expression, value }) => [claim, expression, String(value)]),
      ...lines.slice(body, hint < 0 ? body : hint),
    ].flatMap((part) => numbersIn(part).map(({ value }) => value)),
  );
  return lines.flatMap((source, index) => {
    // A figure's numbers come from its data.
    if (index < Math.max(body, hint) || /^!\[/.test(source.trim())) return [];
    const loose = numbersIn(withoutLinks(source)).filter(({ value, computed }) => {
      const isNew = computed && !known.has(value);
      // Each is named once, where it stands first.
      if (isNew) known.add(value);
      return isNew;
    });
    return loose.map(({ number }) => ({ id: question.id, file, line: index + 1, number }));
  });
}

function withoutLinks(source: string): string {
  return source.replace(/\]\([^)]*\)/g, ']');
}

function numbersIn(source: string): { number: string; value: number; computed: boolean }[] {
  return [...source.matchAll(written)].map(([number, digits = '', unit]) => {
    const value = Number(digits.replaceAll(/[,{}\\]/g, ''));
    const year = unit === undefined && /^(19|20)\d\d$/.test(digits);
    const decimal = !Number.isInteger(value) && value !== 0.5;
    const share = unit?.includes('%') === true && (value === 50 || value === 100);
    const computed = !year && !share && (unit !== undefined || decimal || value >= 100);
    return { number: number.trim(), value, computed };
  });
}
