import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { type FrontMatter, frontMatterSchema } from '../core/question.ts';
import type { Complain } from './problem.ts';

export interface ReadFrontMatter {
  /** Undefined where anything in it is wrong. */
  value: FrontMatter | undefined;
  /** The keys that are right by themselves: what can be checked although others are wrong. */
  known: Partial<FrontMatter>;
  /** The line of a key or list entry: `lineAt('related', 1)`; of what encloses it where it is absent. */
  lineAt(...path: (string | number)[]): number;
}

export const noFrontMatter: ReadFrontMatter = { value: undefined, known: {}, lineAt: () => 1 };

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
    complain(lineOfOffset(fault.pos[0]), `This is not valid YAML: ${fault.message}. ${yamlHint}`);
  if (faults.length > 0) return { value: undefined, known: {}, lineAt };

  const plain = toPlain(document);
  if (plain === undefined) {
    complain(
      1,
      'A YAML alias such as `*name` is not followed here: write the value out, as `[attention, cost]`',
    );
    return { value: undefined, known: {}, lineAt };
  }
  const result = frontMatterSchema.safeParse(plain);
  if (result.success) return { value: result.data, known: result.data, lineAt };
  for (const issue of result.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        complain(
          lineAt(...path, key),
          `\`${keyName([...path, key])}\` is not a key that questions have: those are ${keysAt(path)}`,
        );
      }
    } else if (path.length === 0) {
      complain(1, 'The front matter must hold keys and values, such as `id: DL0003`');
    } else {
      const words = wordsFor(issue, document.hasIn(path));
      complain(lineAt(...path), `\`${keyName(path)}\` ${words}${exampleOf(path)}`);
    }
  }
  return { value: undefined, known: knownOf(plain), lineAt };
}

const yamlHint =
  'Text that holds `: `, `#` or quotes goes into quotes, such as `title: "Adam: Bias Correction"`';

/** One good line for each key, whatever list it stands in. */
const examples: Readonly<Record<string, string>> = {
  id: 'id: DL0003',
  title: 'title: Residual Connection',
  topic: 'topic: DL',
  difficulty: 'difficulty: medium',
  tags: 'tags: [attention, kv-cache]',
  since: 'since: 2026-11-23',
  access: 'access: members',
  related: 'related: [DL0001, OP0002]',
  references: 'references: []',
  'references.author': 'author: L. Wasserman',
  'references.title': 'title: All of Statistics',
  'references.venue': 'venue: Springer',
  'references.year': 'year: 2004',
  'references.url': 'url: https://arxiv.org/abs/1512.03385',
  checks: 'checks: []',
  'checks.claim': 'claim: about 0.005 is left',
  'checks.expression': 'expression: 0.9^50',
  'checks.value': 'value: 0.005',
  'checks.tolerance': 'tolerance: 0.0005',
  synonyms: 'synonyms: [[kv cache, cached keys and values]]',
};

function exampleOf(path: (string | number)[]): string {
  const names = path.filter((part) => typeof part === 'string');
  const example = examples[names.join('.')] ?? examples[names[0] ?? ''];
  return example === undefined ? '' : `, such as \`${example}\``;
}

function keysAt(path: (string | number)[]): string {
  const [list] = path;
  const names = Object.keys(examples).filter((name) =>
    list === undefined ? !name.includes('.') : name.startsWith(`${list}.`),
  );
  return names.map((name) => `\`${name.split('.').at(-1)}\``).join(', ');
}

/** Each key held against its own rule; of the checks, those that are right. */
function knownOf(plain: unknown): Partial<FrontMatter> {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return {};
  const known = Object.entries(frontMatterSchema.shape).flatMap(([key, rule]) => {
    const result = rule.safeParse((plain as Record<string, unknown>)[key]);
    return result.success ? [[key, result.data]] : [];
  });
  return Object.fromEntries(known);
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
