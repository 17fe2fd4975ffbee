import { useState } from 'preact/hooks';
import type { PageState } from '../../state.ts';
import type { MessageView } from '../../views.ts';
import type { Deeds } from '../data/deeds.ts';
import type { Look } from '../data/preferences.ts';
import { DiscordMessage } from '../discord/message.tsx';
import { Face } from '../shell/face.tsx';
import { Icon } from '../shell/icon.tsx';
import { SlackMessage } from '../slack/message.tsx';
import { Moment } from './moment.tsx';
import { ReplyButton } from './reply-button.tsx';
import type { Surroundings } from './surroundings.ts';

export interface Shown {
  state: PageState;
  look: Look;
  deeds: Deeds;
}

interface Properties extends Shown {
  message: MessageView;
  follows: boolean;
  replies: readonly MessageView[];
  /** Undefined where no thread can begin. */
  onThread: (() => void) | undefined;
}

export function MessageItem({ state, look, deeds, message, follows, replies, onThread }: Properties) {
  const [pressed, setPressed] = useState<string>();
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
      if (pressed !== undefined) return;
      setPressed(action);
      await deeds.press(message.channel, message.id, action);
      setPressed(undefined);
    },
    pressed,
  };
  const kinds = ['message', follows && 'follows', message.onlyYou && 'only-you'].filter(Boolean).join(' ');
  return (
    <li class={kinds} data-message={message.id} aria-busy={pressed !== undefined}>
      {follows ? (
        <span class="gutter">
          <Moment at={message.at} short />
        </span>
      ) : (
        <Face id={message.from} name={author} />
      )}
      <div class="said">
        <p class={follows ? 'by unseen' : 'by'}>
          <strong class={`name-${message.from}`}>{author}</strong>
          {message.from === 'viva' && <small class="app">APP</small>}
          {!follows && <Moment at={message.at} />}
        </p>
        {message.text !== undefined && (
          <p class="talk" dir="auto">
            {message.text}
          </p>
        )}
        {message.text === undefined && look === 'discord' && (
          <DiscordMessage payload={message.discord} around={around} />
        )}
        {message.text === undefined && look === 'slack' && (
          <SlackMessage payload={message.slack} around={around} />
        )}
        {message.file !== undefined && (
          <p class="file">
            <a href={`/files/${message.id}/${message.file}?as=${state.as.id}`} download={message.file}>
              <Icon name="down" />
              {message.file}
            </a>
          </p>
        )}
        {message.edited && <p class="edited">(edited)</p>}
        {message.onlyYou && (
          <p class="mark">
            <Icon name="eye" />
            Only you can see this
          </p>
        )}
        {onThread !== undefined && <ReplyButton replies={replies} name={name} onThread={onThread} />}
      </div>
    </li>
  );
}
