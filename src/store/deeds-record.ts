import type { Worth } from '../core/board.ts';
import { type Attempt, type Deeds, noDeeds, type Tick, type Ticks, type Written } from '../core/deeds.ts';

/**
 * Deeds as kept, one for every member and round: `choice,attempt,hint,reveal,ticks`, the times in base 36, and what was
 * not done left empty; commas at the end are left out. A reveal alone: `,,,mia3k0w0`.
 *
 * Words of one's own stand in the place of the choice as `w`, the bits of the points that were found (base 36), `/` and
 * how many points there were: `w5/4,mia3k0w0`. Ticks have `;` between them: `+` or `-`, the point, `.`, and how long
 * after the attempt it was clicked: `+1.2s3;-0.2xa`.
 */
export function deedsText({ attempt, hintAt, revealAt, ticks }: Deeds): string {
  const time = (at: number | undefined) => at?.toString(36) ?? '';
  const parts = [answerText(attempt), time(attempt?.at), time(hintAt), time(revealAt)];
  return [...parts, ticksText(ticks, attempt?.at ?? 0)].join(',').replace(/,+$/, '');
}

export function deedsFrom(text: string | null): Deeds {
  if (text === null) return noDeeds;
  const [answer = '', attemptAt, hint, reveal, marks = ''] = text.split(',');
  const time = (at: string | undefined) =>
    at === undefined || at === '' ? undefined : Number.parseInt(at, 36);
  const at = time(attemptAt);
  const ticks = ticksFrom(marks, at ?? 0);
  return {
    attempt: at === undefined ? undefined : attemptFrom(answer, at),
    hintAt: time(hint),
    revealAt: time(reveal),
    ...(ticks === undefined ? {} : { ticks }),
  };
}

function answerText(attempt: Attempt | undefined): string {
  if (attempt === undefined) return '';
  const { choice, written } = attempt;
  return written === undefined ? String(choice) : `w${written.found.toString(36)}/${written.of}`;
}

function attemptFrom(answer: string, at: number): Attempt | undefined {
  if (answer === '') return undefined;
  return answer.startsWith('w')
    ? { written: writtenFrom(answer.slice(1)), at }
    : { choice: Number(answer), at };
}

function writtenFrom(text: string): Written {
  const [found = '', of = ''] = text.split('/');
  return { found: Number.parseInt(found, 36), of: Number(of) };
}

function ticksText(ticks: Ticks | undefined, from: number): string {
  const marks = (ticks ?? []).map((tick, point) =>
    tick === undefined ? '' : `${tick.on ? '+' : '-'}${point}.${(tick.at - from).toString(36)}`,
  );
  return marks.filter((mark) => mark !== '').join(';');
}

function ticksFrom(text: string, from: number): Ticks | undefined {
  if (text === '') return undefined;
  const ticks: (Tick | undefined)[] = [];
  for (const mark of text.split(';')) {
    const [point = '', after = ''] = mark.slice(1).split('.');
    while (ticks.length < Number(point)) ticks.push(undefined);
    ticks[Number(point)] = { on: mark.startsWith('+'), at: from + Number.parseInt(after, 36) };
  }
  return ticks;
}

/** The worth that stands beside deeds, without the topic, which the round knows. */
type Beside = Pick<Worth, 'points' | 'score'>;

/**
 * Deeds with what they are worth on boards and in tallies: `<deeds>=<points>,<score>`, both in parts of a point. Where there are
 * no points and nothing is tallied, only the deeds.
 */
export function recordText(deeds: Deeds, worth: Beside | undefined): string {
  const { points, score } = worth ?? { points: 0, score: undefined };
  const text = deedsText(deeds);
  return points === 0 && score === undefined ? text : `${text}=${points},${score ?? ''}`;
}

export function recordFrom(record: string | null): { deeds: Deeds; worth: Beside | undefined } {
  const [, text = '', points, score] = /^(.*)=(\d*),(\d*)$/s.exec(record ?? '') ?? [];
  if (points === undefined) return { deeds: record ? deedsFrom(record) : noDeeds, worth: undefined };
  return {
    deeds: deedsFrom(text),
    worth: { points: Number(points), score: score === '' ? undefined : Number(score) },
  };
}
