import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { libraryOf } from '../../../src/create-platforms.ts';
import type { Reading, Shelf } from '../../../src/platforms/local/library.ts';
import { createTypesetter } from '../../../src/render/typesetter.ts';
import { fixtures } from '../../unit/bank/folders.ts';
import { type Bench, openBench, quiet } from './bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'viva-bank-page-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Viva</title>');
let bench: Bench;

beforeAll(async () => {
  const { bank } = await loadBank([fixtures]);
  const typesetter = createTypesetter({ cacheFolder: join(folder, 'pictures'), log: quiet });
  const library = libraryOf({ bank, typesetter, now: () => Date.UTC(2026, 10, 24) });
  bench = await openBench({ pageFolder: folder, library });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const shelf = async (query = ''): Promise<Shelf> => JSON.parse((await bench.raw(`/api/bank${query}`)).text);
const reading = async (id: string): Promise<Reading> => JSON.parse((await bench.raw(`/api/bank/${id}`)).text);
const idsOf = ({ entries }: Shelf) => entries.map(({ id }) => id);

describe('the list of the bank', () => {
  it('holds every question, with how many each topic has', async () => {
    const all = await shelf();
    expect(idsOf(all)).toEqual(['CV0101', 'DL0101', 'ML0101', 'ML0102', 'OP0101']);
    expect(all.total).toBe(5);
    expect(all.topics.find(({ code }) => code === 'ML')).toEqual({
      code: 'ML',
      name: 'Classical machine learning',
      questions: 2,
    });
  });

  it.each([
    ['a topic', '?topic=ML', ['ML0101', 'ML0102']],
    ['a difficulty and a topic', '?topic=DL&difficulty=easy', ['DL0101']],
    ['words', '?words=naive', ['ML0101']],
    ['words that nothing has', '?words=zzzzzz', []],
    ['a topic that is not there, which is passed over', '?topic=XX&words=naive', ['ML0101']],
  ])('is narrowed by %s', async (_what, query, ids) => {
    expect(idsOf(await shelf(query))).toEqual(ids);
  });

  it('tells no answer', async () => {
    const { text } = await bench.raw('/api/bank');
    expect(text).not.toMatch(/choices|answer|reason/i);
  });
});

describe('a question of the bank', () => {
  it('is given in every message that people meet it in, as both services are sent them', async () => {
    const { title, parts } = await reading('dl0101');
    expect(title).toBe('Every Kind of Block');
    expect(parts.map(({ name, spoils }) => [name, spoils])).toEqual([
      ['post', false],
      ['hint', false],
      ['attempt', true],
      ['answer', true],
      ['close', true],
    ]);
    const [post] = parts;
    expect(JSON.stringify(post?.discord)).toContain('Every Kind of Block');
    expect(JSON.stringify(post?.slack)).toContain('Every Kind of Block');
  });

  it('shows its pictures, and no file that it does not show', async () => {
    const { parts } = await reading('DL0101');
    const [picture] = parts.flatMap(({ pictures }) => pictures);
    const shown = await bench.raw(`/bank-pictures/${picture?.id}.png`);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
    for (const name of ['nothing.png', '..%2Findex.html', `${picture?.id}`, '%2e%2e.png'])
      expect((await bench.raw(`/bank-pictures/${name}`)).status, name).toBe(404);
    expect(JSON.stringify(parts)).not.toContain(folder);
  });

  it.each(['DL9999', 'x', '..', 'DL0101%00'])('that is not there is answered so: %s', async (id) => {
    const answer = await bench.raw(`/api/bank/${id}`);
    expect(answer.status).toBe(404);
  });
});

it('the bank answers to no other host', async () => {
  for (const path of ['/bank', '/bank/DL0101', '/api/bank', '/api/bank/DL0101', '/bank-pictures/x.png'])
    expect((await bench.raw(path, { headers: { host: 'evil.example' } })).status, path).toBe(403);
});

afterEach(() => expect(bench.exchanges).toEqual([]));
