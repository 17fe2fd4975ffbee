import { existsSync } from 'node:fs';
import type { Finding } from '../../app/ports/doctor.ts';
import type { Store } from '../../app/ports/store.ts';
import { type Config, roles } from '../../config.ts';
import type { Feed } from '../../core/feed.ts';
import { fingerprint, freshPresences, type Presence } from '../../ops/presence.ts';
import { presencesOfAllPrefixes } from '../../store/doctor.ts';
import { privateSocket } from '../../store/private-redis.ts';
import type { ExaminedStorage } from './storage.ts';

interface Processes {
  config: Config;
  store: Store;
  storage: ExaminedStorage;
  feeds: readonly Feed[];
  now: number;
}

const work: Record<string, string> = {
  gateway: 'nobody’s clicks and commands arrive',
  scheduler: 'no post becomes due',
  worker: 'no post is sent',
};

/**
 * Which processes run, by the notes that each leaves twice a minute: whether every role is filled, and whether one
 * stands outside (same token, another prefix or another store), where no lease can keep the two apart.
 */
export async function lookAtProcesses(given: Processes): Promise<Finding[]> {
  const here = freshPresences(await given.store.presences.all(), clocksOf(given));
  return [...roleFindings(given, here), ...(await strangers(given, here))];
}

function clocksOf({ now, storage }: Processes): number[] {
  return storage.time === undefined ? [now] : [now, storage.time];
}

function roleFindings({ config, feeds }: Processes, here: Presence[]): Finding[] {
  const filled = new Set<string>(here.length === 0 ? config.roles : here.flatMap((one) => one.roles));
  const missing = roles.filter((role) => !filled.has(role));
  const findings = missing.map(
    (role): Finding => ({
      id: `no-${role}`,
      mark: 'wrong',
      text:
        here.length === 0
          ? `VIVA_ROLES leaves out ${role}, and no other process runs: ${work[role]}.`
          : `No process has the role ${role}: ${work[role]}.`,
      mend: `Add ${role} to VIVA_ROLES of a process (or leave VIVA_ROLES out), and start it.`,
    }),
  );
  if (here.length === 0 && feeds.length > 0) {
    findings.push({
      id: 'nothing-runs',
      mark: 'warn',
      text: `There are feeds (${feeds.length}), but no Viva runs on this storage, so nothing is posted.`,
      mend: 'Start it: `viva start`. If it runs elsewhere, its REDIS_URL or REDIS_PREFIX is another than here.',
    });
  } else if (here.length === 0) {
    findings.push({ id: 'processes', mark: 'well', text: 'Nothing runs yet: `viva start` starts it.' });
  } else {
    findings.push({ id: 'processes', mark: 'well', text: described(here) });
  }
  return findings;
}

function described(here: Presence[]): string {
  const list = here.map(({ where, platforms }) => {
    const states = Object.entries(platforms).map(([name, state]) => `${name} ${state}`);
    return states.length === 0 ? where : `${where} (${states.join(', ')})`;
  });
  const standby = here.length === 1 ? ' A second one on the same Redis would stand by and take over.' : '';
  return `${here.length === 1 ? '1 process runs' : `${here.length} processes run`}: ${list.join('; ')}.${standby}`;
}

/** Processes with one of our tokens on another prefix of this Redis, or on the private store beside it. */
async function strangers(given: Processes, here: readonly Presence[]): Promise<Finding[]> {
  const { config, storage } = given;
  const clocks = clocksOf(given);
  const ours: Record<string, string> = {};
  if (config.discord !== undefined) ours.discord = fingerprint(config.discord.token);
  if (config.slack !== undefined) ours.slack = fingerprint(config.slack.botToken);
  if (storage.place === undefined || Object.keys(ours).length === 0) return [];
  const places = [...(await presencesOfAllPrefixes(storage.place))]
    .filter(([prefix]) => prefix !== config.prefix)
    .map(([prefix, notes]) => ({ what: `with the prefix ${prefix}`, notes }));
  const socket = privateSocket(config.dataFolder);
  if (config.redisUrls.length > 0 && existsSync(socket)) {
    for (const notes of (await presencesOfAllPrefixes({ socket })).values())
      places.push({ what: `on the private store in ${config.dataFolder}, without REDIS_URL`, notes });
  }
  return places.flatMap(({ what, notes }) =>
    freshPresences(notes, clocks).flatMap(({ where, tokens }) => {
      const same = Object.entries(tokens).filter(([platform, print]) => ours[platform] === print);
      return same.map(
        ([platform]): Finding => ({
          id: 'two-stores',
          mark: 'wrong',
          text: `Another Viva (${where}) uses the same ${platform === 'discord' ? 'Discord' : 'Slack'} token ${what}: neither can stand by for the other${here.length > 0 ? ', and people’s clicks go to both or to the wrong one' : ''}.`,
          mend: 'Stop one of them, or give both the same REDIS_URL and REDIS_PREFIX: then one works and the other stands by.',
        }),
      );
    }),
  );
}
