import { parse } from 'csv-parse/sync';
import { type Draft, emptyMatter } from './draft.ts';
import { markdownOf } from './html-to-markdown.ts';

/** Parts of a question that a field of a note may be. */
export const fieldParts = ['title', 'prompt', 'hint', 'answer', 'more', '-'] as const;
export type FieldPart = (typeof fieldParts)[number];

/** The separators that Anki names. */
const separators: Record<string, string> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  space: ' ',
  colon: ':',
};

const longestTitle = 60;

/**
 * Reads Anki's export "Notes in Plain Text", with its `#` lines. `parts` says what each field is, in order (`-`: nothing);
 * fields beyond are left out. A note has no choices: what comes of one is a draft that its author finishes.
 */
export function draftsOfAnkiText(text: string, parts: readonly FieldPart[]): Draft[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const headerEnd = lines.findIndex((line) => !line.startsWith('#'));
  const header = new Map(
    lines.slice(0, Math.max(0, headerEnd)).map((line): [string, string] => {
      const [, key = '', value = ''] = /^#([^:]+):(.*)$/.exec(line) ?? [];
      return [key.trim().toLowerCase(), value.trim()];
    }),
  );
  const body = lines.slice(Math.max(0, headerEnd)).join('\n');
  const separator = header.get('separator')?.toLowerCase() ?? 'tab';
  const isHtml = header.get('html') !== 'false';
  let notes: string[][];
  try {
    notes = parse(body, {
      delimiter: separators[separator] ?? separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new Error(`This is not Anki's text export ("Notes in Plain Text"): ${(error as Error).message}`);
  }
  const columnOf = (name: string) => Number(header.get(`${name} column`) ?? 0) - 1;
  const special = ['guid', 'notetype', 'deck', 'tags'].map(columnOf).filter((column) => column >= 0);
  return notes.map((note, index) => {
    const fields = note.filter((_field, column) => !special.includes(column));
    const tags = (note[columnOf('tags')] ?? '').split(/\s+/).filter(Boolean).map(tagOf);
    return draftOf(fields, parts, {
      where: `note ${index + 1}`,
      tags: [...new Set(tags)].filter(Boolean),
      isHtml,
    });
  });
}

function draftOf(
  fields: readonly string[],
  parts: readonly FieldPart[],
  { where, tags, isHtml }: { where: string; tags: string[]; isHtml: boolean },
): Draft {
  const problems: string[] = [];
  const all = fields.join(' ');
  if (/\{\{c\d+::/.test(all))
    problems.push('is a cloze, whose question holds its answer: write it as a question');
  const [, picture] = /<img[^>]*src="?([^" >]+)/.exec(all) ?? [];
  if (picture !== undefined) problems.push(`shows the picture ${picture}, which a text export does not hold`);
  if (/\[sound:/.test(all)) problems.push('plays a sound, which a chat cannot show');
  const part = (name: FieldPart) => {
    const field = fields[parts.indexOf(name)]?.trim() ?? '';
    return parts.includes(name) ? (isHtml ? markdownOf(field) : markdownOf(escaped(field))) : '';
  };
  const prompt = part('prompt');
  return {
    where,
    problems,
    matter: { ...emptyMatter, title: part('title') || titleOf(prompt), tags },
    prompt,
    hint: part('hint'),
    choices: [],
    keyPoints: '',
    answer: part('answer'),
    more: part('more'),
    saidAs: '',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

/** The prompt's first words, without marks. */
function titleOf(prompt: string): string {
  const line = prompt.split('\n')[0] ?? '';
  const plain = line
    .replace(/^[#>\s]+/, '')
    .replace(/[*_`$\\]/g, '')
    .replace(/[?.:!\s]+$/, '')
    .trim();
  if (plain.length <= longestTitle) return plain;
  return plain.slice(0, longestTitle).replace(/\s+\S*$/, '');
}

/** `ML::Trees` as `ml-trees`. */
function tagOf(tag: string): string {
  return tag
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
