import { difficulties, type QuestionFilter, type TopicCode, topicCodes } from '../core/question.ts';
import type { Console } from './console.ts';

/** The folder beside an exported file that holds its figures. */
export function figuresFolderOf(file: string): string {
  return `${file.replace(/\.[^./\\]+$/, '')}-figures`;
}

/** The topic and difficulty given on the command line; undefined once a wrong one was named. */
export function readFilter(
  { topic, difficulty }: { topic?: string; difficulty?: string },
  io: Console,
): QuestionFilter | undefined {
  const code = topicCodes.find((one) => one === topic?.toUpperCase());
  const level = difficulties.find((one) => one === difficulty?.toLowerCase());
  if (topic !== undefined && code === undefined) {
    io.complain(`There is no topic ${topic}: the topics are ${topicCodes.join(', ')}.`);
    return undefined;
  }
  if (difficulty !== undefined && level === undefined) {
    io.complain(`There is no difficulty ${difficulty}: it is ${difficulties.join(', ')}.`);
    return undefined;
  }
  const filter: { topic?: TopicCode; difficulty?: (typeof difficulties)[number] } = {};
  if (code !== undefined) filter.topic = code;
  if (level !== undefined) filter.difficulty = level;
  return filter;
}
