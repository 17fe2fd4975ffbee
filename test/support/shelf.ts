import { bankOf } from '../../src/bank/bank.ts';
import type { Question } from '../../src/core/question.ts';
import { testBank } from './viva.ts';

/** Three of Viva's questions, whatever else its bank holds, and what is near each. */
const kept: Record<string, string[]> = { DL0001: ['DL0003'], DL0002: [], DL0003: ['DL0001'] };

/** These three, and `count` more, which are alike but for their names: CV0001 is the oldest of them. */
export async function fullShelf(count: number, change: (question: Question) => Question = (one) => one) {
  const bank = await testBank();
  const own = Object.entries(kept).map(([id, related]): Question => {
    const question = bank.get(id);
    if (question === undefined) throw new Error(`${id} is gone`);
    return { ...question, related, since: '2026-11-23' };
  });
  const [pattern] = own as [Question, ...Question[]];
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
  return bankOf([...more, ...own].map(change));
}
