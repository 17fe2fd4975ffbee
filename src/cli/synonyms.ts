import { pointsCovered } from '../core/deeds.ts';
import { formatDuration } from '../core/duration.ts';
import type { RoundId } from '../core/round.ts';
import { unturned } from '../core/tidy.ts';
import { plural } from '../core/words/common.ts';
import { createLog } from '../ops/log.ts';
import { roundsWithAnswers } from '../store/answers.ts';
import { type OpenStore, openStore } from '../store/open-store.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { onStorage } from './on-storage.ts';
import { wrapped } from './wrapped.ts';

/** A tick that somebody corrected in an answer of their own. Nothing in it says who. */
export interface Correction {
  question: string;
  title: string;
  /** From 1, as people see it. */
  point: number;
  name: string;
  /** `ticked`: the matcher had missed it. `unticked`: it had found what was not there. */
  by: 'ticked' | 'unticked';
  /** When, ms. */
  at: number;
  text: string;
}

/** `viva check --synonyms`: the answers in which people corrected ticks, newest first, for authors to learn from. */
export async function synonyms({ json = false }: { json?: boolean }, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  return onStorage(config, io, async ({ place }) => {
    const { prefix, answersKept } = config;
    const log = createLog('silent', false);
    const store = await openStore({ place, prefix, clock: { now: () => Date.now() }, log });
    try {
      const found: Correction[] = [];
      for (const round of await roundsWithAnswers(place, prefix)) {
        found.push(...(await correctionsIn(store, round)));
      }
      found.sort((one, other) => other.at - one.at);
      if (json) io.print(JSON.stringify(found, null, 2));
      else io.print(found.length === 0 ? noneWords(answersKept) : wrapped(listed(found)));
      return 0;
    } finally {
      store.close();
    }
  });
}

async function correctionsIn(store: OpenStore, id: RoundId): Promise<Correction[]> {
  const [round, texts] = await Promise.all([store.rounds.get(id), store.answers.all(id)]);
  const question = round && (await store.rounds.content(round.question, round.version));
  if (question === undefined) return [];
  const found: Correction[] = [];
  for (const [member, text] of Object.entries(texts)) {
    const deeds = await store.deeds.of(id, member);
    for (const [point, { found: matched, covered }] of pointsCovered(deeds).entries()) {
      const tick = deeds.ticks?.[point];
      if (matched === covered || tick === undefined) continue;
      found.push({
        question: question.id,
        title: question.title,
        point: point + 1,
        name: question.keyPoints[point]?.name ?? '',
        by: covered ? 'ticked' : 'unticked',
        at: tick.at,
        text,
      });
    }
  }
  return found;
}

function noneWords(kept: number): string {
  if (kept === 0)
    return 'Nothing to list: VIVA_ANSWERS_KEPT is 0, so the words of answers are not kept at all.';
  return `Nobody has corrected a tick in an answer of the last ${formatDuration(kept)} (VIVA_ANSWERS_KEPT).`;
}

function listed(corrections: readonly Correction[]): string {
  const entries = corrections.map(({ question, title, point, name, by, text }) => {
    const hand = by === 'ticked' ? 'ticked by hand: it was missed' : 'unticked by hand: it is not there';
    const words = printable(text).replace(/^/gm, '> ');
    return `${question} · ${title}\n${point}. ${name}, ${hand}\n${words}`;
  });
  const count = `${plural(corrections.length, 'tick')} corrected, newest first. `;
  return `${count}Words for a point that was missed belong under \`## Said as\`, or into its question’s synonyms.\n\n${entries.join('\n\n')}`;
}

/** Without what would steer a terminal or turn its lines around: people wrote it. */
function printable(text: string): string {
  return unturned(text)
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\s*\n\s*/g, '\n');
}
