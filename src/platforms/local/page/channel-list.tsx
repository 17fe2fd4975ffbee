import type { PersonId } from '../place.ts';
import type { PageState } from '../state.ts';

interface Properties {
  state: PageState;
  place: string;
  unread: readonly string[];
  onEnter(channel: string): void;
  onBecome(person: PersonId): void;
}

/** Where to be, and who. */
export function ChannelList({ state, place, unread, onEnter, onBecome }: Properties) {
  const entry = (kind: 'channel' | 'dm') =>
    state.channels
      .filter((channel) => channel.kind === kind)
      .map((channel) => (
        <li key={channel.id}>
          <button
            type="button"
            class="channel"
            aria-current={channel.id === place ? 'page' : undefined}
            onClick={() => onEnter(channel.id)}
          >
            <span aria-hidden="true">{kind === 'dm' ? '@' : '#'}</span>
            {channel.name}
            {channel.locked && <small>locked</small>}
            {unread.includes(channel.id) && <span class="unread">new</span>}
          </button>
        </li>
      ));
  return (
    <nav class="side" aria-label="Channels and people">
      <h1>Viva</h1>
      <h2>Channels</h2>
      <ul>{entry('channel')}</ul>
      <h2>Direct messages</h2>
      <ul>{entry('dm')}</ul>
      <h2 id="who">You are</h2>
      <ul aria-labelledby="who">
        {state.people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              class="person"
              aria-pressed={person.id === state.as.id}
              onClick={() => onBecome(person.id)}
            >
              <span class={`face face-${person.id}`} aria-hidden="true">
                {person.name.slice(0, 1)}
              </span>
              {person.name}
              {person.administers && <small>administers</small>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
