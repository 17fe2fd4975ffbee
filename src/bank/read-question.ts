import { createHash } from 'node:crypto';
import type { Question } from '../core/question.ts';
import type { Block } from '../core/rich-text.ts';
import { readBlocks } from './blocks.ts';
import { readChoices } from './choices.ts';
import { figureBytes } from './figure-files.ts';
import { noFrontMatter, type ReadFrontMatter, readFrontMatter } from './front-matter.ts';
import { readKeyPoints } from './key-points.ts';
import { parseMarkdown } from './markdown.ts';
import type { Complain } from './problem.ts';
import { type ReadSaidAs, readSaidAs } from './said-as.ts';
import { type Heading, splitSections } from './sections.ts';
import type { Reading } from './source.ts';

export interface ReadQuestion {
  reading: Reading;
  /** Known even where the front matter is wrong. */
  prompt: { line: number; blocks: Block[] };
  frontMatter: ReadFrontMatter;
  /** The text without `## Said as`, of which members see nothing. */
  shown: string;
  /** The line of what a key point is said as. */
  phrasesAt: ReadSaidAs['lineAt'];
  /** Undefined where the front matter is wrong; only to be used if nothing was complained of. */
  question: Question | undefined;
}

export interface QuestionFile {
  bytes: Buffer;
  /** The same, decoded. */
  text: string;
  /** The absolute folder it lies in. */
  folder: string;
  complain: Complain;
}

/** Reads one file of the bank. */
export async function readQuestion({ bytes, text, folder, complain }: QuestionFile): Promise<ReadQuestion> {
  const reading: Reading = { text, complain, formulas: [], figures: [] };
  const root = parseMarkdown(text);
  const [first] = root.children;
  const frontMatter =
    first?.type === 'yaml' ? readFrontMatter(first.value, complain) : withoutFrontMatter(complain);

  const sections = splitSections(root, complain);
  const section = (heading: Heading) => sections.named.get(heading) ?? { line: 1, nodes: [] };
  const content = {
    prompt: readBlocks(sections.prompt.nodes, reading),
    choices: readChoices(section('Choices'), reading),
    hint: readBlocks(section('Hint').nodes, reading),
    keyPoints: readKeyPoints(section('Key points'), reading),
    answer: readBlocks(section('Answer').nodes, reading),
    more: readBlocks(section('More').nodes, reading),
  };
  const unseen = sections.named.get('Said as');
  const { saidAs, lineAt: phrasesAt } = readSaidAs(unseen, content.keyPoints, reading);
  const shown = unseen === undefined ? text : linesBefore(text, unseen.line);
  const version = createHash('sha256').update(unseen === undefined ? bytes : shown);
  // A figure that is not there was named already: what remains in the reading can be checked further.
  for (const figure of reading.figures.splice(0)) {
    const found = await figureBytes(figure, folder, complain);
    if (found === undefined) continue;
    version.update(found);
    figure.hash = createHash('sha256').update(found).digest('hex');
    reading.figures.push(figure);
  }
  const prompt = { line: sections.prompt.line, blocks: content.prompt };
  const read = { reading, prompt, frontMatter, shown, phrasesAt };
  if (frontMatter.value === undefined) return { ...read, question: undefined };
  const { checks: _checks, ...rest } = frontMatter.value;
  const question = { ...rest, version: version.digest('hex').slice(0, 16), ...content, saidAs };
  return { ...read, question };
}

/** As if the file ended there. */
function linesBefore(text: string, line: number): string {
  return `${text
    .split('\n')
    .slice(0, line - 1)
    .join('\n')
    .trimEnd()}\n`;
}

function withoutFrontMatter(complain: Complain): ReadFrontMatter {
  complain(1, 'The file begins with front matter: YAML between two lines `---`, such as `id: DL0003`');
  return noFrontMatter;
}
