import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { type FrontMatter, frontMatterSchema } from '../core/question.ts';
import type { Complain } from './problem.ts';

export interface ReadFrontMatter {
  /** Undefined where anything in it is wrong. */
  value: FrontMatter | undefined;
  /** The line of a key or list entry: `lineAt('related', 1)`; of what encloses it where it is absent. */
  lineAt(...path: (string | number)[]): number;
}

/** Lines before the YAML: the opening `---`. */
const openingLines = 1;

/** Reads the YAML between the `---` lines; every problem is named at the line of the key it is about. */
export function readFrontMatter(source: string, complain: Complain): ReadFrontMatter {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, stringKeys: true, prettyErrors: false });
  const lineOfOffset = (offset: number) => counter.linePos(offset).line + openingLines;

  const lineAt = (...path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(path.slice(0, length));
      if (offset !== undefined) return lineOfOffset(offset);
    }
    return 1;
  };
  const offsetOf = (path: (string | number)[]): number | undefined => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
      return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    }
    const node = document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  };

  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults)
    complain(lineOfOffset(fault.pos[0]), `This is not valid YAML: ${fault.message}`);
  if (faults.length > 0) return { value: undefined, lineAt };

  const plain = toPlain(document);
  if (plain === undefined) {
    complain(1, 'A YAML alias such as `*name` is not followed here: write the value out');
    return { value: undefined, lineAt };
  }
  const result = frontMatterSchema.safeParse(plain);
  if (result.success) return { value: result.data, lineAt };
  for (const issue of result.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        complain(lineAt(...path, key), `\`${keyName([...path, key])}\` is not a key that questions have`);
      }
    } else if (path.length === 0) {
      complain(1, 'The front matter must hold keys and values, such as `id: DL0003`');
    } else {
      complain(lineAt(...path), `\`${keyName(path)}\` ${wordsFor(issue, document.hasIn(path))}`);
    }
  }
  return { value: undefined, lineAt };
}

/** Aliases are of no use in so short a text, and a nest of them can grow without end: none are followed. */
function toPlain(document: { toJS(options: { maxAliasCount: number }): unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

/** `references[1].year` counts from 0 as YAML tools do; the line beside it leaves no doubt. */
function keyName(path: (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

function wordsFor(issue: { code: string; message: string }, present: boolean): string {
  if (!present) return 'is missing';
  // Our own messages continue the sentence; zod's stand by themselves.
  return issue.message.startsWith('must ') ? issue.message : `is wrong: ${issue.message}`;
}
