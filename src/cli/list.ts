import type { PageOf } from '../core/outcome.ts';
import { inlineText } from '../core/plain-text.ts';
import type { Question } from '../core/question.ts';
import { plural, subject } from '../core/words/common.ts';
import { excerpt } from '../core/words/excerpt.ts';
import { columns } from './wrapped.ts';

/** Under its name, how a question begins. */
const indent = '        ';

/** Questions for a terminal: a line each, or two lines where `begins`. */
export function listAsText(questions: readonly Question[], begins: boolean): string {
  const nameWidth = columns - 2 - Math.max(...questions.map((question) => subject(question).length));
  const blocks = questions.map((question) => {
    const name = `${question.id}  ${question.title}`;
    const about = subject(question);
    // Where both do not fit into a line, what it is about goes under its name.
    const head =
      name.length <= nameWidth ? `${name.padEnd(nameWidth)}  ${about}` : `${parted(name)}\n${indent}${about}`;
    return begins ? `${head}\n${indent}${beginningOf(question)}\n` : head;
  });
  return blocks.join('\n').trimEnd();
}

/** A title may be as long as a line by itself. */
function parted(name: string): string {
  if (name.length <= columns) return name;
  const space = name.lastIndexOf(' ', columns);
  return `${name.slice(0, space)}\n${indent}${name.slice(space + 1)}`;
}

function beginningOf({ prompt }: Question): string {
  const room = columns - indent.length;
  // A formula counts as its TeX, and in a terminal it is shown so.
  return inlineText(excerpt(prompt, room)).replaceAll('\n', ' ');
}

/** "23 questions, page 1 of 3: `viva browse --page 2` goes on"; `command` with what was asked for. */
export function pageLine({ number, of, total }: PageOf<unknown>, command: string): string {
  const count = plural(total, 'question');
  if (of === 1) return count;
  const on = number < of ? `: \`${command} --page ${number + 1}\` goes on` : '';
  return `${count}, page ${number} of ${of}${on}`;
}
