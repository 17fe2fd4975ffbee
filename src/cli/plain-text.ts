import { blocksText, inlineText } from '../core/plain-text.ts';
import type { Question } from '../core/question.ts';
import { questionLabel } from '../core/question.ts';
import { letter, subject } from '../core/words/common.ts';

/** A question as text for a terminal: everything in it, math as TeX. */
export function questionAsText(question: Question): string {
  const choices = question.choices.map(
    (choice, index) =>
      `${letter(index)}. ${inlineText(choice.text)}${choice.right ? '  (right)' : ''}\n   ${inlineText(choice.reason)}`,
  );
  const points = question.keyPoints.map(
    (point, index) => `${index + 1}. ${point.name}. ${inlineText(point.text)}`,
  );
  const references = question.references.map(
    ({ author, title, venue, year }) => `- ${author}: ${title}. ${venue}, ${year}.`,
  );
  const parts: [string, string][] = [
    ['', blocksText(question.prompt)],
    ['Choices', choices.join('\n')],
    ['Hint', blocksText(question.hint)],
    ['Key points', points.join('\n')],
    ['Answer', blocksText(question.answer)],
    ['Member part', blocksText(question.more)],
    ['References', references.join('\n')],
  ];
  const shown = parts
    .filter(([, text]) => text !== '')
    .map(([heading, text]) => (heading === '' ? text : `${heading.toUpperCase()}\n${text}`));
  return [`${questionLabel(question)}  (${subject(question)})`, ...shown].join('\n\n');
}
