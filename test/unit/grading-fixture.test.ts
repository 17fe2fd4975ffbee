import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Bank } from '../../src/app/ports/bank.ts';
import { loadBank } from '../../src/bank/load-bank.ts';
import { topicCodes } from '../../src/core/topics.ts';
import { questions } from './bank/folders.ts';

const halves = ['develop', 'held'] as const;
type Half = (typeof halves)[number];

/** One answer, and for each key point of its question, in order, whether it is covered. */
const lineSchema = z.strictObject({
  question: z.string(),
  answer: z.string().min(1),
  covered: z.array(z.boolean()),
});

const answers = (half: Half) =>
  readFileSync(new URL(`../fixtures/grading/${half}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
const rows = (half: Half) => answers(half).flatMap(({ covered }) => covered);
const asked = (half: Half) => [...new Set(answers(half).map(({ question }) => question))];

let bank: Bank;
beforeAll(async () => {
  ({ bank } = await loadBank([questions]));
});

describe('the answers with known key points', () => {
  test('are enough: rows and questions', () => {
    expect(halves.flatMap(rows).length).toBeGreaterThanOrEqual(240);
    expect(halves.flatMap(asked).length).toBeGreaterThanOrEqual(40);
  });

  test('have no question in both halves', () => {
    const held = asked('held');
    expect(asked('develop').filter((id) => held.includes(id))).toEqual([]);
  });

  test('have no text twice', () => {
    const texts = halves.flatMap(answers).map(({ answer }) => answer);
    expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
  });

  describe.each(halves)('%s', (half) => {
    test('say covered or not for each key point of a question of the bank', () => {
      const wrong = answers(half).filter(
        ({ question, covered }) => bank.get(question)?.keyPoints.length !== covered.length,
      );
      expect(wrong).toEqual([]);
    });

    test('have two questions or more of each topic', () => {
      const ids = asked(half);
      expect(topicCodes.filter((topic) => ids.filter((id) => id.startsWith(topic)).length < 2)).toEqual([]);
    });

    test('have two answers or more to each question', () => {
      const ids = answers(half).map(({ question }) => question);
      expect(asked(half).filter((id) => ids.indexOf(id) === ids.lastIndexOf(id))).toEqual([]);
    });

    test('are as long as what people type in two minutes', () => {
      const words = (text: string) => text.split(/\s+/).length;
      expect(answers(half).filter(({ answer }) => words(answer) < 10 || words(answer) > 120)).toEqual([]);
    });

    test('cover neither few nor most of the points', () => {
      const all = rows(half);
      const share = all.filter(Boolean).length / all.length;
      expect(share).toBeGreaterThanOrEqual(0.35);
      expect(share).toBeLessThanOrEqual(0.65);
    });
  });
});
