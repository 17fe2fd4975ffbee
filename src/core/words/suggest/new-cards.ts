import { newCardsMost, newCardsUsual } from '../../practice/practice.ts';
import { fitting, type Suggestion, suggestion } from './suggestion.ts';

const usual = [
  suggestion('0', 'only what you missed, and what you know already'),
  suggestion('5', 'a few minutes'),
  suggestion(String(newCardsUsual), 'as usual'),
  suggestion('20', 'a good half hour'),
  suggestion(String(newCardsMost), 'the most'),
  suggestion('none', `take your number back: ${newCardsUsual} a day`),
];

/** Numbers of new questions a day: `10 · as usual`. */
export function newCardsSuggestions(typed: string): Suggestion[] {
  return fitting(usual, typed);
}
