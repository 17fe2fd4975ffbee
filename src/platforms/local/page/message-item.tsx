import { useState } from 'preact/hooks';
import type { PageState } from '../state.ts';
import type { MessageView } from '../views.ts';
import type { Deeds } from './deeds.ts';
import { DiscordMessage } from './discord-message.tsx';
import type { Look } from './preferences.ts';
import { SlackMessage } from './slack-message.tsx';

interface Properties {
  state: PageState;
  look: Look;
  deeds: Deeds;
  message: MessageView;
  replies: number;
  /** Undefined where no thread can begin. */
  onThread: (() => void) | undefined;
}

/** What a payload needs from the page around it. */
export interface Surroundings {
  /** Where a picture is, by its id. */
  picture(id: string): { url: string; alt: string; width: number; height: number } | undefined;
  /** How a person or channel is called. */
  name(id: string): string;
  press(action: string): void;
}

export function MessageItem({ state, look, deeds, message, replies, onThread }: Properties) {
  const [busy, setBusy] = useState(false);
  const name = (id: string) =>
    state.people.find((person) => person.id === id)?.name ??
    state.channels.find((channel) => channel.id === id)?.name ??
    id;
  const author = message.from === 'viva' ? 'Viva' : name(message.from);
  const around: Surroundings = {
    name,
    picture: (id) => {
      const picture = message.pictures.find((one) => one.id === id);
      return picture && { ...picture, url: `/pictures/${picture.id}.png?as=${state.as.id}` };
    },
    press: async (action) => {
      // Not by disabling the buttons: one that is disabled loses the focus.
      if (busy) return;
      setBusy(true);
      await deeds.press(message.channel, message.id, action);
      setBusy(false);
    },
  };
  return (
    <li class={message.onlyYou ? 'message only-you' : 'message'} data-message={message.id} aria-busy={busy}>
      <span class={`face face-${message.from}`} aria-hidden="true">
        {author.slice(0, 1)}
      </span>
      <div class="said">
        <p class="by">
          <strong>{author}</strong>
          {message.from === 'viva' && <small class="app">APP</small>}
          <Moment at={message.at} />
          {message.edited && <small>(edited)</small>}
        </p>
        {message.text !== undefined && <p class="talk">{message.text}</p>}
        {message.text === undefined && look === 'discord' && (
          <DiscordMessage payload={message.discord} around={around} />
        )}
        {message.text === undefined && look === 'slack' && (
          <SlackMessage payload={message.slack} around={around} />
        )}
        {message.onlyYou && <p class="mark">Only you can see this</p>}
        {onThread !== undefined && (
          <button type="button" class="reply" onClick={onThread}>
            {replies === 0 ? 'Reply' : `${replies} ${replies === 1 ? 'reply' : 'replies'}`}
          </button>
        )}
      </div>
    </li>
  );
}

function Moment({ at }: { at: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString()}>
      {date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
    </time>
  );
}
