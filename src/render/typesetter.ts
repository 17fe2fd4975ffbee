import type { Log } from '../app/ports/system.ts';
import type { Typesetter } from '../app/ports/typesetter.ts';
import type { Card, SectionOf, SetCard } from '../core/card.ts';
import type { Block, Inline, SetBlock, SetInline } from '../core/rich-text.ts';
import { type BuiltForms, readBuiltForms } from './built-forms.ts';
import { createPictureCache, type PictureCache, pictureId } from './cache.ts';
import { createDrawingCache } from './drawing-cache.ts';
import { draw } from './drawings/draw.ts';
import { readFigure } from './figure.ts';
import { drawMath, mathTree } from './math.ts';
import { toPng } from './picture.ts';
import { spoken } from './speech.ts';
import { unicodeMath } from './unicode-math.ts';

/** For so long, ms, a figure is taken to be as it was: its files may change, and are not read for each who asks. */
const figuresFor = 30_000;
/** Plain forms kept in memory; a bank has a few thousand formulas. */
const mostForms = 10_000;

export interface TypesetterSettings {
  cacheFolder: string;
  /** Folders of pictures and forms that were made before; nothing in them is made again. */
  built?: readonly string[];
  log: Log;
  /** Milliseconds that pass, from wherever. */
  now?: () => number;
}

/** Sets cards: inline math as Unicode text, display math and figures as pictures kept in `cacheFolder`. */
export function createTypesetter(settings: TypesetterSettings): Typesetter {
  const { cacheFolder, built = [], log, now } = settings;
  const caches = { cache: createPictureCache(cacheFolder, built), drawings: createDrawingCache(cacheFolder) };
  return typesetterWith(caches, [...built, cacheFolder], log, now);
}

/** Sets cards the same way and draws nothing: for measuring what they take. Its pictures have no file. */
export function createMeasuringTypesetter(log: Log): Typesetter {
  const blank = { path: '', width: 1, height: 1 };
  const cache: PictureCache = { get: async (id) => ({ ...blank, id }), isWhole: () => true };
  return typesetterWith({ cache, drawings: cache }, [], log);
}

type Caches = Pick<Kit, 'cache' | 'drawings'>;

function typesetterWith(
  caches: Caches,
  formFolders: readonly string[],
  log: Log,
  now = () => performance.now(),
): Typesetter {
  let forms: Promise<BuiltForms> | undefined;
  const kit: Kit = {
    ...caches,
    log,
    now,
    built: () => {
      forms ??= readBuiltForms(formFolders);
      return forms;
    },
    forms: new Map(),
    spoken: new Map(),
    kept: new WeakMap(),
    passing: 0,
    figures: 0,
  };
  return {
    async typeset(card: Card): Promise<SetCard> {
      return { ...card, sections: await inTurn(card.sections, (section) => setSection(kit, section)) };
    },
  };
}

interface Kit {
  cache: PictureCache;
  /** Of members' figures: what is not asked for any more goes. */
  drawings: PictureCache;
  log: Log;
  now(): number;
  built(): Promise<BuiltForms>;
  /** Plain forms by TeX. */
  forms: Map<string, Promise<string | undefined>>;
  /** Display formulas as they are read out, by TeX. */
  spoken: Map<string, Promise<string | undefined>>;
  /**
   * What blocks came to, and until when that holds: they do not change, and those of an open round are set again for
   * everybody who asks.
   */
  kept: WeakMap<Block, { set: SetBlock[]; until: number }>;
  /**
   * Counts what may come out otherwise next time: what could not be set, and drawings, which stay only while they are
   * asked for.
   */
  passing: number;
  /** Counts figures, which hold for a while. */
  figures: number;
}

type MathBlock = Extract<Block, { type: 'math' }>;
type FigureBlock = Extract<Block, { type: 'figure' }>;
type DrawingBlock = Extract<Block, { type: 'drawing' }>;

/** One after the other: the work is the processor's, and one card must not take all of it at once. */
async function inTurn<T, R>(items: readonly T[], set: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await set(item));
  return results;
}

async function setSection(kit: Kit, section: SectionOf<Block>): Promise<SectionOf<SetBlock>> {
  return { ...section, body: await setBlocks(kit, section.body) };
}

async function setBlocks(kit: Kit, blocks: readonly Block[]): Promise<SetBlock[]> {
  return (await inTurn(blocks, (block) => setOnce(kit, block))).flat();
}

async function setOnce(kit: Kit, block: Block): Promise<SetBlock[]> {
  const known = kit.kept.get(block);
  if (known !== undefined && kit.now() < known.until && known.set.every((one) => isWhole(kit.cache, one))) {
    return known.set;
  }
  const { passing, figures } = kit;
  const set = await setBlock(kit, block);
  const until = kit.figures === figures ? Number.POSITIVE_INFINITY : kit.now() + figuresFor;
  if (kit.passing === passing) kit.kept.set(block, { set, until });
  return set;
}

function isWhole(cache: PictureCache, block: SetBlock): boolean {
  switch (block.type) {
    case 'picture':
      return cache.isWhole(block.picture.id);
    case 'list':
      return block.items.every((item) => item.every((one) => isWhole(cache, one)));
    case 'quote':
      return block.children.every((one) => isWhole(cache, one));
    default:
      return true;
  }
}

async function setBlock(kit: Kit, block: Block): Promise<SetBlock[]> {
  switch (block.type) {
    case 'paragraph':
      return [{ ...block, children: await setInlines(kit, block.children) }];
    case 'list':
      return [{ ...block, items: await inTurn(block.items, (item) => setBlocks(kit, item)) }];
    case 'quote':
      return [{ ...block, children: await setBlocks(kit, block.children) }];
    case 'table': {
      const cells = (row: Inline[][]) => inTurn(row, (cell) => setInlines(kit, cell));
      return [{ ...block, header: await cells(block.header), rows: await inTurn(block.rows, cells) }];
    }
    case 'code':
      return [block];
    case 'math':
      return [await setMath(kit, block)];
    case 'figure':
      return setFigure(kit, block);
    case 'drawing':
      return [await setDrawing(kit, block)];
  }
}

async function setInlines(kit: Kit, inlines: readonly Inline[]): Promise<SetInline[]> {
  return inTurn(inlines, (inline) => setInline(kit, inline));
}

async function setInline(kit: Kit, inline: Inline): Promise<SetInline> {
  switch (inline.type) {
    case 'math': {
      const plain = await plainForm(kit, inline.tex, false);
      return plain === undefined ? { type: 'code', value: inline.tex } : { type: 'text', value: plain };
    }
    case 'strong':
    case 'emphasis':
    case 'link':
      return { ...inline, children: await setInlines(kit, inline.children) };
    default:
      return inline;
  }
}

async function setMath(kit: Kit, { tex, alt }: MathBlock): Promise<SetBlock> {
  try {
    const picture = await kit.cache.get(pictureId('math', tex), async () => toPng(await drawMath(tex, true)));
    const plain = (await plainForm(kit, tex, true)) ?? tex;
    const words = alt ?? (await spokenForm(kit, tex)) ?? plain;
    return { type: 'picture', picture: { ...picture, alt: words }, plain, caption: undefined };
  } catch (error) {
    kit.passing += 1;
    kit.log.warn({ tex, reason: reasonOf(error) }, 'A formula could not be drawn and is shown as its source');
    return { type: 'code', language: undefined, value: tex };
  }
}

async function setFigure(kit: Kit, { source, alt, caption }: FigureBlock): Promise<SetBlock[]> {
  kit.figures += 1;
  try {
    const figure = await readFigure(source);
    const picture = await kit.cache.get(figure.id, figure.toPng);
    return [{ type: 'picture', picture: { ...picture, alt }, plain: alt, caption }];
  } catch (error) {
    kit.passing += 1;
    kit.log.warn(
      { source, reason: reasonOf(error) },
      'A figure could not be drawn and is shown as its words',
    );
    // Not its source: that is a path of this machine, or pages of data.
    return [
      { type: 'quote', children: [{ type: 'paragraph', children: [{ type: 'text', value: alt }] }] },
      ...(caption === undefined
        ? []
        : [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: caption }] }]),
    ];
  }
}

async function setDrawing(kit: Kit, { drawing, alt }: DrawingBlock): Promise<SetBlock> {
  kit.passing += 1;
  try {
    const drawn = await draw(drawing);
    // By how it looks: what is drawn alike is one picture, and nobody's name is in a file's.
    const picture = await kit.drawings.get(pictureId('drawing', drawn.svg), () => toPng(drawn));
    return { type: 'picture', picture: { ...picture, alt }, plain: alt, caption: undefined };
  } catch (error) {
    const about = { kind: drawing.kind, reason: reasonOf(error) };
    kit.log.warn(about, 'Figures could not be drawn and are shown as words');
    return { type: 'paragraph', children: [{ type: 'text', value: alt }] };
  }
}

/** A formula as plain text, or undefined where it has no such form, or is wrong. */
async function plainForm(kit: Kit, tex: string, display: boolean): Promise<string | undefined> {
  const built = await kit.built();
  const known = display ? built.display[tex]?.plain : built.inline[tex];
  if (known !== undefined) return known ?? undefined;
  return onceFor(kit, kit.forms, `${display ? 'display' : 'inline'} ${tex}`, tex, async () =>
    unicodeMath(await mathTree(tex, display)),
  );
}

/** A display formula as it is read out. */
async function spokenForm(kit: Kit, tex: string): Promise<string | undefined> {
  const built = await kit.built();
  return built.display[tex]?.spoken ?? onceFor(kit, kit.spoken, tex, tex, () => spoken(tex));
}

/** What comes of a formula, worked out once; undefined where it is wrong. */
function onceFor(
  kit: Kit,
  results: Map<string, Promise<string | undefined>>,
  key: string,
  tex: string,
  make: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const known = results.get(key);
  if (known !== undefined) return known;
  if (results.size >= mostForms) results.clear();
  const form = make().catch((error: unknown) => {
    kit.log.warn({ tex, reason: reasonOf(error) }, 'A formula could not be read and is shown as its source');
    return undefined;
  });
  results.set(key, form);
  return form;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
