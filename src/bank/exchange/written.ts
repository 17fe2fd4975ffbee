import { stringify } from 'yaml';
import type { FrontMatter } from '../../core/question.ts';
import { readFrontMatter } from '../front-matter.ts';
import { type MarkdownBlock, parseMarkdown, sourceOf } from '../markdown.ts';
import { type Heading, splitSections } from '../sections.ts';

/** A question as its author wrote it: every text is Markdown. What other formats carry, and what a file is made of. */
export interface WrittenQuestion {
  matter: FrontMatter;
  prompt: string;
  hint: string;
  choices: WrittenChoice[];
  /** The numbered list. */
  keyPoints: string;
  answer: string;
  /** Empty where there is no member part. */
  more: string;
  /** The numbered list of phrases; empty where there is none. */
  saidAs: string;
}

export interface WrittenChoice {
  text: string;
  right: boolean;
  reason: string;
}

/** Takes a question's file apart; undefined where its front matter cannot be read. Meant for files without a mistake. */
export function writtenOf(file: string): WrittenQuestion | undefined {
  const text = file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const silent = () => {};
  const root = parseMarkdown(text);
  const [first] = root.children;
  const matter = first?.type === 'yaml' ? readFrontMatter(first.value, silent).value : undefined;
  if (matter === undefined) return undefined;
  const { prompt, named } = splitSections(root, silent);
  const nodes = (heading: Heading) => named.get(heading)?.nodes ?? [];
  const source = (blocks: readonly MarkdownBlock[]) => sourceOfAll(blocks, text);
  return {
    matter,
    prompt: source(prompt.nodes),
    hint: source(nodes('Hint')),
    choices: choicesOf(nodes('Choices'), text),
    keyPoints: source(nodes('Key points')),
    answer: source(nodes('Answer')),
    more: source(nodes('More')),
    saidAs: source(nodes('Said as')),
  };
}

function sourceOfAll(nodes: readonly MarkdownBlock[], text: string): string {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return '';
  return text.slice(first.position?.start.offset, last.position?.end.offset).trim();
}

function choicesOf([list]: readonly MarkdownBlock[], text: string): WrittenChoice[] {
  if (list?.type !== 'list') return [];
  return list.children.map((item) => {
    const [line, under] = item.children;
    const reason = under?.type === 'list' ? under.children[0]?.children[0] : under;
    return {
      // Where it begins with code or math, the parser counts the box to it.
      text: line === undefined ? '' : sourceOf(line, text).replace(/^\[[ xX]\]\s+/, ''),
      right: item.checked === true,
      reason: reason === undefined ? '' : sourceOf(reason, text).replace(/\n[ \t]+/g, '\n'),
    };
  });
}

/** The file of a question. Parts that are empty are left out. */
export function fileOf({
  matter,
  prompt,
  hint,
  choices,
  keyPoints,
  answer,
  more,
  saidAs,
}: WrittenQuestion): string {
  const list = choices
    .map(({ text, right, reason }) => `- [${right ? 'x' : ' '}] ${text}\n\n${reason.replace(/^/gm, '  ')}`)
    .join('\n\n');
  const parts: [Heading, string][] = [
    ['Hint', hint],
    ['Choices', list],
    ['Key points', keyPoints],
    ['Answer', answer],
    ['More', more],
    ['Said as', saidAs],
  ];
  const sections = parts
    .filter(([, text]) => text.trim() !== '')
    .map(([heading, text]) => `## ${heading}\n\n${text}`);
  const yaml = stringify(keysWithContent(matter), { lineWidth: 110 });
  return [`---\n${yaml}---`, prompt, ...sections].join('\n\n').concat('\n');
}

/** Without what is the default anyway. */
function keysWithContent(matter: FrontMatter): object {
  const entries = Object.entries(matter).filter(
    ([key, value]) =>
      !(Array.isArray(value) && value.length === 0) && !(key === 'access' && value === 'public'),
  );
  return Object.fromEntries(entries);
}
