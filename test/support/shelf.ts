import { bankOf } from '../../src/bank/bank.ts';
import type { Question } from '../../src/core/question.ts';
import { testBank } from './viva.ts';

/** The questions that Viva begins with, and `count` more, which are alike but for their names: CV0001 is the oldest. */
export async function fullShelf(count: number, change: (question: Question) => Question = (one) => one) {
  const [pattern, ...others] = (await testBank()).all();
  if (pattern === undefined) throw new Error('there is no question to begin with');
  const more = Array.from({ length: count }, (_, index): Question => {
    const number = index + 1;
    return {
      ...pattern,
      id: `CV${String(number).padStart(4, '0')}`,
      title: `Lens ${number}`,
      topic: 'CV',
      difficulty: number % 2 === 0 ? 'easy' : 'hard',
      tags: ['optics'],
      since: `2027-01-${String(number).padStart(2, '0')}`,
      related: [],
      prompt: [
        { type: 'paragraph', children: [{ type: 'text', value: `How far does lens ${number} bend a ray?` }] },
      ],
    };
  });
  return bankOf([...more, pattern, ...others].map(change));
}
