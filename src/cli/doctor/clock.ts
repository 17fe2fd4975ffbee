import type { Finding } from '../../app/ports/doctor.ts';
import type { Config } from '../../config.ts';
import { formatDuration } from '../../core/duration.ts';

/** A difference that nobody notices; Slack refuses what is five minutes off. */
const tolerated = 60_000;
const patience = 5_000;

/** Compares this machine's clock with those of Redis and of the platforms (the Date of an answer that needs no token). */
export async function lookAtClocks(
  config: Config,
  redisTime: number | undefined,
  now: () => number,
): Promise<Finding[]> {
  const { discord, slack } = config;
  const asked: Promise<[string, number | undefined]>[] = [];
  if (discord !== undefined)
    asked.push(timeOf('Discord', `${discord.apiUrl.replace(/\/+$/, '')}/v10/gateway`, now));
  if (slack !== undefined) asked.push(timeOf('Slack', `${slack.apiUrl}api.test`, now));
  const offs = await Promise.all(asked);
  if (redisTime !== undefined) offs.push(['Redis', now() - redisTime]);
  const known = offs.filter((one): one is [string, number] => one[1] !== undefined);
  const wrong = known
    .filter(([, off]) => Math.abs(off) > tolerated)
    .map(
      ([who, off]): Finding => ({
        id: 'clock',
        mark: 'wrong',
        text: `This machine’s clock is ${formatDuration(Math.abs(off))} ${off > 0 ? 'ahead of' : 'behind'} that of ${who}: posts come at the wrong time${who === 'Slack' ? ', and requests may be refused' : ''}.`,
        mend: 'Set it by the network: timedatectl set-ntp true (or your system’s time service).',
      }),
    );
  if (wrong.length > 0) return wrong;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const like = known.length === 0 ? '' : `, like that of ${known.map(([who]) => who).join(' and ')}`;
  return [
    {
      id: 'clock',
      mark: 'well',
      text: `The clock says ${new Date(now()).toISOString()}${like} (zone ${zone}).`,
    },
  ];
}

/** How far this machine is ahead of a server, ms; undefined where it does not say. */
async function timeOf(who: string, url: string, now: () => number): Promise<[string, number | undefined]> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    const date = Date.parse(response.headers.get('date') ?? '');
    return [who, Number.isNaN(date) ? undefined : now() - date];
  } catch {
    return [who, undefined];
  }
}

/** A Node.js built without full data knows a handful of zones. */
export function lookAtZones(zones: readonly string[]): Finding[] {
  if (zones.length > 300) return [];
  return [
    {
      id: 'time-zones',
      mark: 'wrong',
      text: `This Node.js knows ${zones.length} time zones, not all: feeds in others cannot run.`,
      mend: 'Use an official build of Node.js, or one with full ICU data.',
    },
  ];
}
