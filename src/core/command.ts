import type { Action, FormName } from './action.ts';
import type { BoardKind } from './board.ts';
import { type CommandSpec, findCommand } from './catalogue.ts';
import type { RevealMode } from './feed.ts';
import { folded } from './folded.ts';
import type { Difficulty, QuestionId, TopicCode } from './question.ts';
import type { RoundId } from './round.ts';
import { beginning, shortened } from './tidy.ts';

/** What a feed is made of, as a person gives it; absent: not given. Checked in `app`. */
export interface ScheduleOptions {
  time?: string;
  days?: string;
  zone?: string;
  cron?: string;
  /** `any` takes a topic or difficulty back. */
  topic?: TopicCode | 'any';
  difficulty?: Difficulty | 'any';
  reveal?: RevealMode;
  close?: string;
}

type OnFeed<Name extends string> = { name: Name; feed?: string };

/** Everything a person can ask of Viva, by a slash command, reply word, button or form. */
export type Command =
  | { name: 'show'; question: string }
  | { name: 'search'; words: string; page?: number }
  | { name: 'browse'; topic?: TopicCode | 'any'; difficulty?: Difficulty | 'any'; page?: number }
  | { name: 'ask'; topic?: TopicCode; difficulty?: Difficulty }
  | { name: 'answer'; question?: string }
  | { name: 'hint'; question?: string }
  /** An answer in one's own words; `round` is known where a form was opened under it. */
  | { name: 'write'; round?: RoundId; text: string }
  /** Something is wrong with a question. */
  | { name: 'flag'; question: QuestionId; reason: string; text: string }
  /** The open flags of the space, or those of one question. */
  | { name: 'flags'; question?: string; page?: number }
  /** The flags of a question that were raised until `seen` (ms) are dealt with. */
  | { name: 'resolve'; question: QuestionId; seen: number; note: string }
  | { name: 'difficulty'; topic?: TopicCode | 'any'; page?: number }
  | { name: 'streak'; why?: boolean }
  | { name: 'board'; board?: BoardKind; of?: string }
  | { name: 'stats' }
  | {
      name: 'me';
      zone?: string;
      away?: string;
      'new-cards'?: string;
      reminders?: boolean;
      hide?: boolean;
    }
  | { name: 'practice'; topic?: TopicCode | 'any' }
  | { name: 'privacy export' }
  | { name: 'privacy forget'; confirm?: string }
  | { name: 'help' }
  /** A member's own page, where the platform has one: Slack's Home tab. */
  | { name: 'home' }
  | ({ name: 'schedule add' } & ScheduleOptions)
  | { name: 'schedule list' }
  | ({ name: 'schedule edit'; feed?: string } & ScheduleOptions)
  | OnFeed<'schedule pause'>
  | OnFeed<'schedule resume'>
  | OnFeed<'schedule remove'>
  | OnFeed<'schedule skip'>
  | (OnFeed<'schedule next'> & { question: string })
  | OnFeed<'schedule post'>
  | (OnFeed<'schedule void'> & { round?: number })
  | OnFeed<'schedule ledger'>
  | { name: 'settings'; 'member-access'?: string; managers?: string; 'log-channel'?: string; clear?: string }
  | Exclude<Action, { name: 'ask' | 'board' | 'practice' | 'open-form' | 'submit-form' }>
  /** What could not be understood; `app` words the refusal, so that it reads the same everywhere. */
  | { name: 'misunderstood'; problem: Misunderstanding };

export type Misunderstanding =
  | { kind: 'unknown-command'; given: string }
  | { kind: 'unknown-option'; usage: CommandSpec; given: string }
  | { kind: 'missing-option'; usage: CommandSpec; option: string }
  | { kind: 'bad-option'; usage: CommandSpec; option: string; given: string; expected: string }
  | { kind: 'stale-button' }
  /** The platform no longer lets a form be opened for that press. */
  | { kind: 'late-form' };

export type OptionValue = string | number | boolean;

/** A command from named options, as Discord, a form and the local page give them. */
export function commandFromOptions(root: string, path: string, given: Record<string, OptionValue>): Command {
  const spec = findCommand(root, path);
  if (spec === undefined) return misunderstood({ kind: 'unknown-command', given: `/${root} ${path}`.trim() });
  const checked: Record<string, OptionValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const option = spec.options.find((one) => one.name === name);
    if (option === undefined) return misunderstood({ kind: 'unknown-option', usage: spec, given: name });
    const result = checkValue(option.type, option.choices, value);
    if (!result.ok) {
      return misunderstood({
        kind: 'bad-option',
        usage: spec,
        option: name,
        given: String(value),
        expected: result.expected,
      });
    }
    checked[name] = result.value;
  }
  const missing = spec.options.find((one) => one.required && checked[one.name] === undefined);
  if (missing !== undefined)
    return misunderstood({ kind: 'missing-option', usage: spec, option: missing.name });
  // The catalogue has just vouched for every name and value: see the test that holds it against this type.
  return { name: path, ...checked } as unknown as Command;
}

type Checked = { ok: true; value: OptionValue } | { ok: false; expected: string };

function checkValue(
  type: string,
  choices: { name: string; value: string }[] | undefined,
  value: OptionValue,
): Checked {
  if (type === 'boolean') {
    if (typeof value === 'boolean') return { ok: true, value };
    if (/^(yes|true|on|1)$/i.test(String(value))) return { ok: true, value: true };
    if (/^(no|false|off|0)$/i.test(String(value))) return { ok: true, value: false };
    return { ok: false, expected: 'yes or no' };
  }
  if (type === 'integer') {
    const number = Number(value);
    return Number.isSafeInteger(number) && number > 0
      ? { ok: true, value: number }
      : { ok: false, expected: 'a whole number from 1 on, such as 12' };
  }
  const text = beginning(String(value).trim(), 300);
  if (choices === undefined)
    return text === '' ? { ok: false, expected: 'some text' } : { ok: true, value: text };
  const choice = choiceMeant(choices, text);
  return choice === undefined
    ? { ok: false, expected: `one of ${choices.map((one) => one.value).join(', ')}` }
    : { ok: true, value: choice.value };
}

/** The choice that goes by that value or name, else the only one whose long name has these words in it: `vision`. */
export function choiceMeant<Choice extends { name: string; value: string }>(
  choices: readonly Choice[],
  text: string,
): Choice | undefined {
  const exact = choices.find((one) => sameWord(one.value, text) || sameWord(one.name, text));
  if (exact !== undefined) return exact;
  const words = folded(text);
  const holding = choices.filter(
    ({ name, value }) => name !== value && words !== '' && ` ${folded(name)} `.includes(` ${words} `),
  );
  return holding.length === 1 ? holding[0] : undefined;
}

export function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** As much of what was typed as is repeated to people: a message must hold it. */
const repeatedAtMost = 80;

export function misunderstood(problem: Misunderstanding): Command {
  return {
    name: 'misunderstood',
    problem: 'given' in problem ? { ...problem, given: shortened(problem.given, repeatedAtMost) } : problem,
  };
}

/** The command that a pressed button stands for. */
export function commandFromAction(action: Action | undefined): Command {
  if (action === undefined || action.name === 'open-form' || action.name === 'submit-form') {
    return misunderstood({ kind: 'stale-button' });
  }
  return action;
}

/** The commands that forms fill in the options of, where they have other names. */
const formPaths: Partial<Record<FormName, string>> = { forget: 'privacy forget' };

/** The command that a sent form stands for; fields left empty were not given. */
export function commandFromForm(action: Action | undefined, values: Record<string, string>): Command {
  if (action?.name !== 'submit-form') return misunderstood({ kind: 'stale-button' });
  if (action.form === 'write' && action.about !== undefined) {
    return { name: 'write', round: action.about, text: values.text ?? '' };
  }
  if (action.form === 'flag' && action.about !== undefined) {
    return { name: 'flag', question: action.about, reason: values.reason ?? '', text: values.text ?? '' };
  }
  if (action.form === 'resolve' && action.about !== undefined) {
    const [question = '', seen = ''] = action.about.split('-');
    return { name: 'resolve', question, seen: Number.parseInt(seen, 36), note: values.note ?? '' };
  }
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  return commandFromOptions('viva', formPaths[action.form] ?? action.form, given);
}

/**
 * `answer`, `reveal`, `hint`, `help`, `answer: my own words` as a reply: any case, a leading `!` or `/`, space around.
 * Undefined: talk between people.
 */
export function commandFromReply(text: string): Command | undefined {
  const written = /^\s*[!/]?\s*answer\s*[:：](.*)$/is.exec(text);
  if (written !== null) return { name: 'write', text: written[1] ?? '' };
  const word = text
    .trim()
    .replace(/^[!/]\s*/, '')
    .trim()
    .toLowerCase();
  if (word === 'answer' || word === 'reveal') return { name: 'answer' };
  if (word === 'hint') return { name: 'hint' };
  if (word === 'help') return { name: 'help' };
  return undefined;
}
