/** Springs once, before or after the request whose text holds all of `words`. */
export interface Trap {
  words: string[];
  when: 'before' | 'after';
  spring(): void;
}
