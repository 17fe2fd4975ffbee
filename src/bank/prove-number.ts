import { all, create, type FactoryFunctionMap, type MathJsInstance } from 'mathjs';
import type { NumberCheck } from '../core/question.ts';

/** A tolerance is for rounding, and not for being wrong. */
const mostTolerance = 0.05;

/** Relative; sums of floating-point numbers are this far off at most. */
const floatError = 1e-9;

/** What an expression could use to change the language for those after it, or to leave it. */
const withheld = ['import', 'config', 'createUnit', 'evaluate', 'reviver'];

let language: { evaluate(expression: string): unknown } | undefined;

/** The language of mathjs without the functions that reach outside an expression. */
function loaded() {
  if (language !== undefined) return language;
  const math: MathJsInstance = create(all as FactoryFunctionMap, {});
  const { evaluate } = math;
  const refuse = (name: string) => () => {
    throw new Error(`\`${name}\` cannot be used in a check`);
  };
  math.import(Object.fromEntries(withheld.map((name) => [name, refuse(name)])), { override: true });
  language = { evaluate: (expression) => evaluate(expression) };
  return language;
}

/** Words for what is wrong with a number that a question states; undefined where its expression proves it. */
export function proveNumber(check: NumberCheck): string | undefined {
  let result: unknown;
  try {
    result = plain(loaded().evaluate(check.expression));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `\`${check.expression}\` cannot be computed: ${reason}. A good one: ${example}`;
  }
  const { value, tolerance } = check;
  if (typeof value === 'boolean' || typeof result === 'boolean') {
    return result === value
      ? undefined
      : `\`${check.expression}\` is ${show(result)}, and not ${value}: mend the text, or what is computed, as in ${example}`;
  }
  if (typeof result !== 'number' || !Number.isFinite(result)) {
    return `\`${check.expression}\` is ${show(result)}, and not a number: let the last statement be one, as in ${example}`;
  }
  if (tolerance !== undefined && tolerance > mostTolerance * Math.abs(value)) {
    return `a tolerance of ${tolerance} is more than ${mostTolerance * 100} % of ${value}: state the number more closely, such as \`value: 0.0052\` with \`tolerance: 0.0001\``;
  }
  const allowed = (tolerance ?? halfOfLastDecimal(value)) + floatError * Math.abs(value);
  return Math.abs(result - value) <= allowed
    ? undefined
    : `\`${check.expression}\` is ${result}, and not ${value}: write \`value: ${suggested(result)}\` and the same in the text, or mend what is computed`;
}

const example = '`expression: d = 512; 4 * d^2`';

/** The result as an author would round it. */
function suggested(result: number): string {
  return String(Number(result.toPrecision(4)));
}

/** 0.005 for 0.31; nothing for whole numbers, which are exact unless a tolerance is given. */
function halfOfLastDecimal(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const decimals = (digits.split('.')[1] ?? '').length - Number(exponent);
  return decimals > 0 ? 0.5 * 10 ** -decimals : 0;
}

/** The last of several statements; big numbers, fractions and the like as plain numbers. */
function plain(result: unknown): unknown {
  if (typeof result !== 'object' || result === null)
    return typeof result === 'bigint' ? Number(result) : result;
  if ('entries' in result && Array.isArray(result.entries)) return plain(result.entries.at(-1));
  if ('toNumber' in result && !('units' in result)) return (result as { toNumber(): number }).toNumber();
  return result;
}

function show(result: unknown): string {
  return result === undefined ? 'nothing' : String(result);
}
