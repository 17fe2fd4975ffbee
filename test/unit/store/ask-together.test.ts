import { expect, test } from 'vitest';
import { askTogether } from '../../../src/store/ask-together.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('the same asked before the question has left is asked once, and later anew', async () => {
  const asked: string[] = [];
  const ask = askTogether(async (key) => {
    asked.push(key);
    return asked.length;
  });
  const first = [ask('a'), ask('a'), ask('b')];
  expect(await Promise.all(first)).toEqual([1, 1, 2]);
  await nextTurn();
  expect(await ask('a')).toBe(3);
  expect(asked).toEqual(['a', 'b', 'a']);
});

test('a failure is told to all who asked, and to nobody after them', async () => {
  let fails = true;
  const ask = askTogether(async () => {
    if (fails) throw new Error('away');
    return 'there';
  });
  const both = await Promise.allSettled([ask('a'), ask('a')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await nextTurn();
  fails = false;
  expect(await ask('a')).toBe('there');
});
