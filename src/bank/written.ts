import type { NumberCheck, Question } from '../core/question.ts';

/** A question as its author wrote it: with what no member sees. */
export interface Written {
  /** As problems name it: the folder as it was given, and the path in it. */
  file: string;
  /** The file without `## Said as`, lines ended as on Unix. */
  text: string;
  question: Question;
  checks: readonly NumberCheck[];
}
