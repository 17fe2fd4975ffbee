import type { Choice } from '../core/question.ts';
import type { Inline } from '../core/rich-text.ts';
import { plainText, readInline } from './inline.ts';
import { type BlockNode, lineOf, type MarkdownItem, sourceOf } from './markdown.ts';
import type { Section } from './sections.ts';
import type { Reading } from './source.ts';

const choiceCount = 4;
/** Four of them and the prompt must fit a phone's screen. */
const longestChoice = 120;

/** `## Choices`: a task list of four, the ticked one right, the reason of each as a paragraph or list item under it. */
export function readChoices(section: Section, reading: Reading): Choice[] {
  const { complain } = reading;
  const [list, ...others] = section.nodes;
  if (list === undefined) return [];
  if (list.type !== 'list' || others.length > 0) {
    const odd = list.type === 'list' ? others[0] : list;
    complain(odd ? lineOf(odd) : section.line, 'Choices are one list: `- [x] right` and three `- [ ] wrong`');
    return [];
  }
  if (list.children.length !== choiceCount) {
    complain(
      lineOf(list),
      `There are four choices, and not ${list.children.length}: one \`- [x] right\` and three \`- [ ] wrong\``,
    );
  }
  const right = list.children.filter((item) => item.checked === true);
  if (right.length === 0) complain(lineOf(list), 'No choice is right: tick one, `- [x]`');
  for (const item of right.slice(1))
    complain(lineOf(item), 'Only one choice is right, and one is ticked above: write `- [ ]` here');
  const choices = list.children.map((item) => choiceOf(item, reading));
  nameTwins(choices, list.children, reading);
  return choices;
}

function choiceOf(item: MarkdownItem, reading: Reading): Choice {
  const { complain } = reading;
  const line = lineOf(item);
  if (typeof item.checked !== 'boolean') complain(line, 'A choice begins with its box: `- [x]` or `- [ ]`');
  const [first, ...under] = item.children;
  const text = first?.type === 'paragraph' ? choiceText(first, line, reading) : [];
  if (text.length === 0)
    complain(line, 'A choice has its text on the line of its box, such as `- [x] It is halved`');
  return { text, right: item.checked === true, reason: reasonOf(under, line, reading) };
}

function choiceText(paragraph: BlockNode<'paragraph'>, line: number, reading: Reading): Inline[] {
  const { complain } = reading;
  const source = sourceOf(paragraph, reading.text);
  if (source.includes('\n')) {
    complain(
      line,
      'A choice is one line: leave an empty line before its reason, and indent the reason by two, as `  That is the variance.`',
    );
  }
  const text = readInline(paragraph.children, reading);
  if (hasLink(text))
    complain(
      line,
      'A choice cannot hold a link, since it stands beside a button: put the link into the reason, as `  See [the paper](https://example.org).`',
    );
  const length = plainText(text).length;
  if (length > longestChoice) {
    complain(
      line,
      `A choice has at most ${longestChoice} characters, and this one ${length}: leave the why to its reason, and write \`- [x] It is halved\``,
    );
  }
  return text;
}

function reasonOf(under: MarkdownItem['children'], line: number, reading: Reading): Inline[] {
  const [only, ...others] = under;
  if (only === undefined) {
    reading.complain(
      line,
      'This choice has no reason: say after an empty line, indented by two, why it is right or wrong, as `  That is the variance.`',
    );
    return [];
  }
  const inner = only.type === 'list' && only.children.length === 1 ? only.children[0]?.children : [only];
  const [paragraph, ...rest] = inner ?? [];
  if (paragraph?.type !== 'paragraph' || rest.length > 0 || others.length > 0) {
    reading.complain(
      lineOf(only),
      'A reason is one paragraph, or one list item, indented by two, as `  That is the variance.`',
    );
    return [];
  }
  return readInline(paragraph.children, reading);
}

function hasLink(nodes: readonly Inline[]): boolean {
  return nodes.some((node) => node.type === 'link' || ('children' in node && hasLink(node.children)));
}

function nameTwins(choices: readonly Choice[], items: readonly MarkdownItem[], reading: Reading): void {
  const seen = new Set<string>();
  for (const [index, choice] of choices.entries()) {
    const text = plainText(choice.text).trim().toLowerCase();
    const item = items[index];
    if (text !== '' && seen.has(text) && item)
      reading.complain(
        lineOf(item),
        'This choice is here twice: write another mistake that people make, such as `- [ ] It is doubled`',
      );
    seen.add(text);
  }
}
