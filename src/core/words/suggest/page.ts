import { type Suggestion, suggestion } from './suggestion.ts';

/** The pages of a list, as many as anyone would choose from: `2 · questions 11 to 20`. */
export function pageSuggestions(count: number, size: number): Suggestion[] {
  const pages = Math.max(1, Math.ceil(count / size));
  return Array.from({ length: pages }, (_, index) => {
    const last = Math.min(count, (index + 1) * size);
    return suggestion(
      String(index + 1),
      index === 0 ? 'the newest' : `questions ${index * size + 1} to ${last}`,
    );
  });
}
