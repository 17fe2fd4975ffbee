import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { choiceOrder } from '../../core/deck.ts';
import { type Question, topicCodes, topics } from '../../core/question.ts';
import { deck, deckOptions, fieldNames, noteType, tables } from './anki-schema.ts';
import { blocksHtml, escaped, inlineHtml } from './blocks-to-html.ts';

/** The picture of a figure's file, as a PNG. */
export type DrawFigure = (source: string) => Promise<Uint8Array>;

/** Ids are the same every time, so that a second import brings the notes up to date and adds none twice. */
const firstId = 1_763_900_000_000;
const noteTypeId = firstId - 1;

/** Zip files cannot hold an earlier time. */
const zipTime = '1980-01-01T00:00:00';

/** Questions as an Anki deck package (`.apkg`), a deck for each topic. `now` is in ms. */
export async function deckOf(
  questions: readonly Question[],
  draw: DrawFigure,
  now: number,
): Promise<Uint8Array> {
  const media = new Map<string, Uint8Array>();
  const names = new Map<string, string>();
  for (const source of questions.flatMap(figuresOf)) {
    if (names.has(source)) continue;
    const name = `viva-${basename(source).replace(/\.(vl\.json|png)$/, '')}.png`;
    names.set(source, name);
    media.set(name, await draw(source));
  }
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  try {
    const seconds = Math.floor(now / 1_000);
    database.run(tables);
    database.run('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)', [
      seconds,
      now,
      now,
      JSON.stringify({ nextPos: questions.length + 1, curModel: noteTypeId, curDeck: 1, activeDecks: [1] }),
      JSON.stringify({ [noteTypeId]: noteType(noteTypeId, seconds) }),
      JSON.stringify(decksOf(questions, seconds)),
      JSON.stringify(deckOptions),
      '{}',
    ]);
    for (const [index, question] of questions.entries()) {
      const id = noteIdOf(question);
      const fields = fieldsOf(question, (source) => names.get(source) ?? '');
      database.run('INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, ?)', [
        id,
        `viva-${question.id}`,
        noteTypeId,
        seconds,
        ` ${[question.difficulty, ...question.tags].join(' ')} `,
        fields.join('\u001f'),
        question.id,
        checksum(question.id),
        '',
      ]);
      database.run('INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?)', [
        id,
        id,
        deckIdOf(question),
        seconds,
        index + 1,
        '',
      ]);
    }
    const files = [...media.values()];
    const list = Object.fromEntries([...media.keys()].map((name, index) => [index, name]));
    return zipSync(
      {
        'collection.anki2': database.export(),
        media: new TextEncoder().encode(JSON.stringify(list)),
        ...Object.fromEntries(files.map((bytes, index) => [String(index), bytes])),
      },
      { mtime: zipTime },
    );
  } finally {
    database.close();
  }
}

function decksOf(questions: readonly Question[], seconds: number): Record<string, object> {
  const ids = new Map(
    questions.map((question) => [deckIdOf(question), `Viva::${topics[question.topic].name}`]),
  );
  const made = [...ids].map(([id, name]) => [id, deck(id, name, seconds)]);
  return { 1: deck(1, 'Default', seconds), ...Object.fromEntries(made) };
}

function deckIdOf({ topic }: Question): number {
  return firstId + topicCodes.indexOf(topic) + 1;
}

/** The topic and the four digits of the question's id. */
function noteIdOf({ id, topic }: Question): number {
  return firstId + (topicCodes.indexOf(topic) + 1) * 10_000 + Number(id.slice(2));
}

/** As Anki finds twins: the first 8 hex digits of the first field's SHA-1. */
function checksum(text: string): number {
  return Number.parseInt(createHash('sha1').update(text).digest('hex').slice(0, 8), 16);
}

function fieldsOf(question: Question, nameFigure: (source: string) => string): string[] {
  const html = (blocks: Question['prompt']) => blocksHtml(blocks, nameFigure);
  const list = (items: string[]) => `<ol type="A">${items.map((item) => `<li>${item}</li>`).join('')}</ol>`;
  // In the authors' order the place of the right one might tell.
  const choices = choiceOrder(question.id, question.choices.length).flatMap(
    (at) => question.choices[at] ?? [],
  );
  const right = choices.findIndex((choice) => choice.right);
  const points = question.keyPoints.map(
    ({ name, text }) => `<li><b>${escaped(name)}.</b> ${inlineHtml(text)}</li>`,
  );
  const works = question.references.map(({ author, title, venue, year, url }) => {
    const name = url === undefined ? escaped(title) : `<a href="${escaped(url)}">${escaped(title)}</a>`;
    return `${escaped(author)}: ${name}. ${escaped(venue)}, ${year}.`;
  });
  const fields: Record<(typeof fieldNames)[number], string> = {
    Id: question.id,
    Title: escaped(question.title),
    Prompt: html(question.prompt),
    Choices: list(choices.map(({ text }) => inlineHtml(text))),
    Hint: html(question.hint),
    Right: `<p><b>${'ABCD'[right] ?? ''}</b></p>${list(choices.map(({ reason }) => inlineHtml(reason)))}`,
    'Key points': `<ol>${points.join('')}</ol>`,
    Answer: html(question.answer),
    More: html(question.more),
    References: works.join('<br>'),
  };
  return fieldNames.map((name) => fields[name]);
}

function figuresOf(question: Question): string[] {
  return [question.prompt, question.hint, question.answer, question.more]
    .flatMap(flattened)
    .flatMap((block) => (block.type === 'figure' ? [block.source] : []));
}

function flattened(blocks: Question['prompt']): Question['prompt'] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return block.items.flatMap(flattened);
    return block.type === 'quote' ? flattened(block.children) : [block];
  });
}
