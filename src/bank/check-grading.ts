import { type GradingFault, gradingFaults } from '../core/grading/faults.ts';
import type { Question } from '../core/question.ts';
import type { Complain } from './problem.ts';

/** Names what in `needs` and `synonyms` could never help to find a key point in an answer. */
export function checkGrading(
  question: Question,
  lineAt: (...path: (string | number)[]) => number,
  complain: Complain,
): void {
  for (const fault of gradingFaults(question)) complain(lineAt(...placeOf(fault)), wordsFor(fault, question));
}

function placeOf(fault: GradingFault): (string | number)[] {
  switch (fault.kind) {
    case 'count':
      return ['needs'];
    case 'nothing to find':
      return ['needs', fault.point, fault.group];
    case 'own text':
      return ['needs', fault.point];
    case 'idle synonyms':
      return ['synonyms', fault.line];
  }
}

function wordsFor(fault: GradingFault, { keyPoints, synonyms = [] }: Question): string {
  switch (fault.kind) {
    case 'count':
      return `There are needs for ${fault.needs} key points, and ${fault.points} key points: give each its own, in order, such as \`needs: [[variances add], [divide by n squared], [root of n]]\``;
    case 'nothing to find':
      return `“${fault.phrase}” holds only small words, which no answer is searched for: name what must be said, such as \`variances add\``;
    case 'own text':
      return `The text of key point ${fault.point + 1}, “${keyPoints[fault.point]?.name}”, does not say what it needs itself: add the words that it has, such as \`variances add | spread grows\``;
    case 'idle synonyms':
      return `“${synonyms[fault.line]?.join(', ')}” can never match: no key point and no need has any of these words. Leave them out, or name a word that stands there, such as \`[kv cache, cached keys and values]\``;
  }
}
