import type { LocalChannel } from '../../place.ts';
import type { PageState } from '../../state.ts';
import { Face } from './face.tsx';
import { Icon } from './icon.tsx';

interface Properties {
  state: PageState;
  place: string;
  unread: Record<string, number>;
  onEnter(channel: string): void;
}

/** Where to be. */
export function ChannelList({ state, place, unread, onEnter }: Properties) {
  const entry = (channel: LocalChannel) => {
    const count = channel.id === place ? 0 : (unread[channel.id] ?? 0);
    return (
      <li key={channel.id}>
        <button
          type="button"
          class={count > 0 ? 'channel has-unread' : 'channel'}
          aria-current={channel.id === place ? 'page' : undefined}
          title={channel.topic}
          onClick={() => onEnter(channel.id)}
        >
          {channel.kind === 'dm' ? (
            <Face id="viva" name="Viva" />
          ) : (
            <Icon name={channel.locked ? 'lock' : 'hash'} />
          )}
          <span class="channel-name">{channel.name}</span>
          {channel.locked && <small>locked</small>}
          {count > 0 && (
            <span class="unread">
              {count}
              <span class="unseen"> new</span>
            </span>
          )}
        </button>
      </li>
    );
  };
  return (
    <>
      <h2>Channels</h2>
      <ul>{state.channels.filter(({ kind }) => kind === 'channel').map(entry)}</ul>
      <h2>Direct messages</h2>
      <ul>{state.channels.filter(({ kind }) => kind === 'dm').map(entry)}</ul>
    </>
  );
}
