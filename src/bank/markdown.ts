import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, 'yaml')
  .use(remarkMath)
  // A single ~ means "about" in these texts.
  .use(remarkGfm, { singleTilde: false });

/** The tree's types come from the parser itself, with the nodes that its plugins add. */
export type MarkdownRoot = ReturnType<typeof processor.parse>;
export type MarkdownBlock = MarkdownRoot['children'][number];
export type BlockNode<Type extends MarkdownBlock['type']> = Extract<MarkdownBlock, { type: Type }>;
export type MarkdownInline = BlockNode<'paragraph'>['children'][number];
export type MarkdownList = BlockNode<'list'>;
export type MarkdownItem = MarkdownList['children'][number];

export function parseMarkdown(text: string): MarkdownRoot {
  return processor.parse(text);
}

interface Placed {
  position?:
    | { start: { line: number; offset?: number | undefined }; end: { offset?: number | undefined } }
    | undefined;
}

/** The line a node begins on, from 1. */
export function lineOf(node: Placed): number {
  return node.position?.start.line ?? 1;
}

/** What the author typed for a node. */
export function sourceOf(node: Placed, text: string): string {
  return text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
