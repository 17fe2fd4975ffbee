import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn } from '../../../src/core/words/drawing.ts';
import { createTypesetter } from '../../../src/render/typesetter.ts';
import { scratchFolder } from '../../unit/render/scratch.ts';
import { type Bench, card, command, openBench, quiet } from './bench.ts';

let bench: Bench;
let folder: string;

beforeAll(async () => {
  bench = await openBench({
    deliver: async ({ respond }) => {
      const { typeset } = createTypesetter({ cacheFolder: folder, log: quiet });
      const spread = drawn({ kind: 'spread', attempts: 3, bars: [{ letter: 'A', share: 1, right: true }] });
      const sections = [{ heading: undefined, body: [spread], confidential: false }];
      await respond.reply(await typeset({ ...card('Figures'), sections }));
    },
  });
});
afterAll(() => bench.close());

test('the page shows a drawing to whom it was made for, and its words where it is gone', async () => {
  folder = await scratchFolder();
  await bench.post('/api/command', command('ben', '/viva help'));
  const { messages } = (await bench.state('ben')) as unknown as {
    messages: { pictures: { id: string; alt: string; width: number }[] }[];
  };
  const [picture] = messages.flatMap(({ pictures }) => pictures);
  expect(picture).toMatchObject({ alt: '3 answers. A 100%, the right answer.', width: 840 });
  const path = `/pictures/${picture?.id}.png`;
  const answer = await bench.raw(`${path}?as=ben`);
  expect([answer.status, answer.text.slice(1, 4)]).toEqual([200, 'PNG']);
  expect((await bench.raw(`${path}?as=ada`)).status).toBe(404);
  await rm(folder, { recursive: true });
  expect((await bench.raw(`${path}?as=ben`)).status).toBe(404);
});
