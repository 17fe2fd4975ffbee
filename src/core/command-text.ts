import { type CommandSpec, catalogue, commandPath, type OptionSpec } from './catalogue.ts';
import {
  type Command,
  choiceMeant,
  commandFromOptions,
  misunderstood,
  type OptionValue,
  sameWord,
} from './command.ts';

/**
 * A command as text, the way Slack and the local page give it: `show residual connection`,
 * `schedule add time=09:00 days=weekdays zone=Europe/Berlin`, `streak why`.
 * Options are `name=value` or `name:value`, in any order; a value with spaces stands in quotes. Words without a
 * name fill the options in order: first a switch or a choice that they name, then the next text option, where
 * the last one takes all that is left.
 */
export function commandFromText(root: string, text: string): Command {
  const words = tokens(text);
  const spec = specOf(root, words);
  if (spec === undefined) {
    return words.length === 0 && root === 'viva'
      ? { name: 'help' }
      : misunderstood({ kind: 'unknown-command', given: `/${root} ${text}`.trim() });
  }
  const rest = words.slice(commandPath(spec).split(' ').length);
  const takesAnything = spec.options.some(({ free }) => free);
  const given: Record<string, OptionValue> = {};
  const loose: string[] = [];
  for (const word of rest) {
    const named = /^([a-z-]+)[=:](.*)$/is.exec(word.raw);
    const option = named && spec.options.find((one) => sameWord(one.name, named[1] ?? ''));
    if (option) given[option.name] = unquote(named?.[2] ?? '');
    else if (named && word.raw.includes('=') && !word.quoted && !takesAnything) {
      return misunderstood({ kind: 'unknown-option', usage: spec, given: named[1] ?? '' });
    } else loose.push(unquote(word.raw));
  }
  fillLoose(spec, loose, given);
  if (loose.length > 0) return misunderstood({ kind: 'unknown-option', usage: spec, given: loose.join(' ') });
  return commandFromOptions(root, commandPath(spec), given);
}

function fillLoose(spec: CommandSpec, loose: string[], given: Record<string, OptionValue>): void {
  const open = () => spec.options.filter((one) => given[one.name] === undefined);
  for (let index = 0; index < loose.length; ) {
    // The name of a choice may be several words: the longest run that is one counts.
    const runs = [4, 3, 2, 1].map((length) => loose.slice(index, index + length));
    const found = runs
      .map((run) => ({ run, option: open().find((one) => namesOption(one, run.join(' '))) }))
      .find(({ option }) => option !== undefined);
    if (found?.option === undefined) {
      index += 1;
      continue;
    }
    given[found.option.name] = found.option.type === 'boolean' ? true : found.run.join(' ');
    loose.splice(index, found.run.length);
  }
  const texts = open().filter((one) => one.choices === undefined && one.type !== 'boolean');
  for (const [index, option] of texts.entries()) {
    if (loose.length === 0) return;
    const takesAll = option.complete === 'question' || index === texts.length - 1;
    given[option.name] = takesAll ? loose.splice(0).join(' ') : (loose.shift() ?? '');
  }
}

function namesOption(option: OptionSpec, word: string): boolean {
  if (option.type === 'boolean') return sameWord(option.name, word);
  return option.choices !== undefined && choiceMeant(option.choices, word) !== undefined;
}

function specOf(root: string, words: Token[]): CommandSpec | undefined {
  const [first = '', second = ''] = words.map((word) => word.raw);
  const own = catalogue.filter((spec) => spec.root === root);
  return (
    own.find(
      (spec) => spec.group !== undefined && sameWord(spec.group, first) && sameWord(spec.name, second),
    ) ?? own.find((spec) => spec.group === undefined && sameWord(spec.name, first))
  );
}

interface Token {
  raw: string;
  quoted: boolean;
}

/** Splits at spaces outside quotes; straight and curly double quotes count, since phones type the latter. */
function tokens(text: string): Token[] {
  const found = text.match(/(?:[^\s"“”]+|["“”][^"“”]*["“”]?)+/g) ?? [];
  return found.map((raw) => ({ raw, quoted: /^["“”]/.test(raw) }));
}

function unquote(text: string): string {
  return text.replace(/["“”]/g, '');
}
