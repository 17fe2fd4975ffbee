import { join } from 'node:path';
import { questionsMeant } from '../app/meant.ts';
import type { Bank } from '../app/ports/bank.ts';
import { loadBank } from '../bank/load-bank.ts';
import { openReadings } from '../bank/readings.ts';
import { builtPictures, readingsBeside } from '../built.ts';
import { choiceMeant } from '../core/command.ts';
import { pageOf } from '../core/page.ts';
import { difficulties, newestFirst, topicCodes, topics } from '../core/question.ts';
import { filterLabel } from '../core/words/common.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { listAsText, pageLine } from './list.ts';
import { questionAsText } from './plain-text.ts';
import { wrapped } from './wrapped.ts';

/** What a terminal of 24 lines holds. */
const foundOnPage = 6;
const browsedOnPage = 20;
/** So many are named where words fit several. */
const candidates = 10;

async function bankFor(io: Console): Promise<Bank | undefined> {
  const config = configured(io);
  if (config === undefined) return undefined;
  const readings = await openReadings(join(config.dataFolder, 'bank'), readingsBeside(builtPictures));
  return (await loadBank([...config.questionFolders], {}, readings)).bank;
}

/** `viva show DL0003`, `viva show residual connection`: prints the whole question. */
export async function show(words: string[], io: Console): Promise<number> {
  const bank = await bankFor(io);
  if (bank === undefined) return 1;
  const given = words.join(' ');
  const meant = questionsMeant(bank, given, candidates);
  const [question] = meant;
  if (question === undefined) {
    io.complain(`No question goes by “${given}”. \`viva search ${given}\` and \`viva browse\` look further.`);
    return 1;
  }
  if (meant.length > 1) {
    io.complain(
      `Several questions fit “${given}”. Name one by its id, such as \`viva show ${question.id}\`:\n`,
    );
    io.complain(listAsText(meant, false));
    return 1;
  }
  io.print(wrapped(questionAsText(question)));
  return 0;
}

export interface PageOption {
  page?: string;
}

/** `viva search residual`: a page of the questions that fit, best first. */
export async function search(words: string[], options: PageOption, io: Console): Promise<number> {
  const page = pageNumber(options, io);
  if (page === undefined) return 1;
  const bank = await bankFor(io);
  if (bank === undefined) return 1;
  const given = words.join(' ');
  const found = bank.find(given, { within: 'everything' });
  if (found.length === 0) {
    io.complain(
      `Nothing found: no title, tag or text of a question fits “${given}”.\n` +
        'Fewer words find more, and the beginning of one will do. `viva browse` lists all questions.',
    );
    return 1;
  }
  const shown = pageOf(found, page, foundOnPage);
  io.print(`${listAsText(shown.items, true)}\n\n${pageLine(shown, `viva search ${given}`)}`);
  return 0;
}

export interface BrowseOptions extends PageOption {
  topic?: string;
  difficulty?: string;
}

/** `viva browse --topic DL`: a page of the bank, newest first. */
export async function browse(options: BrowseOptions, io: Console): Promise<number> {
  const page = pageNumber(options, io);
  const topic = oneOf(
    'topic',
    topicCodes.map((value) => ({ value, name: topics[value].name })),
    options.topic,
    io,
  );
  const difficulty = oneOf(
    'difficulty',
    difficulties.map((value) => ({ value, name: value })),
    options.difficulty,
    io,
  );
  if (page === undefined || topic === undefined || difficulty === undefined) return 1;
  const bank = await bankFor(io);
  if (bank === undefined) return 1;
  const filter = { ...(topic !== 'any' && { topic }), ...(difficulty !== 'any' && { difficulty }) };
  const all = newestFirst(bank.matching(filter));
  if (all.length === 0) {
    io.complain(`The bank has no ${filterLabel(filter)}.`);
    return 1;
  }
  const shown = pageOf(all, page, browsedOnPage);
  const chosen = Object.entries(filter).map(([name, value]) => ` --${name} ${value}`);
  io.print(`${listAsText(shown.items, false)}\n\n${pageLine(shown, `viva browse${chosen.join('')}`)}`);
  return 0;
}

/** `any` where nothing was given; undefined once it was named what is wrong. */
function oneOf<Value extends string>(
  option: string,
  choices: readonly { value: Value; name: string }[],
  given: string | undefined,
  io: Console,
): Value | 'any' | undefined {
  if (given === undefined) return 'any';
  const choice = choiceMeant(choices, given);
  if (choice !== undefined) return choice.value;
  const known = choices.map(({ value, name }) => (value === name ? `  ${value}` : `  ${value}  ${name}`));
  io.complain(`There is no ${option} “${given}”. There are:\n${known.join('\n')}`);
  return undefined;
}

function pageNumber({ page = '1' }: PageOption, io: Console): number | undefined {
  if (/^[1-9]\d{0,6}$/.test(page)) return Number(page);
  io.complain(`--page takes a whole number from 1 on, and not “${page}”.`);
  return undefined;
}
