import { unzipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { deckOf } from '../../../src/bank/exchange/deck.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { readFigure } from '../../../src/render/figure.ts';
import { pngSize } from '../../../src/render/png.ts';
import { fixtures, folderWith, questionText } from './folders.ts';

describe('a deck for Anki', () => {
  test('is a whole collection: notes, cards, decks and pictures, with math as Anki shows it', async () => {
    const { bank } = await loadBank([fixtures]);
    const draw = async (source: string) => (await readFigure(source)).toPng();
    const files = unzipSync(await deckOf(bank.all(), draw, 1_795_000_000_000));
    const SQL = await initSqlJs();
    const database = new SQL.Database(files['collection.anki2']);
    const rows = (sql: string) => database.exec(sql)[0]?.values ?? [];
    expect(rows('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(rows('SELECT ver FROM col')).toEqual([[11]]);
    const size = bank.size;
    expect(rows('SELECT count(*), count(DISTINCT guid) FROM notes')).toEqual([[size, size]]);
    expect(rows('SELECT count(*) FROM cards JOIN notes ON notes.id = cards.nid')).toEqual([[size]]);
    const [[models, decks] = []] = rows('SELECT models, decks FROM col');
    const [type] = Object.values(JSON.parse(String(models))) as { id: number; flds: { name: string }[] }[];
    expect(rows(`SELECT count(*) FROM notes WHERE mid = ${type?.id}`)).toEqual([[size]]);
    const known = Object.keys(JSON.parse(String(decks)));
    for (const [did] of rows('SELECT DISTINCT did FROM cards')) expect(known).toContain(String(did));
    const [[text] = []] = rows("SELECT flds FROM notes WHERE guid = 'viva-DL0101'");
    const fields = String(text).split('\u001f');
    expect(fields).toHaveLength(type?.flds.length ?? 0);
    expect(fields[2]).toContain('\\(x^2\\)');
    expect(fields[7]).toContain('\\[y = ');
    const list = JSON.parse(new TextDecoder().decode(files.media)) as Record<string, string>;
    expect(Object.values(list)).toEqual(['viva-loss.png']);
    expect(fields.join(' ')).toContain('<img src="viva-loss.png"');
    expect(pngSize(files['0'] ?? new Uint8Array())?.width).toBeGreaterThan(100);
  });

  test('is the same for the same questions, so that a second import adds nothing', async () => {
    const folder = folderWith({ 'statistics/ST0101-one.md': questionText('ST0101', 'One') });
    const { bank } = await loadBank([folder]);
    const make = () => deckOf(bank.all(), async () => new Uint8Array(), 1_795_000_000_000);
    expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
  });
});
