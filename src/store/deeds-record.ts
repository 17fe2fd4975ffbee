import { type Deeds, noDeeds } from '../core/deeds.ts';

/**
 * Deeds as kept, one for every member and round: `choice,attempt,hint,reveal`, the times in base 36, and what was not
 * done left empty; commas at the end are left out. A reveal alone: `,,,mia3k0w0`.
 */
export function deedsText({ attempt, hintAt, revealAt }: Deeds): string {
  const time = (at: number | undefined) => at?.toString(36) ?? '';
  const parts = [attempt?.choice ?? '', time(attempt?.at), time(hintAt), time(revealAt)];
  return parts.join(',').replace(/,+$/, '');
}

export function deedsFrom(text: string | null): Deeds {
  if (text === null) return noDeeds;
  const [choice, ...times] = text.split(',');
  const [at, hintAt, revealAt] = times.map((time) => (time === '' ? undefined : Number.parseInt(time, 36)));
  const attempt = choice === '' || at === undefined ? undefined : { choice: Number(choice), at };
  return { attempt, hintAt, revealAt };
}
