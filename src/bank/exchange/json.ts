import { z } from 'zod';
import { frontMatterSchema } from '../../core/question.ts';
import type { Draft } from './draft.ts';
import type { WrittenQuestion } from './written.ts';

const format = 'viva-questions';
const version = 1;

const schema = z.object({
  format: z.literal(format),
  version: z.literal(version),
  questions: z.array(
    z.strictObject({
      matter: frontMatterSchema,
      prompt: z.string(),
      hint: z.string(),
      choices: z.array(z.strictObject({ text: z.string(), right: z.boolean(), reason: z.string() })),
      keyPoints: z.string(),
      answer: z.string(),
      more: z.string(),
      // Exports of before have none.
      saidAs: z.string().default(''),
    }),
  ),
});

/** Questions as JSON: one object with its format and version, texts as Markdown. */
export function jsonOf(questions: readonly WrittenQuestion[]): string {
  return `${JSON.stringify({ format, version, questions }, null, 2)}\n`;
}

/** Reads such a file. Throws, with words for its author, where it is none. */
export function draftsOfJson(text: string): Draft[] {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`This is not JSON: ${(error as Error).message}`);
  }
  const { success, data: read, error } = schema.safeParse(data);
  if (!success) {
    const [issue] = error.issues;
    throw new Error(`This is no export of Viva: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return read.questions.map((question, index) => ({
    ...question,
    where: `question ${index + 1}`,
    problems: [],
  }));
}
