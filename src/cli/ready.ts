import { formatDuration } from '../core/duration.ts';
import type { Summary } from '../summary.ts';

/** `Wed 25 Nov, 09:00` in this machine's zone. */
export function localInstant(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

const shownNames: Record<string, string> = { discord: 'Discord', slack: 'Slack', local: 'Local page' };
const shownStates: Record<string, string> = {
  connected: 'connected',
  standby: 'standing by: another process is connected',
  trying: 'not connected yet, trying again (the log above says why)',
};

/** What `viva start` shows on a terminal once it is ready. */
export function readyLines(summary: Summary, origin: string, now: number): string[] {
  const { platforms, states, next, feeds, paused, spaces, questions } = summary;
  const isLocal = platforms.includes('local');
  const rows: [string, string][] = [
    ...platforms.map((name): [string, string] => {
      const state = states[name];
      const words =
        state === undefined ? 'for posting alone (no role gateway)' : (shownStates[state] ?? state);
      return [shownNames[name] ?? name, name === 'local' ? `open ${origin} in your browser` : words];
    }),
    ['Questions', String(questions)],
    ['Feeds', feedsInWords(feeds, paused, spaces)],
    ...next.map(({ feed, at }, index): [string, string] => [
      index === 0 ? 'Next posts' : '',
      `${localInstant(at)}, ${at <= now ? 'now' : `in ${formatDuration(Math.ceil((at - now) / 60_000) * 60_000)}`} (feed ${feed})`,
    ]),
    ['Storage', summary.durable ? summary.storage : `${summary.storage}: nothing outlives this process`],
    ...(isLocal ? [] : [['Address', `${origin} (/healthz, /readyz)`] as [string, string]]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    'Viva is ready',
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...hints(summary).map((hint) => `\n  ${hint}`),
  ];
}

function feedsInWords(feeds: number, paused: number | undefined, spaces: number | undefined): string {
  if (feeds === 0) return 'none yet';
  const where =
    spaces === undefined || spaces === 0 ? '' : ` in ${spaces} ${spaces === 1 ? 'space' : 'spaces'}`;
  return `${feeds}${where}${paused === undefined || paused === 0 ? '' : `, ${paused} paused`}`;
}

/** What to do next, where something is to be done. */
function hints({ platforms, states, feeds }: Summary): string[] {
  const givenUp = Object.values(states).some((state) => state.startsWith('given up'));
  if (givenUp) return ['Next: `viva doctor` says how to mend what was given up; then start again.'];
  if (feeds > 0) return [];
  const where = platforms.includes('local')
    ? 'on the page, as Ada'
    : 'in a channel (if Viva is in none yet: docs/setup-discord.md, docs/setup-slack.md)';
  return [`Next: begin a daily quiz ${where}: /viva-admin schedule add time=09:00 days=weekdays`];
}
