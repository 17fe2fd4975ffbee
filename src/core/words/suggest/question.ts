import { type Question, questionLabel } from '../../question.ts';
import { subject } from '../common.ts';
import type { Suggestion } from './suggestion.ts';

/** `DL0003 · 1×1 Convolution · Deep learning · medium`. */
export function questionSuggestion(question: Question): Suggestion {
  return { name: `${questionLabel(question)} · ${subject(question)}`, value: question.id };
}
