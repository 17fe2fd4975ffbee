import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FrontMatter,
  type QuestionId,
  questionIdPattern,
  type TopicCode,
  topics,
} from '../../core/question.ts';
import { type Checkers, checkQuestion, slugOf } from '../check-question.ts';
import { readQuestion } from '../read-question.ts';
import type { Draft } from './draft.ts';
import { copyFigures, figureNames } from './figures.ts';
import { fileOf } from './written.ts';

export interface TakeSettings {
  /** Where the questions go, each into its topic's folder. */
  folder: string;
  /** Where their figures lie. */
  figures: string;
  /** Ids that have a question already, with its file. */
  taken: ReadonlyMap<QuestionId, string>;
  /** For drafts that name none. */
  topic?: TopicCode;
  difficulty: FrontMatter['difficulty'];
  /** The day, as YYYY-MM-DD. */
  today: string;
  /** Writes what is not finished too; the bank leaves it out until it is. */
  unfinished: boolean;
  /** Writes nothing at all. */
  dry: boolean;
  checkers: Checkers;
}

/** What became of a draft: the file that was written, or why there is none. */
export interface Fate {
  where: string;
  /** Relative to the folder; undefined where nothing was written. */
  file: string | undefined;
  /** Empty for a question without a mistake. */
  problems: string[];
}

/** Makes question files of drafts. Nothing that is there is written over. */
export async function takeDrafts(drafts: readonly Draft[], settings: TakeSettings): Promise<Fate[]> {
  const owners = new Map(settings.taken);
  const trial = await mkdtemp(join(tmpdir(), 'viva-import-'));
  try {
    const fates: Fate[] = [];
    for (const draft of drafts) fates.push(await takeOne(draft, settings, owners, trial));
    return fates;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

async function takeOne(
  draft: Draft,
  settings: TakeSettings,
  owners: Map<QuestionId, string>,
  trial: string,
): Promise<Fate> {
  const { where } = draft;
  const refused = (...problems: string[]): Fate => ({ where, file: undefined, problems });
  if (draft.problems.length > 0) return refused(...draft.problems);
  const topic = draft.matter.topic || settings.topic || topicOf(draft.matter.id);
  if (topic === undefined) return refused('has no topic: give one for all with `--topic ML`');
  if (!isTopic(topic))
    return refused(`has the topic ${topic}, and the topics are ${Object.keys(topics).join(', ')}`);
  const id = draft.matter.id || nextId(topic, owners);
  const owner = owners.get(id);
  if (owner !== undefined) return refused(`has the id ${id}, which ${owner} has already`);

  const matter = {
    ...draft.matter,
    id,
    topic,
    difficulty: draft.matter.difficulty || settings.difficulty,
    since: draft.matter.since || settings.today,
    access: draft.matter.access || 'public',
  };
  // What is wrong with it is found below, by reading it as a file like any other.
  const text = fileOf({ ...draft, matter: matter as FrontMatter });
  const folder = topics[topic].folder;
  const file = `${folder}/${id}-${slugOf(matter.title) || 'untitled'}.md`;
  const names = figureNames(draft);
  await copyFigures(names, settings.figures, join(trial, folder));
  const problems = await problemsOf(text, file, join(trial, folder), settings.checkers);
  if (problems.length > 0 && !(settings.unfinished && questionIdPattern.test(id)))
    return refused(...problems);
  owners.set(id, where);
  if (settings.dry) return { where, file, problems };
  await mkdir(join(settings.folder, folder), { recursive: true });
  try {
    await writeFile(join(settings.folder, file), text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return refused(`would be ${file}, which is there already`);
    throw error;
  }
  await copyFigures(names, settings.figures, join(settings.folder, folder));
  return { where, file, problems };
}

async function problemsOf(text: string, file: string, folder: string, checkers: Checkers): Promise<string[]> {
  const problems: string[] = [];
  const complain = (_line: number, message: string) => problems.push(message);
  const read = await readQuestion({ bytes: Buffer.from(text), text, folder, complain });
  await checkQuestion(read, file, checkers, complain);
  return problems;
}

function isTopic(code: string): code is TopicCode {
  return Object.hasOwn(topics, code);
}

function topicOf(id: string): string | undefined {
  return questionIdPattern.test(id) ? id.slice(0, 2) : undefined;
}

/** One above the highest of the topic: ids are for ever, so a gap is not filled. */
function nextId(topic: TopicCode, owners: ReadonlyMap<QuestionId, string>): QuestionId {
  const numbers = [...owners.keys()].filter((id) => id.startsWith(topic)).map((id) => Number(id.slice(2)));
  return `${topic}${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
}
