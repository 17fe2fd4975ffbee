import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Question } from '../core/question.ts';
import type { Block, Inline } from '../core/rich-text.ts';
import { type BuiltForms, formsPath, formsText, readBuiltForms } from './built-forms.ts';
import { createPictureCache, pictureId } from './cache.ts';
import { readFigure } from './figure.ts';
import { drawMath, mathTree } from './math.ts';
import { toPng } from './picture.ts';
import { spoken } from './speech.ts';
import { unicodeMath } from './unicode-math.ts';

/** A formula or figure that cannot be made. */
export interface PictureProblem {
  id: Question['id'];
  /** For the author: which one, and what is wrong with it. */
  message: string;
}

export interface BuiltPictures {
  formulas: number;
  figures: number;
  /** Pictures that were not there before. */
  made: number;
  problems: PictureProblem[];
}

/**
 * Makes every picture and form of some questions in a folder, for `createTypesetter` to take them from: what is there
 * already stays; `tidy` removes everything else from the folder. `onDone` counts questions.
 */
export async function buildPictures(
  questions: readonly Question[],
  { folder, tidy, onDone = () => {} }: { folder: string; tidy: boolean; onDone?: (done: number) => void },
): Promise<BuiltPictures> {
  await mkdir(folder, { recursive: true });
  const there = new Set(await readdir(folder));
  const known = await readBuiltForms([folder]);
  const cache = createPictureCache(folder);
  const forms: BuiltForms = { inline: {}, display: {} };
  const wanted = new Set<string>();
  const problems: PictureProblem[] = [];
  let figures = 0;

  const make = async (id: string, draw: () => Promise<Uint8Array>) => {
    wanted.add(`${id}.png`);
    await cache.get(id, draw);
  };
  for (const [index, question] of questions.entries()) {
    for (const part of partsOf(question)) {
      try {
        if (part.type === 'figure') {
          const figure = await readFigure(part.source);
          figures += 1;
          await make(figure.id, figure.toPng);
        } else if (part.display) {
          await make(pictureId('math', part.tex), async () => toPng(await drawMath(part.tex, true)));
          forms.display[part.tex] ??= known.display[part.tex] ?? {
            plain: unicodeMath(await mathTree(part.tex, true)) ?? null,
            spoken: await spoken(part.tex),
          };
        } else if (!(part.tex in forms.inline)) {
          const plain = known.inline[part.tex];
          forms.inline[part.tex] =
            plain === undefined ? (unicodeMath(await mathTree(part.tex, false)) ?? null) : plain;
        }
      } catch (error) {
        const what = part.type === 'figure' ? basename(part.source) : part.tex;
        problems.push({ id: question.id, message: `\`${what}\`: ${(error as Error).message}` });
      }
    }
    onDone(index + 1);
  }
  await writeWhole(formsPath(folder), formsText(forms));
  wanted.add(basename(formsPath(folder)));
  for (const name of tidy ? there : []) {
    if (!wanted.has(name)) await rm(join(folder, name), { recursive: true });
  }
  const made = [...wanted].filter((name) => name.endsWith('.png') && !there.has(name)).length;
  return {
    formulas: Object.keys(forms.inline).length + Object.keys(forms.display).length,
    figures,
    made,
    problems,
  };
}

/** Whoever reads meanwhile sees the old file or the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}

type Part = { type: 'math'; tex: string; display: boolean } | { type: 'figure'; source: string };

/** Everything in a question that is set as math or drawn. */
function partsOf(question: Question): Part[] {
  return [
    ...[question.prompt, question.hint, question.answer, question.more].flatMap(inBlocks),
    ...question.choices.flatMap(({ text, reason }) => [...inInlines(text), ...inInlines(reason)]),
    ...question.keyPoints.flatMap(({ text }) => inInlines(text)),
  ];
}

function inBlocks(blocks: readonly Block[]): Part[] {
  return blocks.flatMap(inBlock);
}

function inBlock(block: Block): Part[] {
  switch (block.type) {
    case 'paragraph':
      return inInlines(block.children);
    case 'list':
      return block.items.flatMap(inBlocks);
    case 'quote':
      return inBlocks(block.children);
    case 'table':
      return [block.header, ...block.rows].flat().flatMap(inInlines);
    case 'math':
      return [{ type: 'math', tex: block.tex, display: true }];
    case 'figure':
      return [{ type: 'figure', source: block.source }];
    case 'code':
    case 'drawing':
      return [];
  }
}

function inInlines(inlines: readonly Inline[]): Part[] {
  return inlines.flatMap((inline): Part[] => {
    if (inline.type === 'math') return [{ type: 'math', tex: inline.tex, display: false }];
    return 'children' in inline ? inInlines(inline.children) : [];
  });
}
