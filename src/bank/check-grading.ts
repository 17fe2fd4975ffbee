import { type GradingFault, gradingFaults } from '../core/grading/faults.ts';
import type { Question } from '../core/question.ts';
import type { Complain } from './problem.ts';

/** Where a fault is named. */
export interface GradingLines {
  phrases(point: number, group?: number): number;
  synonyms(index: number): number;
}

/** Names what in `## Said as` and `synonyms` could never help to find a key point in an answer. */
export function checkGrading(question: Question, lines: GradingLines, complain: Complain): void {
  for (const fault of gradingFaults(question)) {
    const line =
      fault.kind === 'idle synonyms'
        ? lines.synonyms(fault.line)
        : lines.phrases(fault.point, 'group' in fault ? fault.group : undefined);
    complain(line, wordsFor(fault, question));
  }
}

function wordsFor(fault: GradingFault, { keyPoints, synonyms = [] }: Question): string {
  switch (fault.kind) {
    case 'nothing to find':
      return `“${fault.phrase}” holds only small words, which no answer is searched for: name what must be said, such as \`variances add\``;
    case 'needless':
      return fault.phrase === fault.by
        ? `“${fault.phrase}” is here twice: leave one out`
        : `“${fault.phrase}” is needless, since “${fault.by}” finds whatever it would find: leave the one out, or say more in the other`;
    case 'own text':
      return `The text of key point ${fault.point + 1}, “${keyPoints[fault.point]?.name}”, does not say itself what it is said as: add the words that it has, such as \`variances add | spread grows\``;
    case 'idle synonyms':
      return `“${synonyms[fault.line]?.join(', ')}” can never match: no key point and none of its phrases has any of these words. Leave them out, or name a word that stands there, such as \`[kv cache, cached keys and values]\``;
  }
}
