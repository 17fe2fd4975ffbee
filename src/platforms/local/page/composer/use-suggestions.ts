import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Completion } from '../../../../app/ports/platform.ts';
import type { TypedCommand } from '../../state.ts';
import { send } from '../data/request.ts';
import { type Suggestion, suggest } from './suggestions.ts';

const pauseMs = 120;

/** Suggestions for what stands in the box: the catalogue's at once, the server's as they come. */
export function useSuggestions(commands: readonly TypedCommand[], as: string, channel: string, text: string) {
  const { items, ask, ...rest } = useMemo(() => suggest(commands, text), [commands, text]);
  const [found, setFound] = useState<Suggestion[]>([]);

  useEffect(() => {
    setFound([]);
    if (ask === undefined) return undefined;
    let late = false;
    const timer = setTimeout(async () => {
      try {
        const body = { as, channel, kind: ask.kind, typed: ask.typed.slice(0, 200) };
        const answer = await send<{ completions: Completion[] }>('/api/complete', body);
        if (late) return;
        setFound(
          answer.completions.map(({ name, value }) => ({
            fill: `${ask.before}${value} `,
            label: value,
            hint: name === value ? '' : name,
          })),
        );
      } catch {
        // Completion is a help: without it the box works all the same.
      }
    }, pauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [as, channel, text]);

  return { ...rest, items: [...items, ...found] };
}
