import { findCommand, type OptionSpec } from '../../../src/core/catalogue.ts';
import { commandFromText } from '../../../src/core/command-text.ts';
import { messageObject } from '../../servers/discord/objects.ts';
import type { Json, Message, State } from '../../servers/discord/state.ts';

/** What Discord's client sends for a command typed as text: a tree of named options with typed values. */
export function slashData(registered: readonly Json[], text: string): Json {
  const [head = '', ...rest] = text.trim().split(/\s+/);
  const root = head.replace(/^\//, '');
  const command = registered.find(({ name }) => name === root);
  if (command === undefined) throw new Error(`Discord knows no command /${root}: was it registered?`);
  const understood: Json = { ...commandFromText(root, rest.join(' ')) };
  const { name: path, ...given } = understood;
  const spec = findCommand(root, String(path));
  if (spec === undefined) {
    const problem = understood.problem as { kind: string } | undefined;
    // Discord's client offers what was registered when it last looked: an older command than Viva knows can still come.
    if (problem?.kind !== 'unknown-command') throw new Error(`Discord's client would not send: ${text}`);
    return { id: command.id, name: root, type: 1, options: [{ type: 1, name: rest[0], options: [] }] };
  }
  const values = spec.options
    .filter(({ name }) => given[name] !== undefined)
    .map((option) => ({ name: option.name, ...typed(option, given[option.name]) }));
  const leaf = { type: 1, name: spec.name, options: values };
  const options = spec.group === undefined ? [leaf] : [{ type: 2, name: spec.group, options: [leaf] }];
  return { id: command.id, name: root, type: 1, options };
}

/** What Discord's client sends for an entry of a message's menu. */
export function menuData(state: State, name: string, target: Message): Json {
  const command = state.commands.find((one) => one.name === name && one.type === 3);
  if (command === undefined) throw new Error(`Discord has no ${name} in its menus: was it registered?`);
  const messages = { [target.id]: messageObject(state, target) };
  return { id: command.id, name, type: 3, target_id: target.id, resolved: { messages } };
}

function typed(option: OptionSpec, value: unknown): Json {
  switch (option.type) {
    case 'integer':
      return { type: 4, value: Number(value) };
    case 'boolean':
      return { type: 5, value: value === true };
    case 'grant':
      return { type: 8, value: String(value).replace(/\D/g, '') };
    case 'channel':
      return { type: 7, value: String(value).replace(/\D/g, '') };
    case 'string':
      return { type: 3, value: String(value) };
  }
}
