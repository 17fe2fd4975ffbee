import { BadFigure } from './bad-figure.ts';
import { readFigure } from './figure.ts';
import { BadMath, drawMath, mathTree } from './math.ts';
import { unicodeMath } from './unicode-math.ts';

/** CSS pixels; what is wider is shown smaller on both services, and cannot be read on a phone. */
const readableWidth = 760;

/** Words for what is wrong with a formula, for its author; undefined when nothing is. */
export async function checkMath(tex: string, display: boolean): Promise<string | undefined> {
  try {
    if (!display) {
      const plain = unicodeMath(await mathTree(tex, false));
      return plain === undefined
        ? 'it has no plain Unicode form: put it on a line of its own as $$…$$'
        : undefined;
    }
    const { width } = await drawMath(tex, true);
    return width > readableWidth
      ? `it is ${Math.ceil(width)} pixels wide, and ${readableWidth} can be read: break it into lines with \\begin{aligned}…\\end{aligned}`
      : undefined;
  } catch (error) {
    if (error instanceof BadMath) return error.message;
    throw error;
  }
}

/** What a formula within a line is shown as; undefined where it has no such form, or is wrong. */
export async function plainMath(tex: string): Promise<string | undefined> {
  try {
    return unicodeMath(await mathTree(tex, false));
  } catch (error) {
    if (error instanceof BadMath) return undefined;
    throw error;
  }
}

/** Words for what is wrong with a figure's file, for its author; undefined when nothing is. */
export async function checkFigure(path: string): Promise<string | undefined> {
  try {
    const problems = await (await readFigure(path)).problems();
    return problems.length === 0 ? undefined : problems.join('; ');
  } catch (error) {
    if (error instanceof BadFigure) return error.message;
    throw error;
  }
}
