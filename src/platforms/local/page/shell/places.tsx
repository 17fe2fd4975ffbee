import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PersonId } from '../../place.ts';
import type { PageState } from '../../state.ts';
import { type Look, looks, type Theme, themes } from '../data/preferences.ts';
import { ChannelList } from './channel-list.tsx';
import { Icon } from './icon.tsx';
import { lookNames, themeNames } from './names.ts';
import { People } from './people.tsx';
import { Switch } from './switch.tsx';

interface Properties {
  state: PageState;
  place: string;
  unread: Record<string, number>;
  look: Look;
  theme: Theme;
  /** In a narrow window it is a drawer. */
  open: boolean;
  onClose(): void;
  onEnter(channel: string): void;
  onBecome(person: PersonId): void;
  onLook(look: Look): void;
  onTheme(theme: Theme): void;
}

/** Where to be, who, and how it looks. */
export function Places({ open, onClose, onEnter, onBecome, ...shown }: Properties) {
  const close = useRef<HTMLButtonElement>(null);
  // Before anything else can happen: an Escape that comes at once is not lost.
  useLayoutEffect(() => {
    if (!open) return undefined;
    close.current?.focus();
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      // Only now: while the drawer is open nothing beside it can take the focus.
      document.getElementById('to-places')?.focus();
    };
  }, [open]);
  const { state } = shown;
  return (
    <nav id="places" class={open ? 'places open' : 'places'} aria-label="Channels and people">
      <People
        state={state}
        onBecome={(person) => {
          onBecome(person);
          if (open) onClose();
        }}
      />
      <div class="side">
        <div class="space-name">
          <p>
            <strong>Viva’s place</strong>
            <small>
              You are {state.as.name}
              {state.as.administers ? ', who administers it' : ''}
            </small>
          </p>
          <button ref={close} type="button" class="quiet drawer-close" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <ChannelList
          state={state}
          place={shown.place}
          unread={shown.unread}
          onEnter={(channel) => {
            onEnter(channel);
            if (open) onClose();
          }}
        />
        <a class="to-bank" href="/bank">
          <Icon name="book" />
          Question bank
        </a>
        <div class="display">
          <Switch
            label="Shown as"
            values={looks}
            names={lookNames}
            value={shown.look}
            onChoose={shown.onLook}
          />
          <Switch
            label="Theme"
            values={themes}
            names={themeNames}
            value={shown.theme}
            onChoose={shown.onTheme}
          />
        </div>
      </div>
    </nav>
  );
}
