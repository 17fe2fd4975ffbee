import type { OptionSpec } from '../../../../core/catalogue.ts';
import type { TypedCommand } from '../../state.ts';
import { isGiven } from './suggestions.ts';

interface Properties {
  spec: TypedCommand;
  /** The option that is being typed. */
  option: OptionSpec | undefined;
  text: string;
}

/** The command that stands in the box: what it does, its options, and what the one being typed is for. */
export function UsageLine({ spec, option, text }: Properties) {
  return (
    <div class="usage">
      <p>
        <strong>{spec.name}</strong> <span>{spec.description}</span>
      </p>
      {spec.options.length > 0 && (
        <p class="options">
          {spec.options.map((one) => (
            <code key={one.name} class={chip(one, option, text)}>
              {one.name}
              {one.required && '*'}
            </code>
          ))}
        </p>
      )}
      {option !== undefined && <p class="about">{option.description}</p>}
    </div>
  );
}

function chip(one: OptionSpec, typed: OptionSpec | undefined, text: string): string {
  if (one.name === typed?.name) return 'typed';
  return isGiven(one, text) ? 'given' : '';
}
