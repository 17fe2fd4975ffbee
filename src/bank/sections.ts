import { lineOf, type MarkdownBlock, type MarkdownRoot } from './markdown.ts';
import type { Complain } from './problem.ts';

/** The headings of a question's file, in their order. */
export const headings = ['Hint', 'Choices', 'Key points', 'Answer', 'More', 'Said as'] as const;
export type Heading = (typeof headings)[number];

/** A question may do without them: `Question.more` and `Question.saidAs` are empty then. */
const optional: readonly Heading[] = ['More', 'Said as'];

/** What belongs under each. */
const examples: Readonly<Record<Heading, string>> = {
  Hint: 'write a step towards the answer, such as `What is the variance of a sum?`',
  Choices: 'write four, `- [x] right` and three `- [ ] wrong`, each with its reason',
  'Key points': 'write three to five, `1. **Name.** A sentence or two.`',
  Answer: 'write 120 to 300 words, such as `The standard error is $σ / √n$, because …`',
  More: 'write what is for members, such as `**If they ask on.** …`, or leave the heading out',
  'Said as':
    'write what answers say for each key point, `1. variances add | spread grows`, or leave the heading out',
};

export interface Section {
  line: number;
  nodes: MarkdownBlock[];
}

export interface Sections {
  prompt: Section;
  named: Map<Heading, Section>;
}

/** Cuts a file at its headings. A section under a heading that is not known is read no further. */
export function splitSections(root: MarkdownRoot, complain: Complain): Sections {
  const [first] = root.children;
  const prompt: Section = { line: first?.type === 'yaml' ? lastLineOf(first) : 1, nodes: [] };
  const named = new Map<Heading, Section>();
  let current = prompt;
  for (const node of root.children) {
    if (node === first && node.type === 'yaml') continue;
    if (node.type !== 'heading') {
      current.nodes.push(node);
      continue;
    }
    const line = lineOf(node);
    if (node.depth !== 2) {
      complain(
        line,
        node.depth === 1
          ? 'The title stands in the front matter, as `title: Residual Connection`: begin the prompt without a heading'
          : 'Headings are `##` only, one for each part: begin in bold instead, such as `**Why.** …`',
      );
      continue;
    }
    current = { line, nodes: [] };
    const title = node.children.map((child) => ('value' in child ? child.value : '')).join('');
    const known = headings.find((heading) => heading === title);
    if (known === undefined) {
      complain(line, `There is no part \`## ${title}\`: the parts are ${listOfHeadings()}`);
    } else if (named.has(known)) {
      complain(line, `\`## ${known}\` is here twice: bring the two together under one \`## ${known}\``);
    } else {
      const later = [...named.keys()].find((other) => headings.indexOf(other) > headings.indexOf(known));
      if (later !== undefined)
        complain(line, `\`## ${known}\` comes before \`## ${later}\`: the order is ${listOfHeadings()}`);
      named.set(known, current);
    }
  }
  const [opening] = prompt.nodes;
  if (opening !== undefined) prompt.line = lineOf(opening);
  else
    complain(
      prompt.line,
      'The prompt is missing: write it above `## Hint`, and end it with what is asked, such as `**What happens?**`',
    );
  checkPresence(named, lastLine(root), complain);
  return { prompt, named };
}

function checkPresence(named: Map<Heading, Section>, end: number, complain: Complain): void {
  for (const heading of headings) {
    const section = named.get(heading);
    if (section === undefined && !optional.includes(heading))
      complain(end, `\`## ${heading}\` is missing: ${examples[heading]}`);
    if (section?.nodes.length === 0)
      complain(section.line, `\`## ${heading}\` has nothing under it: ${examples[heading]}`);
  }
}

function listOfHeadings(): string {
  return headings.map((heading) => `\`${heading}\``).join(', ');
}

function lastLine(root: MarkdownRoot): number {
  const last = root.children.at(-1);
  return last === undefined ? 1 : lastLineOf(last);
}

function lastLineOf(node: MarkdownBlock): number {
  return node.position?.end.line ?? 1;
}
