import { useEffect } from 'preact/hooks';
import { Face } from '../shell/face.tsx';
import type { Suggestion } from './suggestions.ts';

interface Properties {
  items: readonly Suggestion[];
  /** The one that Enter would take; -1 for none. */
  marked: number;
  onTake(index: number): void;
}

export function suggestionId(index: number): string {
  return `suggestion-${index}`;
}

/** What may come next, with what it is for. */
export function SuggestionList({ items, marked, onTake }: Properties) {
  useEffect(() => {
    document.getElementById(suggestionId(marked))?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <div id="suggestions" role="listbox" aria-label="Suggestions">
      {items.map((item, index) => (
        <div
          key={item.fill}
          id={suggestionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          // Taken on the way down, so that the box keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(index);
          }}
        >
          {item.label.startsWith('/') && <Face id="viva" name="Viva" />}
          <strong>{item.label}</strong> <span>{item.hint}</span>
        </div>
      ))}
    </div>
  );
}
