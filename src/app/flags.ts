import {
  byQuestion,
  type Flag,
  type FlagKey,
  flagReasons,
  longestRemark,
  type OpenFlag,
  openFlagsAtMost,
  raised,
} from '../core/flag.ts';
import { measured } from '../core/measured.ts';
import { type FlagGroup, type Outcome, refused, type ShownFlag } from '../core/outcome.ts';
import { pageOf } from '../core/page.ts';
import type { QuestionId } from '../core/question.ts';
import { lengthOf, tidy } from '../core/tidy.ts';
import { isSpaceless, membersOnly } from './access.ts';
import type { Context } from './context.ts';
import { tellOfFlag } from './flag-line.ts';
import { findQuestion } from './lookup.ts';
import type { Exchange } from './ports/platform.ts';

/** As many groups as have a button of each kind in one row. */
const groupsOnPage = 5;
/** So many flags of a group stand in the list of all. */
const flagsOfGroup = 3;
/** Of one question, with their whole texts. */
const flagsOnPage = 6;

/** A member says that something is wrong with a question. A later flag of theirs takes the place of an earlier one. */
export async function flag(
  context: Context,
  exchange: Exchange,
  given: { question: QuestionId; reason: string; text: string },
): Promise<Outcome> {
  const { member, space } = exchange.caller;
  if (isSpaceless(space)) return refused({ kind: 'nobody-to-tell' });
  const question = context.bank.get(given.question);
  if (question === undefined) return refused({ kind: 'question-gone', question: given.question });
  const hidden = await membersOnly(context, exchange, question);
  if (hidden !== undefined) return hidden;
  const reason = flagReasons.find((one) => one === given.reason);
  if (reason === undefined) return refused({ kind: 'no-reason' });
  const text = tidy(given.text);
  if (text === '' && reason === 'other') return refused({ kind: 'no-remark' });
  if (lengthOf(text) > longestRemark) return tooLong(text);
  const made: Flag = { reason, text, at: exchange.at, title: question.title, version: question.version };
  const key: FlagKey = { member, space, question: question.id };
  const changed = await context.store.flags.change(key, (record) => raised(record, made), openFlagsAtMost);
  if (changed === 'too-many') return refused({ kind: 'too-many-flags', limit: openFlagsAtMost });
  if (changed.after.open?.at === made.at) await tellOfFlag(context, key, made.at);
  return { kind: 'flagged', question: question.id, again: changed.before.open !== undefined };
}

/** `/viva-admin flags`: all open ones of the space, or those of one question. */
export async function listFlags(
  context: Context,
  exchange: Exchange,
  { question, page = 1 }: { question?: string; page?: number },
): Promise<Outcome> {
  if (exchange.place.kind === 'dm') return refused({ kind: 'not-in-dm' });
  const open = await context.store.flags.open(exchange.caller.space);
  if (question === undefined || question === 'all') return listAll(context, open, page);
  // One that was taken out of the bank is known by its id alone.
  const id = question.trim().toUpperCase();
  const flagged = open.filter((one) => one.question === id);
  if (flagged.length > 0) return listOne(context, exchange, id, flagged, page);
  const found = await findQuestion(context, exchange, question);
  if ('kind' in found) return found;
  const own = open.filter((one) => one.question === found.question.id);
  return listOne(context, exchange, found.question.id, own, page);
}

async function listAll(context: Context, open: readonly OpenFlag[], wanted: number): Promise<Outcome> {
  const page = pageOf(byQuestion(open), wanted, groupsOnPage);
  const items = await Promise.all(
    page.items.map(async (group): Promise<FlagGroup> => {
      const [{ question, at }] = group;
      const flags = await shown(context, group.slice(0, flagsOfGroup));
      return { ...nameOf(context, question, flags), total: group.length, seen: at, flags };
    }),
  );
  return { kind: 'flags', page: { ...page, items } };
}

async function listOne(
  context: Context,
  exchange: Exchange,
  id: QuestionId,
  open: readonly OpenFlag[],
  wanted: number,
): Promise<Outcome> {
  const page = pageOf(open, wanted, flagsOnPage);
  const [items, tries] = await Promise.all([
    shown(context, page.items),
    context.store.tries.of(exchange.caller.space, id),
  ]);
  const question = context.bank.get(id);
  return {
    kind: 'flags-of',
    ...nameOf(context, id, items),
    difficulty: question?.difficulty,
    measured: question === undefined ? undefined : measured(tries, question.difficulty),
    attempts: tries.attempts,
    seen: open[0]?.at ?? 0,
    page: { ...page, items },
  };
}

/** Those of them that are still open. */
async function shown(context: Context, flags: readonly OpenFlag[]): Promise<ShownFlag[]> {
  const records = await context.store.flags.many(flags);
  return flags.flatMap(({ member, question }, index) => {
    const flag = records[index]?.open;
    if (flag === undefined) return [];
    const now = context.bank.get(question)?.version;
    return [{ member, flag, outdated: now !== undefined && now !== flag.version }];
  });
}

function nameOf(context: Context, id: QuestionId, flags: readonly ShownFlag[]) {
  const question = context.bank.get(id);
  return {
    question: id,
    title: question?.title ?? flags[0]?.flag.title,
    inBank: question !== undefined,
  };
}

export function tooLong(text: string): Outcome {
  return refused({ kind: 'remark-too-long', length: lengthOf(text), limit: longestRemark });
}
