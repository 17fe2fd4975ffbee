import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LocalChannel } from '../../place.ts';
import type { PageState } from '../../state.ts';
import type { Deeds } from '../data/deeds.ts';
import { Icon } from '../shell/icon.tsx';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';
import { UsageLine } from './usage-line.tsx';
import { useSuggestions } from './use-suggestions.ts';

interface Properties {
  state: PageState;
  channel: LocalChannel;
  draft: string;
  onDraft(text: string): void;
  deeds: Deeds;
}

/** The box: commands with suggestions, or plain talk. */
export function Composer({ state, channel, draft, onDraft, deeds }: Properties) {
  const box = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [marked, setMarked] = useState(-1);
  const [hidden, setHidden] = useState(false);
  const { items, unfinished, spec, option } = useSuggestions(state.commands, state.as.id, channel.id, draft);
  const visible = !hidden && !busy && draft !== '';
  const open = visible && items.length > 0;

  // Before the next key can come: a mark that is taken back later would swallow an arrow key.
  useLayoutEffect(() => {
    setMarked(-1);
    setHidden(false);
  }, [draft]);

  const fill = (text: string) => {
    onDraft(text);
    box.current?.focus();
  };
  const take = (index: number) => {
    const item = items[index];
    if (item !== undefined) fill(item.fill);
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (open && (marked >= 0 || unfinished)) return take(Math.max(0, marked));
    const text = draft.trim();
    if (text === '' || busy) return;
    setBusy(true);
    // What was written meanwhile stays.
    if ((await deeds.type(channel.id, text)) && box.current?.value.trim() === text) onDraft('');
    setBusy(false);
    box.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setHidden(true);
    if (!open) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setMarked((before) => (Math.max(before, step < 0 ? 0 : -1) + step + items.length) % items.length);
    } else if (event.key === 'Tab' && !event.shiftKey && (marked >= 0 || unfinished)) {
      event.preventDefault();
      take(Math.max(0, marked));
    }
  };

  const label = channel.kind === 'dm' ? 'Message Viva' : `Message #${channel.name}`;
  return (
    <form class="composer" onSubmit={submit} aria-busy={busy}>
      {visible && (open || spec !== undefined) && (
        <div class="suggestions">
          {spec !== undefined && <UsageLine spec={spec} option={option} text={draft} />}
          {open && <SuggestionList items={items} marked={marked} onTake={take} />}
        </div>
      )}
      <div class="field">
        <button type="button" class="commands" aria-label="Commands" onClick={() => fill('/')}>
          <Icon name="slash" />
        </button>
        <label class="unseen" for="box">
          {label}
        </label>
        <input
          id="box"
          ref={box}
          role="combobox"
          aria-expanded={open}
          aria-controls="suggestions"
          aria-autocomplete="list"
          aria-activedescendant={open && marked >= 0 ? suggestionId(marked) : undefined}
          dir="auto"
          value={draft}
          autoComplete="off"
          placeholder={`${label}, or type / for commands`}
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" aria-label="Send">
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
