import { basename } from 'node:path';
import {
  type FrontMatter,
  type NumberCheck,
  type QuestionId,
  questionIdPattern,
  topics,
} from '../core/question.ts';
import type { Block } from '../core/rich-text.ts';
import { shortened } from '../core/tidy.ts';
import { checkGrading } from './check-grading.ts';
import { plainText } from './inline.ts';
import type { Complain } from './problem.ts';
import type { ReadQuestion } from './read-question.ts';
import { folded } from './search.ts';
import type { Written } from './written.ts';

/** A prompt must be read at a glance, with four choices under it. */
const longestPrompt = 600;

/** Says what is wrong with a formula, a figure or a stated number; undefined where nothing is. */
export interface Checkers {
  checkMath?: (tex: string, display: boolean) => Promise<string | undefined>;
  checkFigure?: (path: string) => Promise<string | undefined>;
  checkNumber?: (check: NumberCheck) => string | undefined;
  /** Looks at a question as a whole; asked of whatever can be read, its other mistakes aside. */
  checkWhole?: (written: Written) => Promise<Fault[]>;
}

/** Something wrong, at a line of the file. */
export interface Fault {
  line: number;
  message: string;
}

/**
 * What must hold beyond a file's own form: its place and name, its length, its formulas and figures.
 * `relative` is its path within the bank's folder, with `/` between.
 */
export async function checkQuestion(
  { reading, prompt, shown, frontMatter, phrasesAt, question }: ReadQuestion,
  relative: string,
  checkers: Checkers,
  complain: Complain,
): Promise<void> {
  checkName(relative, frontMatter.known, frontMatter.lineAt('id'), complain);
  checkTopic(relative, frontMatter, complain);
  const length = promptLength(prompt.blocks);
  if (length > longestPrompt) {
    complain(
      prompt.line,
      `A prompt has at most ${longestPrompt} characters, and this one ${length}: ask one thing, such as \`**Why does the loss rise?**\`, and leave the rest to the answer`,
    );
  }
  checkNumbers(shown, frontMatter, checkers, complain);
  if (question !== undefined) {
    const lines = { phrases: phrasesAt, synonyms: (index: number) => frontMatter.lineAt('synonyms', index) };
    checkGrading(question, lines, complain);
  }
  for (const { tex, display, line } of reading.formulas) {
    const fault = await faultOf(() => checkers.checkMath?.(tex, display));
    if (fault !== undefined)
      complain(
        line,
        `The formula \`${shortened(tex, 80)}\` cannot be set: ${withExample(fault, goodFormula)}`,
      );
  }
  for (const { block, line } of reading.figures) {
    const fault = await faultOf(() => checkers.checkFigure?.(block.source));
    if (fault !== undefined)
      complain(
        line,
        `The figure \`${basename(block.source)}\` cannot be drawn: ${withExample(fault, goodFigure)}`,
      );
  }
}

const goodFigure = '`questions/deep-learning/DL0002-loss.vl.json`';
const goodFormula = '`\\frac{1}{n} \\sum_{i=1}^{n} x_i`';

function withExample(fault: string, example: string): string {
  return fault.includes('`') ? fault : `${fault}. A good one: ${example}`;
}

/** Each check must be about words that stand in the file, and must come out as it says. */
function checkNumbers(
  text: string,
  { known, lineAt }: ReadQuestion['frontMatter'],
  { checkNumber }: Checkers,
  complain: Complain,
): void {
  const checks = known.checks ?? [];
  if (checks.length === 0) return;
  const body = onOneLine(text.slice(text.indexOf('\n---', 3) + 4));
  for (const [index, check] of checks.entries()) {
    if (!body.includes(onOneLine(check.claim))) {
      const line = lineAt('checks', index, 'claim');
      complain(
        line,
        `The claim “${check.claim}” does not stand in the text: copy it from there word for word, such as \`claim: about 0.005 is left\``,
      );
    }
    const fault = checkNumber?.(check);
    if (fault !== undefined) complain(lineAt('checks', index, 'expression'), `The check fails: ${fault}`);
  }
}

/** Lines are broken anywhere: a claim may run over the end of one. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A checker that breaks down is a fault of that one file too: the others still serve. */
async function faultOf(check: () => Promise<string | undefined> | undefined): Promise<string | undefined> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The id that a file's name begins with, whatever its content. */
export function idOfFileName(name: string): QuestionId | undefined {
  const [id = ''] = basename(name).split('-');
  return questionIdPattern.test(id) ? id : undefined;
}

function checkName(
  relative: string,
  { id, title }: Partial<FrontMatter>,
  idLine: number,
  complain: Complain,
): void {
  const name = basename(relative);
  const inName = idOfFileName(name);
  if (inName === undefined || !/^[A-Z]{2}\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name)) {
    const example =
      id === undefined || title === undefined ? 'DL0003-1x1-convolution' : `${id}-${slugOf(title)}`;
    complain(1, `Name the file \`<ID>-<slug>.md\`, such as \`${example}.md\``);
  } else if (id !== undefined && inName !== id) {
    complain(
      idLine,
      `The id is ${id} here and ${inName} in the file's name: write \`id: ${inName}\`, or rename the file`,
    );
  }
}

/** A title as it stands in a file's name. */
export function slugOf(title: string): string {
  return folded(title).replaceAll(' ', '-');
}

function checkTopic(
  relative: string,
  { known: { id, topic }, lineAt }: ReadQuestion['frontMatter'],
  complain: Complain,
): void {
  const code = id?.slice(0, 2);
  if (topic === undefined) return;
  if (code !== undefined && code !== topic) {
    complain(
      lineAt('topic'),
      `The id ${id} is of the topic ${code}, and not ${topic}: write \`topic: ${code}\`, or give it an id of ${topic}`,
    );
    return;
  }
  const { folder, name } = topics[topic];
  const parent = relative.split('/').slice(0, -1).join('/');
  if (parent !== folder) {
    complain(
      lineAt('topic'),
      `Questions on ${name.toLowerCase()} lie in the folder \`${folder}/\`: move the file to \`${folder}/${basename(relative)}\``,
    );
  }
}

function promptLength(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + blockLength(block), 0);
}

function blockLength(block: Block): number {
  switch (block.type) {
    case 'paragraph':
      return plainText(block.children).length;
    case 'list':
      return block.items.reduce((sum, item) => sum + promptLength(item), 0);
    case 'quote':
      return promptLength(block.children);
    case 'code':
      return block.value.length;
    case 'table':
      return [block.header, ...block.rows].flat().reduce((sum, cell) => sum + plainText(cell).length, 0);
    default:
      // A formula or figure is looked at, and not read.
      return 0;
  }
}
