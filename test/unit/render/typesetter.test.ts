import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, SetCard } from '../../../src/core/card.ts';
import type { Drawing } from '../../../src/core/drawing.ts';
import type { Block, Inline, SetBlock } from '../../../src/core/rich-text.ts';
import { pngSize } from '../../../src/render/png.ts';
import { createTypesetter } from '../../../src/render/typesetter.ts';
import { runs } from '../../support/runs.ts';
import { notingLog, scratchFolder } from './scratch.ts';

function cardOf(...body: Block[]): Card {
  return {
    tone: 'question',
    summary: 'A question',
    title: 'Attention',
    context: 'Round 12',
    sections: [{ heading: 'Prompt', body, confidential: true }],
    actions: [[{ label: 'A', style: 'secondary', id: 'x', disabled: false }]],
    footer: 'DL0003',
  };
}

function paragraph(...children: Inline[]): Block {
  return { type: 'paragraph', children };
}

function bodyOf(card: SetCard): SetBlock[] {
  return card.sections.flatMap((section) => section.body);
}

function pictureOf(card: SetCard) {
  const [block] = bodyOf(card);
  if (block?.type !== 'picture') throw new Error('Not a picture');
  return block;
}

async function typesetter() {
  const cacheFolder = await scratchFolder();
  const { log, warnings } = notingLog();
  const time = { now: 0 };
  const set = createTypesetter({ cacheFolder, log, now: () => time.now });
  return { cacheFolder, warnings, log, time, set };
}

const math = (tex: string): Inline => ({ type: 'math', tex });
const text = (value: string): Inline => ({ type: 'text', value });
const display = (tex: string, alt?: string): Block => ({ type: 'math', tex, alt });

describe('a card', () => {
  it('keeps everything that is neither math nor figure', async () => {
    const { set, warnings } = await typesetter();
    const card = cardOf(paragraph(text('a'), { type: 'code', value: '$x$' }, { type: 'break' }), {
      type: 'code',
      language: 'python',
      value: 'x = 1',
    });
    expect(await set.typeset(card)).toEqual(card);
    expect(warnings).toEqual([]);
  });

  it('has the figures of a drawing as a picture, and the same in words', async () => {
    const { set, warnings } = await typesetter();
    const drawing: Drawing = {
      kind: 'spread',
      attempts: 4,
      bars: [
        { letter: 'A', share: 0.75, right: true },
        { letter: 'B', share: 0.25, right: false },
      ],
    };
    const alt = 'A, which is right: 75 %. B: 25 %.';
    const first = pictureOf(await set.typeset(cardOf({ type: 'drawing', drawing, alt })));
    const again = pictureOf(
      await set.typeset(cardOf({ type: 'drawing', drawing: structuredClone(drawing), alt })),
    );
    expect(first).toMatchObject({ plain: alt, caption: undefined, picture: { alt, passing: true } });
    expect(pngSize(await readFile(first.picture.path))).toEqual({
      width: first.picture.width,
      height: first.picture.height,
    });
    expect(again).toEqual(first);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['its words', undefined, [{ type: 'paragraph', children: [{ type: 'text', value: 'Four answers' }] }]],
    ['nothing, where they stand beside it', '', []],
  ])('has in the place of a drawing that fails %s', async (_what, plain, left) => {
    const { set, warnings } = await typesetter();
    // As a program could make it, not as its type says.
    const drawing = { kind: 'spread', attempts: 4, bars: undefined } as unknown as Drawing;
    const block = {
      type: 'drawing' as const,
      drawing,
      alt: 'Four answers',
      ...(plain === undefined ? {} : { plain }),
    };
    expect(bodyOf(await set.typeset(cardOf(block)))).toEqual(left);
    expect(warnings).toHaveLength(1);
  });

  it('has inline math as text wherever it stands', async () => {
    const { set } = await typesetter();
    const card = await set.typeset(
      cardOf(
        paragraph({ type: 'strong', children: [{ type: 'emphasis', children: [math('x_i^2')] }] }),
        { type: 'list', ordered: false, start: 1, items: [[paragraph(math(String.raw`\alpha`))]] },
        {
          type: 'quote',
          children: [paragraph({ type: 'link', url: 'https://a.b', children: [math('x^2')] })],
        },
        { type: 'table', header: [[math('a_1')]], rows: [[[math('b_2')]]] },
      ),
    );
    expect(bodyOf(card)).toEqual([
      paragraph({ type: 'strong', children: [{ type: 'emphasis', children: [text('xᵢ²')] }] }),
      { type: 'list', ordered: false, start: 1, items: [[paragraph(text('α'))]] },
      { type: 'quote', children: [paragraph({ type: 'link', url: 'https://a.b', children: [text('x²')] })] },
      { type: 'table', header: [[text('a₁')]], rows: [[[text('b₂')]]] },
    ]);
  });

  it('has inline math without a plain form as code', async () => {
    const { set, warnings } = await typesetter();
    const card = await set.typeset(cardOf(paragraph(math(String.raw`\binom{n}{k}`))));
    expect(bodyOf(card)).toEqual([paragraph({ type: 'code', value: String.raw`\binom{n}{k}` })]);
    expect(warnings).toEqual([]);
  });
});

describe('display math', () => {
  it('becomes a picture with the same as text beside it', async () => {
    const { set, cacheFolder } = await typesetter();
    const { picture, plain, caption } = pictureOf(
      await set.typeset(cardOf(display(String.raw`\frac{a}{b} = c`))),
    );
    expect(plain).toBe('a/b = c');
    expect(picture.alt).toBe('a over b equals c');
    expect(caption).toBeUndefined();
    expect(picture.path).toBe(join(cacheFolder, `${picture.id}.png`));
    expect(pngSize(await readFile(picture.path))).toEqual({ width: picture.width, height: picture.height });
  });

  it('is read out as its author says, else by the rules of speech, and is TeX where it has no plain form', async () => {
    const { set } = await typesetter();
    const tex = String.raw`\begin{pmatrix}1&0\\0&1\end{pmatrix}`;
    const spoken = pictureOf(await set.typeset(cardOf(display(tex, 'The identity matrix'))));
    expect(spoken.picture.alt).toBe('The identity matrix');
    expect(spoken.plain).toBe(tex);
    expect(pictureOf(await set.typeset(cardOf(display(tex)))).picture.alt).toBe(
      'the 2 by 2 matrix Row 1: 1 0 Row 2: 0 1',
    );
  });

  it('is drawn once: by this typesetter, by another, and by many at a time', async () => {
    const { set, cacheFolder, log } = await typesetter();
    const card = cardOf(display('e = mc^2'));
    const cards = await Promise.all(Array.from({ length: 8 }, () => set.typeset(card)));
    const { picture } = pictureOf(cards[0] ?? (card as never));
    for (const each of cards) expect(pictureOf(each).picture).toEqual(picture);
    const before = await stat(picture.path);
    await set.typeset(card);
    await createTypesetter({ cacheFolder, log }).typeset(card);
    const after = await stat(picture.path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('is drawn anew where its file was spoilt', async () => {
    const { set } = await typesetter();
    const card = cardOf(display('a^2 + b^2'));
    const { picture } = pictureOf(await set.typeset(card));
    const whole = await readFile(picture.path);
    await writeFile(picture.path, whole.subarray(0, 100));
    expect(pictureOf(await set.typeset(card)).picture).toEqual(picture);
    expect(await readFile(picture.path)).toEqual(whole);
  });
});

describe('figures', () => {
  const chart = {
    title: 'Loss',
    data: { url: 'loss.csv' },
    mark: 'line',
    encoding: { x: { field: 'a', type: 'quantitative' }, y: { field: 'b', type: 'quantitative' } },
  };

  it('draws a chart, and anew half a minute after its data changed', async () => {
    const { set, time } = await typesetter();
    const folder = await scratchFolder();
    const source = join(folder, 'loss.vl.json');
    await writeFile(source, JSON.stringify(chart));
    await writeFile(join(folder, 'loss.csv'), 'a,b\n1,2\n2,3\n');
    const card = cardOf({ type: 'figure', source, alt: 'Two points', caption: 'Figure 1' });
    const first = pictureOf(await set.typeset(card));
    expect(first).toMatchObject({ plain: 'Two points', caption: 'Figure 1', picture: { alt: 'Two points' } });
    expect(first.picture.width).toBeGreaterThan(900);
    await writeFile(join(folder, 'loss.csv'), 'a,b\n1,2\n2,9\n');
    // For so long its files are not read again for each who asks.
    time.now = 29_999;
    expect(pictureOf(await set.typeset(card)).picture.id).toBe(first.picture.id);
    time.now = 30_000;
    expect(pictureOf(await set.typeset(card)).picture.id).not.toBe(first.picture.id);
  });

  it('copies a PNG as it is', async () => {
    const { set, cacheFolder } = await typesetter();
    const drawn = pictureOf(await set.typeset(cardOf(display('x'))));
    const source = join(await scratchFolder(), 'DL0001-drawing.png');
    const bytes = await readFile(drawn.picture.path);
    await writeFile(source, bytes);
    const figure: Block = { type: 'figure', source, alt: 'An x', caption: undefined };
    const { picture } = pictureOf(await set.typeset(cardOf(figure)));
    expect(picture).toMatchObject({ width: drawn.picture.width, height: drawn.picture.height, alt: 'An x' });
    expect(picture.path.startsWith(cacheFolder)).toBe(true);
    expect(await readFile(picture.path)).toEqual(bytes);
  });
});

describe('what cannot be set', () => {
  it('is shown as its source, with a warning for operators, and leaves the rest alone', async () => {
    const { set, warnings } = await typesetter();
    const card = await set.typeset(
      cardOf(
        display(String.raw`\foo`),
        paragraph(math(String.raw`\bar{`), text(' and '), math('x_1')),
        display('x'),
      ),
    );
    const [bad, line, good] = bodyOf(card);
    expect(bad).toEqual({ type: 'code', language: undefined, value: String.raw`\foo` });
    expect(line).toEqual(paragraph({ type: 'code', value: String.raw`\bar{` }, text(' and '), text('x₁')));
    expect(good?.type).toBe('picture');
    expect(warnings.map(({ fields }) => fields)).toEqual([
      { tex: String.raw`\foo`, reason: String.raw`Undefined control sequence \foo` },
      { tex: String.raw`\bar{`, reason: 'Missing close brace' },
    ]);
  });

  it('is a figure’s words, never its path', async () => {
    const { set, warnings } = await typesetter();
    const folder = await scratchFolder();
    await writeFile(join(folder, 'empty.png'), '');
    await writeFile(join(folder, 'bad.vl.json'), '{');
    for (const name of ['gone.png', 'empty.png', 'bad.vl.json', 'gone.vl.json', 'photo.jpg']) {
      const source = join(folder, name);
      const card = await set.typeset(cardOf({ type: 'figure', source, alt: 'A cat', caption: 'Figure 1' }));
      expect(bodyOf(card)).toEqual([
        { type: 'quote', children: [paragraph(text('A cat'))] },
        paragraph(text('Figure 1')),
      ]);
      expect(JSON.stringify(card)).not.toContain(folder);
    }
    expect(warnings).toHaveLength(5);
  });

  it('is everything where the cache cannot be written', async () => {
    const folder = await scratchFolder();
    const { log, warnings } = notingLog();
    await writeFile(join(folder, 'file'), '');
    const set = createTypesetter({ cacheFolder: join(folder, 'file', 'inside'), log });
    expect(bodyOf(await set.typeset(cardOf(display('x^2'))))).toEqual([
      { type: 'code', language: undefined, value: 'x^2' },
    ]);
    expect(warnings).toHaveLength(1);
  });

  it('never fails a card, whatever stands in it as math', async () => {
    const { set } = await typesetter();
    const parts = String.raw`x 1 + - = , ( ) | { } _ ^ & \\ ' ~ % # \| \{ \frac \sqrt \sum \left( \right) \hat \text{a} \mathbb{R} \begin{matrix} \end{matrix} \begin{aligned} \end{aligned} \over \not \, \rule{1em}{1em} \color é 中`;
    const tex = array(constantFrom(...parts.split(' ')), { minLength: 1, maxLength: 12 });
    await assert(
      asyncProperty(tex, async (words) => {
        const source = words.join(' ');
        const card = await set.typeset(cardOf(display(source), paragraph(math(source))));
        expect(bodyOf(card)).toHaveLength(2);
      }),
      { numRuns: runs(150) },
    );
  });
});
