import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { frontMatterSchema } from '../../core/question.ts';
import type { Draft } from './draft.ts';
import type { WrittenQuestion } from './written.ts';

const letters = ['a', 'b', 'c', 'd'] as const;

/** The columns of a table of questions, in their order. Texts are Markdown; lists are separated by spaces. */
export const columns = [
  'id',
  'title',
  'topic',
  'difficulty',
  'tags',
  'since',
  'access',
  'related',
  'references',
  'checks',
  'synonyms',
  'prompt',
  'hint',
  ...letters.map((letter) => `choice_${letter}`),
  'right',
  ...letters.map((letter) => `reason_${letter}`),
  'key_points',
  'answer',
  'more',
  'said_as',
] as const;

/** As CSV with a first line of columns, for spreadsheets: UTF-8 with its mark, without which some guess the encoding. */
export function tableOf(questions: readonly WrittenQuestion[]): string {
  return stringify(questions.map(rowOf), {
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: 'windows',
  });
}

function rowOf({ matter, choices, ...texts }: WrittenQuestion): Record<string, string> {
  const each = (name: string, value: (index: number) => string | undefined) =>
    letters.map((letter, index) => [`${name}_${letter}`, value(index) ?? '']);
  const right = letters[choices.findIndex((choice) => choice.right)] ?? '';
  return {
    id: matter.id,
    title: matter.title,
    topic: matter.topic,
    difficulty: matter.difficulty,
    tags: matter.tags.join(' '),
    since: matter.since,
    access: matter.access,
    related: matter.related.join(' '),
    // Within a cell there is no better form for what has parts of its own.
    references: asJson(matter.references),
    checks: asJson(matter.checks),
    synonyms: asJson(matter.synonyms),
    prompt: texts.prompt,
    hint: texts.hint,
    ...Object.fromEntries(each('choice', (index) => choices[index]?.text)),
    right: right.toUpperCase(),
    ...Object.fromEntries(each('reason', (index) => choices[index]?.reason)),
    key_points: texts.keyPoints,
    answer: texts.answer,
    more: texts.more,
    said_as: texts.saidAs,
  };
}

function asJson(list: readonly unknown[]): string {
  return list.length === 0 ? '' : JSON.stringify(list);
}

/** Reads such a table: columns in any order, those that a question may do without may be absent. Throws for no table. */
export function draftsOfTable(text: string): Draft[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { bom: true, columns: normalised, skip_empty_lines: true, relax_column_count: false });
  } catch (error) {
    throw new Error(`This is not CSV that can be read: ${(error as Error).message}`);
  }
  return rows.map((row, index) => draftOf(row, `row ${index + 2}`));
}

function normalised(header: string[]): string[] {
  const names = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const unknown = names.filter((name) => !(columns as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `there is no column ${unknown.map((name) => `\`${name}\``).join(', ')}; the columns are ${columns.join(', ')}`,
    );
  }
  return names;
}

function draftOf(row: Record<string, string>, where: string): Draft {
  const cell = (name: string) => (row[name] ?? '').replaceAll('\r\n', '\n').trim();
  const words = (name: string) =>
    cell(name)
      .split(/[\s,]+/)
      .filter(Boolean);
  const problems: string[] = [];
  const listIn = <T>(name: keyof typeof example, read: (data: unknown) => T[]): T[] => {
    if (cell(name) === '') return [];
    try {
      return read(JSON.parse(cell(name)));
    } catch {
      problems.push(`\`${name}\` must be JSON, such as ${example[name]}`);
      return [];
    }
  };
  const { references, checks, synonyms } = frontMatterSchema.shape;
  const right = cell('right').toLowerCase();
  const choices = letters.map((letter) => ({
    text: cell(`choice_${letter}`),
    right: letter === right,
    reason: cell(`reason_${letter}`),
  }));
  return {
    where,
    problems,
    matter: {
      id: cell('id'),
      title: cell('title'),
      topic: cell('topic').toUpperCase(),
      difficulty: cell('difficulty').toLowerCase(),
      since: cell('since'),
      access: cell('access').toLowerCase(),
      tags: words('tags'),
      related: words('related'),
      references: listIn('references', (data) => references.parse(data)),
      checks: listIn('checks', (data) => checks.parse(data)),
      synonyms: listIn('synonyms', (data) => synonyms.parse(data)),
    },
    prompt: cell('prompt'),
    hint: cell('hint'),
    choices: choices.filter(({ text, reason }) => text !== '' || reason !== ''),
    keyPoints: cell('key_points'),
    answer: cell('answer'),
    more: cell('more'),
    saidAs: cell('said_as'),
  };
}

const example = {
  references: '[{"author": "L. Wasserman", "title": "All of Statistics", "venue": "Springer", "year": 2004}]',
  checks: '[{"claim": "about 0.005 is left", "expression": "0.9^50", "value": 0.005}]',
  synonyms: '[["kv cache", "cached keys and values"]]',
};
