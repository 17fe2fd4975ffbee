import { useEffect, useRef, useState } from 'preact/hooks';
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
  root: MessageView;
  messages: readonly MessageView[];
  onClose(): void;
}

/** A message and what was said under it. */
export function Thread({ root, messages, onClose, ...shown }: Properties) {
  const [text, setText] = useState('');
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

  const submit = async (event: Event) => {
    event.preventDefault();
    const said = text.trim();
    if (said !== '' && (await shown.deeds.type(root.channel, said, root.id))) setText('');
  };

  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header class="top">
        <h2>Thread</h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <ol class="list" ref={list}>
        {[root, ...replies].map((message) => (
          <MessageItem key={message.id} {...shown} message={message} replies={0} onThread={undefined} />
        ))}
      </ol>
      <form class="composer" onSubmit={submit}>
        <label class="unseen" for="reply-text">
          Reply in the thread
        </label>
        <input
          id="reply-text"
          ref={box}
          value={text}
          maxLength={4000}
          autoComplete="off"
          placeholder="answer, hint, or talk"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">Reply</button>
      </form>
    </aside>
  );
}
