import type { Entry, Shelf } from '../../library.ts';

interface Properties {
  shelf: Shelf | undefined;
  open: string | undefined;
  hrefOf(id: string): string;
  onOpen(id: string): void;
}

export function QuestionList({ shelf, open, hrefOf, onOpen }: Properties) {
  if (shelf === undefined) return <p class="bank-count">Opening the bank …</p>;
  const { entries, total } = shelf;
  return (
    <>
      <p class="bank-count" role="status">
        {countWords(entries.length, total)}
      </p>
      <ul class="bank-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryLink entry={entry} isOpen={entry.id === open} href={hrefOf(entry.id)} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface EntryProperties {
  entry: Entry;
  isOpen?: boolean;
  href: string;
  onOpen(id: string): void;
}

/** A real link: it opens in a tab of its own too. */
export function EntryLink({ entry, isOpen = false, href, onOpen }: EntryProperties) {
  return (
    <a
      class="bank-entry"
      href={href}
      aria-current={isOpen ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(entry.id);
      }}
    >
      <strong>{entry.title}</strong>
      <small>
        {entry.id} · {entry.topic} · {entry.difficulty}
        {entry.members && ' · for members'}
      </small>
    </a>
  );
}

function countWords(shown: number, total: number): string {
  if (total === 0) return 'No question fits. Try fewer words, or another topic.';
  const all = `${total} ${total === 1 ? 'question' : 'questions'}`;
  return shown < total ? `The first ${shown} of ${all}` : all;
}
