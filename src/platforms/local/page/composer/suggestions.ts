import type { OptionSpec } from '../../../../core/catalogue.ts';
import type { TypedCommand } from '../../state.ts';

export interface Suggestion {
  /** What the box holds when it is taken. */
  fill: string;
  label: string;
  hint: string;
}

/** Whether an option stands in the text already. */
export function isGiven(option: OptionSpec, text: string): boolean {
  return new RegExp(`\\s${option.name}([=:]|\\s|$)`, 'i').test(text);
}

/** Suggestions known at once, and what is to be asked of the server. */
export interface Suggested {
  items: Suggestion[];
  ask: { kind: NonNullable<OptionSpec['complete']>; typed: string; before: string } | undefined;
  /** The text is not a command yet: Enter takes the first suggestion and sends nothing. */
  unfinished: boolean;
  /** The command that stands there, and the option that is being typed. */
  spec: TypedCommand | undefined;
  option: OptionSpec | undefined;
}

const none: Suggested = { items: [], ask: undefined, unfinished: false, spec: undefined, option: undefined };

/** What may come next in the box, from the same catalogue that Discord's registration is made of. */
export function suggest(commands: readonly TypedCommand[], text: string): Suggested {
  if (!text.startsWith('/')) return none;
  const spec = commands.find((one) => text.toLowerCase().startsWith(`${one.name} `));
  if (spec === undefined) return commandsFor(commands, text);

  const open = /^(.*\s)(\S*)$/s.exec(text);
  const before = open?.[1] ?? text;
  const word = open?.[2] ?? '';
  // Inside quotes the words are the person's own.
  if ((before.match(/["“”]/g) ?? []).length % 2 === 1) return { ...none, spec };

  const named = /^([a-z-]+)[=:](.*)$/i.exec(word);
  const option = named && spec.options.find(({ name }) => name === named[1]?.toLowerCase());
  if (option) return { ...valuesFor(option, `${before}${option.name}=`, named?.[2] ?? ''), spec, option };
  return { ...optionsFor(spec, before, word), spec };
}

function commandsFor(commands: readonly TypedCommand[], text: string): Suggested {
  const typed = text.toLowerCase();
  const found = commands.filter(({ name }) => name.startsWith(typed));
  const items = found.map((spec) => ({
    fill: spec.options.length === 0 ? spec.name : `${spec.name} `,
    label: spec.name,
    hint: spec.description,
  }));
  const whole = commands.some(({ name }) => name === typed.trim()) || typed.trim() === '/viva';
  return { ...none, items, unfinished: items.length > 0 && !whole };
}

function optionsFor(spec: TypedCommand, before: string, word: string): Suggested {
  const left = spec.options.filter((option) => !isGiven(option, before));
  const items = left
    .filter(({ name }) => name.startsWith(word.toLowerCase()))
    .map((option) => ({
      fill: option.type === 'boolean' ? `${before}${option.name}` : `${before}${option.name}=`,
      label: option.type === 'boolean' ? option.name : `${option.name}=`,
      hint: option.description,
    }));
  // The words of `/viva show residual` stand without a name; they are a question's.
  const [first] = spec.options;
  const start = `${spec.name} `;
  const loose = `${before}${word}`.slice(start.length);
  const question = first?.complete === 'question' && !loose.includes('=');
  if (question) return { ...none, ask: { kind: 'question', typed: loose, before: start } };
  return { ...none, items };
}

function valuesFor(option: OptionSpec, before: string, typed: string): Suggested {
  const choices = option.choices ?? (option.type === 'boolean' ? [{ name: 'yes', value: 'yes' }] : []);
  const word = typed.toLowerCase();
  const items = choices
    .filter(({ name, value }) => name.toLowerCase().startsWith(word) || value.toLowerCase().startsWith(word))
    .map(({ name, value }) => ({
      fill: `${before}${value} `,
      label: value,
      hint: name === value ? '' : name,
    }));
  const ask = option.complete && { kind: option.complete, typed, before };
  return { ...none, items, ask };
}
