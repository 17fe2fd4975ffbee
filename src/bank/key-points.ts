import type { KeyPoint } from '../core/question.ts';
import type { Inline } from '../core/rich-text.ts';
import { plainText, readInline } from './inline.ts';
import { lineOf, type MarkdownItem } from './markdown.ts';
import type { Section } from './sections.ts';
import type { Reading } from './source.ts';

const fewest = 3;
const most = 5;

/** `## Key points`: three to five, `1. **Name.** A sentence or two.` */
export function readKeyPoints(section: Section, reading: Reading): KeyPoint[] {
  const [list, ...others] = section.nodes;
  if (list === undefined) return [];
  if (list.type !== 'list' || list.ordered !== true || others.length > 0) {
    const odd = list.type === 'list' && list.ordered === true ? others[0] : list;
    reading.complain(odd ? lineOf(odd) : section.line, `Key points are one numbered list: ${shape}`);
    return [];
  }
  const count = list.children.length;
  if (count < fewest || count > most) {
    reading.complain(lineOf(list), `There are ${fewest} to ${most} key points, and not ${count}: ${shape}`);
  }
  return list.children.flatMap((item) => keyPointOf(item, reading) ?? []);
}

const shape = '`1. **Name.** A sentence or two.`';

function keyPointOf(item: MarkdownItem, reading: Reading): KeyPoint | undefined {
  const line = lineOf(item);
  const [paragraph, ...others] = item.children;
  const [lead, ...rest] = paragraph?.type === 'paragraph' ? paragraph.children : [];
  if (lead?.type !== 'strong' || others.length > 0 || typeof item.checked === 'boolean') {
    reading.complain(line, `A key point is one paragraph that begins with its name in bold: ${shape}`);
    return undefined;
  }
  const bold = plainText(readInline(lead.children, reading)).trim();
  const name = bold.replace(/\.$/, '').trim();
  const plain = lead.children.every((child) => child.type === 'text');
  if (!plain || name === '' || name === bold) {
    reading.complain(line, `The name of a key point is plain words that end with a full stop: ${shape}`);
  }
  const text = trimmedStart(readInline(rest, reading));
  if (plainText(text).trim() === '') {
    reading.complain(line, `A key point says something after its name: ${shape}`);
  }
  return { name, text };
}

function trimmedStart(nodes: Inline[]): Inline[] {
  const [first, ...rest] = nodes;
  if (first?.type !== 'text') return nodes;
  const value = first.value.trimStart();
  return value === '' ? rest : [{ type: 'text', value }, ...rest];
}
