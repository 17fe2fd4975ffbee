import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { gradingFaults } from '../../../src/core/grading/faults.ts';
import { pointsFound } from '../../../src/core/grading/points-found.ts';
import { blocksText, inlineText } from '../../../src/core/plain-text.ts';
import type { Question } from '../../../src/core/question.ts';
import { runs } from '../../support/runs.ts';
import { questions } from '../bank/folders.ts';

let all: readonly Question[];
beforeAll(async () => {
  all = (await loadBank([questions])).bank.all();
});

describe('each question of the bank', () => {
  test('says what each of its key points needs, and nothing in that is idle', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ saidAs = [] }) => saidAs.length === 0).map(({ id }) => id)).toEqual([]);
    expect(all.flatMap((question) => gradingFaults(question).map((fault) => [question.id, fault]))).toEqual(
      [],
    );
  });

  test('finds each key point in its own name and text', () => {
    const missed = all.flatMap((question) =>
      question.keyPoints.flatMap(({ name, text }, index) =>
        pointsFound(question, `${name}. ${inlineText(text)}`)[index] ? [] : [`${question.id} ${name}`],
      ),
    );
    expect(missed).toEqual([]);
  });

  test('finds nothing in nothing, in its prompt and in its hint', () => {
    const found = all.flatMap((question) =>
      ['', blocksText(question.prompt), blocksText(question.hint)].flatMap((text) =>
        pointsFound(question, text).some(Boolean) ? [`${question.id}: ${text}`] : [],
      ),
    );
    expect(found).toEqual([]);
  });

  test('never finds more in an answer that says everything but denies to know', () => {
    for (const question of all) {
      expect(pointsFound(question, 'I have no idea, sorry!').some(Boolean)).toBe(false);
    }
  });
});

describe('whatever is typed', () => {
  const pieces = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...'variance d √d n² 0.5 1/4 not no softmax zero - . , ( ) ^ _ \\frac{1}{2} \n'.split(' '),
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  );
  const typed = fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join(' '));

  test('there is a verdict on each key point, the same one each time', () => {
    fc.assert(
      fc.property(typed, fc.nat(), (text, index) => {
        const question = all[index % all.length];
        if (question === undefined) return;
        const found = pointsFound(question, text);
        expect(found).toHaveLength(question.keyPoints.length);
        expect(pointsFound(question, text)).toEqual(found);
      }),
      { numRuns: runs() },
    );
  });

  test('the text of a key point covers it, whatever stands in paragraphs around it', () => {
    fc.assert(
      fc.property(typed, typed, fc.nat(), fc.nat(), (before, after, one, other) => {
        const question = all[one % all.length];
        const index = other % (question?.keyPoints.length ?? 1);
        const point = question?.keyPoints[index];
        if (question === undefined || point === undefined) return;
        const text = `${before}\n\n${point.name}. ${inlineText(point.text)}\n\n${after}`;
        expect(pointsFound(question, text)[index]).toBe(true);
      }),
      { numRuns: runs() },
    );
  });
});

test('on the half of the measured answers that it may be tuned with, precision is 0.9 and recall 0.85 or more', () => {
  const rows = readFileSync(new URL('../../fixtures/grading/develop.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { question: string; answer: string; covered: boolean[] });
  const count = { right: 0, found: 0, covered: 0 };
  for (const { question: id, answer, covered } of rows) {
    const question = all.find((one) => one.id === id);
    if (question === undefined) throw new Error(`There is no question ${id}`);
    const found = pointsFound(question, answer);
    for (const [index, is] of covered.entries()) {
      if (found[index] && is) count.right += 1;
      if (found[index]) count.found += 1;
      if (is) count.covered += 1;
    }
  }
  expect(count.right / count.found).toBeGreaterThanOrEqual(0.9);
  expect(count.right / count.covered).toBeGreaterThanOrEqual(0.85);
});
