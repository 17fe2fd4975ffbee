import type { KeyPoint, SaidAs } from '../core/question.ts';
import { lineOf, type MarkdownBlock, type MarkdownItem, sourceOf } from './markdown.ts';
import type { Section } from './sections.ts';
import type { Reading } from './source.ts';

const most = { groups: 6, phrases: 100, characters: 100 };

/** `## Said as`, and where it says what. */
export interface ReadSaidAs {
  saidAs: SaidAs;
  /** The line of a key point's phrases, or of one group of them; that of the heading where there is none. */
  lineAt(point: number, group?: number): number;
}

interface Group {
  line: number;
  phrases: string[];
}

/**
 * `## Said as`: a numbered list whose numbers are those of the key points, `1. variances add | spread grows`. Where an
 * answer must say several things, each is an item of its own under the number. Empty without that heading.
 */
export function readSaidAs(
  section: Section | undefined,
  keyPoints: readonly KeyPoint[],
  reading: Reading,
): ReadSaidAs {
  if (section === undefined) return { saidAs: [], lineAt: () => 1 };
  const points: Group[][] = keyPoints.map(() => []);
  for (const [number, item] of itemsOf(section, reading)) {
    const groups = points[number - 1];
    if (groups === undefined) {
      reading.complain(
        lineOf(item),
        `There is no key point ${number} to be said so: the numbers are those of the key points, 1 to ${points.length}`,
      );
    } else if (groups.length > 0) {
      reading.complain(lineOf(item), `Key point ${number} is here twice: bring the two together`);
    } else {
      groups.push(...groupsOf(item, reading));
    }
  }
  return {
    saidAs: points.map((groups) => groups.map(({ phrases }) => phrases)),
    lineAt: (point, group = 0) => points[point]?.[group]?.line ?? section.line,
  };
}

const shape = '`1. variances add | spread grows`';
const noPhrases = `A number has phrases behind it: ${shape}`;

function itemsOf({ nodes }: Section, reading: Reading): [number: number, item: MarkdownItem][] {
  return nodes.flatMap((node) => {
    if (node.type !== 'list' || node.ordered !== true) {
      reading.complain(lineOf(node), `What key points are said as is one numbered list: ${shape}`);
      return [];
    }
    // Markdown counts on from the first number, and here each counts as it is written.
    return node.children.map((item): [number, MarkdownItem] => [
      Number.parseInt(sourceOf(item, reading.text), 10),
      item,
    ]);
  });
}

function groupsOf(item: MarkdownItem, reading: Reading): Group[] {
  const groups = item.children
    .flatMap((block) =>
      block.type === 'list' && block.ordered !== true
        ? block.children.flatMap(({ children }) => children)
        : [block],
    )
    .flatMap((block) => groupOf(block, reading) ?? []);
  if (item.children.length === 0) reading.complain(lineOf(item), noPhrases);
  if (groups.length > most.groups) {
    reading.complain(
      lineOf(item),
      `A key point has at most ${most.groups} things to say, and not ${groups.length}: ask for the one that makes the claim`,
    );
  }
  return groups;
}

/** As it was typed: a star or an underscore in a phrase is no markup. */
function groupOf(block: MarkdownBlock, { text, complain }: Reading): Group | undefined {
  const line = lineOf(block);
  if (block.type !== 'paragraph') {
    complain(line, `Phrases are plain text with strokes between: ${shape}`);
    return undefined;
  }
  const phrases = sourceOf(block, text)
    .split('|')
    .map((phrase) => phrase.replace(/\s+/g, ' ').trim())
    .filter((phrase) => phrase !== '');
  if (phrases.length > most.phrases) {
    complain(
      line,
      `There are at most ${most.phrases} ways to say it, and not ${phrases.length}: leave the rare ones out`,
    );
  }
  const long = phrases.find((phrase) => phrase.length > most.characters);
  if (long !== undefined) {
    complain(
      line,
      `A phrase has at most ${most.characters} characters, and “${long.slice(0, 40)}…” has ${long.length}: two or three words that make the claim are best, ${shape}`,
    );
  }
  if (phrases.length > 0) return { line, phrases };
  complain(line, noPhrases);
  return undefined;
}
