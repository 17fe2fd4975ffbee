import { useEffect, useRef } from 'preact/hooks';
import type { LocalChannel } from '../place.ts';
import type { PageState } from '../state.ts';
import type { MessageView } from '../views.ts';
import type { Deeds } from './deeds.ts';
import { MessageItem } from './message-item.tsx';
import type { Look } from './preferences.ts';
import { showNewest } from './scroll.ts';

interface Properties {
  state: PageState;
  look: Look;
  deeds: Deeds;
  channel: LocalChannel;
  messages: readonly MessageView[];
  onThread(root: string): void;
  onFill(text: string): void;
}

/** What stands in a channel, the newest in sight. */
export function MessageList({ messages, channel, onThread, onFill, ...shown }: Properties) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const top = messages.filter(({ under }) => under === undefined);

  const newest = top.at(-1);

  useEffect(() => {
    // Whoever did something wants to see what it came to, wherever they had scrolled.
    if (newest?.onlyYou || newest?.from === shown.state.as.id) atEnd.current = true;
  }, [newest?.id]);

  useEffect(() => {
    // Whoever has scrolled up to read is not pulled away.
    if (!atEnd.current || list.current === null) return;
    showNewest(list.current);
    lastTop.current = list.current.scrollTop;
  }, [messages.length, messages.at(-1)?.id, shown.look]);

  const noteEnd = () => {
    const box = list.current;
    if (box === null) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    // Only who scrolls up leaves the end: a message that has just grown the list has moved nobody.
    if (near || box.scrollTop < lastTop.current) atEnd.current = near;
    lastTop.current = box.scrollTop;
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
    <section class="list" ref={list} onScroll={noteEnd} aria-label="Messages" tabIndex={0}>
      {top.length === 0 && <Beginning channel={channel} onFill={onFill} />}
      <ol>
        {top.map((message) => (
          <MessageItem
            key={message.id}
            {...shown}
            message={message}
            replies={messages.filter(({ under }) => under === message.id).length}
            onThread={message.onlyYou ? undefined : () => onThread(message.id)}
          />
        ))}
      </ol>
    </section>
  );
}

const everyMinute = '/viva-admin schedule add cron="* * * * *"';

/** An empty channel says what to do. */
function Beginning({ channel, onFill }: Pick<Properties, 'channel' | 'onFill'>) {
  if (channel.locked) return <p class="beginning">Viva may not post here. Try, and see what it says.</p>;
  return (
    <div class="beginning">
      {channel.kind === 'dm' ? (
        <p>Only you and Viva are here. Have a question of your own every minute:</p>
      ) : (
        <p>Nothing has been posted here yet. As Ada, have a question every minute:</p>
      )}
      <p class="row">
        <code>{everyMinute}</code>
        <button type="button" onClick={() => onFill(everyMinute)}>
          Fill it in
        </button>
      </p>
      <p>
        Or look a question up at once with <code>/viva ask</code>; <code>/viva help</code> tells the rest.
      </p>
    </div>
  );
}
