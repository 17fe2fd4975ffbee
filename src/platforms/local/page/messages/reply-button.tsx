import type { MessageView } from '../../views.ts';
import { Face } from '../shell/face.tsx';
import { Icon } from '../shell/icon.tsx';
import { Moment } from './moment.tsx';

interface Properties {
  replies: readonly MessageView[];
  name(id: string): string;
  onThread(): void;
}

/** The way into a message's thread: who is in it; or, where there is none, a button that shows up when it is needed. */
export function ReplyButton({ replies, name, onThread }: Properties) {
  const last = replies.at(-1);
  if (last === undefined) {
    return (
      <button type="button" class="reply first" onClick={onThread}>
        <Icon name="thread" />
        Reply in thread
      </button>
    );
  }
  const authors = [...new Set(replies.map(({ from }) => from))].slice(0, 4);
  return (
    <button type="button" class="reply" onClick={onThread}>
      {authors.map((id) => (
        <Face key={id} id={id} name={id === 'viva' ? 'Viva' : name(id)} />
      ))}
      <strong>
        {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
      </strong>
      <small>
        <span class="unseen">, the last one </span>
        <Moment at={last.at} />
      </small>
    </button>
  );
}
