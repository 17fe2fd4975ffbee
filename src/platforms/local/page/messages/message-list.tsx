import { memo } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LocalChannel } from '../../place.ts';
import type { MessageView } from '../../views.ts';
import { usePresent } from '../data/present.ts';
import { Icon } from '../shell/icon.tsx';
import { arrange } from './arrange.ts';
import { Beginning } from './beginning.tsx';
import { dayName } from './days.ts';
import { MessageItem, type Shown } from './message-item.tsx';
import { type Spotlight, showMessage, showNewest } from './scroll.ts';

interface Properties extends Shown {
  channel: LocalChannel;
  messages: readonly MessageView[];
  spotlight: Spotlight | undefined;
  onThread(root: string): void;
  onFill(text: string): void;
}

/** Led to already. The list of another person or channel is a new one, and must not take the keyboard away again. */
const followed = new WeakSet<Spotlight>();

/** What stands in a channel, the newest in sight. Whatever else changes, such as a letter in the box, leaves it be. */
export const MessageList = memo(ChannelMessages);

function ChannelMessages({ messages, channel, spotlight, onThread, onFill, ...shown }: Properties) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [below, setBelow] = useState(false);
  const now = usePresent();
  const top = messages.filter(({ under }) => under === undefined);
  const newest = top.at(-1);

  const toEnd = () => {
    if (list.current === null) return;
    showNewest(list.current);
    lastTop.current = list.current.scrollTop;
    atEnd.current = true;
    setBelow(false);
  };
  useEffect(() => {
    // Whoever did something wants to see what it came to, wherever they had scrolled.
    if (newest?.onlyYou || newest?.from === shown.state.as.id) atEnd.current = true;
    else if (!atEnd.current && newest !== undefined) setBelow(true);
  }, [newest?.id]);
  useEffect(() => {
    // Whoever has scrolled up to read is not pulled away.
    if (atEnd.current) toEnd();
  }, [messages.length, messages.at(-1)?.id, shown.look]);
  // Pictures and fonts that come later push the newest away again; not where the reader has moved meanwhile.
  useEffect(() => {
    const box = list.current;
    const content = box?.querySelector('ol');
    if (!box || !content) return undefined;
    const grown = new ResizeObserver(() => {
      if (atEnd.current && Math.abs(box.scrollTop - lastTop.current) < 2) toEnd();
    });
    grown.observe(content);
    return () => grown.disconnect();
  }, []);
  useEffect(() => {
    if (spotlight === undefined || followed.has(spotlight) || list.current === null) return;
    if (!showMessage(list.current, spotlight)) return;
    followed.add(spotlight);
    atEnd.current = false;
  }, [spotlight]);

  const noteEnd = () => {
    const box = list.current;
    if (box === null) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    // Only who scrolls up leaves the end: a message that has just grown the list has moved nobody.
    if (near || box.scrollTop < lastTop.current) atEnd.current = near;
    if (near) setBelow(false);
    lastTop.current = box.scrollTop;
  };

  return (
    <div class="list-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
      <section id="messages" class="list" ref={list} onScroll={noteEnd} aria-label="Messages" tabIndex={0}>
        <Beginning channel={channel} empty={top.length === 0} onFill={onFill} />
        <ol>
          {arrange(top).flatMap(({ message, newDay, follows }) => [
            newDay && (
              <li class="day" key={`day-${message.id}`}>
                <span>{dayName(message.at, now)}</span>
              </li>
            ),
            <MessageItem
              key={message.id}
              {...shown}
              message={message}
              follows={follows}
              replies={messages.filter(({ under }) => under === message.id)}
              onThread={message.onlyYou ? undefined : () => onThread(message.id)}
            />,
          ])}
        </ol>
      </section>
      {below && (
        <button type="button" class="to-newest" onClick={toEnd}>
          <Icon name="down" />
          New messages
        </button>
      )}
    </div>
  );
}
