import { useEffect, useRef, useState } from 'preact/hooks';
import type { LocalChannel } from '../../place.ts';
import type { MessageView } from '../../views.ts';
import { Icon } from '../shell/icon.tsx';
import { arrange } from './arrange.ts';
import { MessageItem, type Shown } from './message-item.tsx';
import { showNewest } from './scroll.ts';

interface Properties extends Shown {
  channel: LocalChannel;
  root: MessageView;
  messages: readonly MessageView[];
  onClose(): void;
}

/** A message and what was said under it. */
export function Thread({ channel, root, messages, onClose, ...shown }: Properties) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const replies = messages.filter(({ under }) => under === root.id);

  useEffect(() => {
    if (list.current !== null) showNewest(list.current);
  }, [replies.length]);

  // The keyboard goes to the box, and afterwards back to where the thread was opened.
  useEffect(() => {
    const opener = document.activeElement;
    box.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus();
    };
  }, [root.id]);

  const say = async (said: string) => {
    if (said === '' || busy) return;
    setBusy(true);
    // What was written meanwhile stays, and so does what stood there when a word was pressed.
    const taken = await shown.deeds.type(root.channel, said, root.id);
    if (taken && box.current?.value.trim() === said) setText('');
    setBusy(false);
    box.current?.focus();
  };
  const item = (message: MessageView, follows: boolean) => (
    <MessageItem
      key={message.id}
      {...shown}
      message={message}
      follows={follows}
      replies={[]}
      onThread={undefined}
    />
  );

  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header class="channel-header">
        <h2>Thread</h2>
        <p class="topic">#{channel.name}</p>
        <button type="button" class="quiet" aria-label="Close the thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
      <ol class="list" ref={list} aria-label="Messages of the thread" tabIndex={0}>
        {item(root, false)}
        <li class="count">
          <span>
            {replies.length === 0
              ? 'No replies yet'
              : `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`}
          </span>
        </li>
        {arrange(replies).map(({ message, follows }) => item(message, follows))}
      </ol>
      <form
        class="composer"
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void say(text.trim());
        }}
      >
        <div class="words">
          {['hint', 'answer'].map((word) => (
            <button key={word} type="button" onClick={() => void say(word)}>
              {word}
            </button>
          ))}
        </div>
        <div class="field">
          <label class="unseen" for="reply-text">
            Reply in the thread
          </label>
          <input
            id="reply-text"
            ref={box}
            dir="auto"
            value={text}
            autoComplete="off"
            placeholder="Reply: answer, hint, or talk"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="send" aria-label="Reply">
            <Icon name="send" />
          </button>
        </div>
      </form>
    </aside>
  );
}
