import type { Card, SetCard } from '../../core/card.ts';

/** Makes a card's math and figures showable. */
export interface Typesetter {
  /** Never rejects for a bad formula or figure: that one is shown as its source text, and logged. */
  typeset(card: Card): Promise<SetCard>;
}
