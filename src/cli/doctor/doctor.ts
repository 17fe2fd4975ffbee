import type { Finding } from '../../app/ports/doctor.ts';
import type { Store } from '../../app/ports/store.ts';
import { type Config, readConfig } from '../../config.ts';
import type { Feed } from '../../core/feed.ts';
import { createLog } from '../../ops/log.ts';
import { checkDiscord } from '../../platforms/discord/doctor.ts';
import { checkSlack } from '../../platforms/slack/doctor.ts';
import type { Console } from '../console.ts';
import { untilSignal } from '../on-storage.ts';
import { lookAtBank } from './bank.ts';
import { lookAtClocks, lookAtZones } from './clock.ts';
import { lookAtFeeds } from './feeds.ts';
import { lookAtDataFolder, lookAtPort } from './machine.ts';
import { lookAtProcesses } from './processes.ts';
import { createReport, type Report } from './report.ts';
import { openExamined } from './storage.ts';

/** Of very many feeds only so many are looked at one by one. */
const feedsLookedAt = 500;

/**
 * `viva doctor`: looks at everything Viva stands on, and says how to mend what is not well. Safe beside a running
 * Viva: it takes no lease, connects to no gateway, and changes nothing that is kept. 1 when something is wrong.
 */
export async function doctor(options: { json?: boolean }, io: Console): Promise<number> {
  const report = createReport(io, options.json === true);
  const read = readConfig(io.environment);
  if ('problems' in read) {
    report.add('Environment', [
      ...read.problems.map(
        ({ key, text }): Finding => ({
          id: 'environment',
          mark: 'wrong',
          text: `${key} ${text}.`,
          mend: `Correct ${key} in .env (.env.example shows every key), or where this process gets its environment from.`,
        }),
      ),
      {
        id: 'environment-rest',
        mark: 'warn',
        text: 'Nothing else was looked at: what it would be depends on these.',
        mend: 'Run `viva doctor` again once they are mended.',
      },
    ]);
    return report.end();
  }
  const signal = untilSignal(io);
  const hangs = await examine(read.config, io, report, signal);
  if (signal.aborted) {
    io.complain('The doctor was ended before it had looked at everything.');
    // What was being asked may still wait for its answer.
    io.exit(1);
    return 1;
  }
  const code = report.end();
  // A connection that tries for ever must not keep the process.
  if (hangs) io.exit(code);
  return code;
}

/** True where something was left behind that will not end by itself. */
async function examine(config: Config, io: Console, report: Report, signal: AbortSignal): Promise<boolean> {
  const now = () => io.now?.() ?? Date.now();
  // Once ended nothing more is begun or waited for, so that a private Redis which was started is stopped again.
  const ended = new Promise<Finding[]>((resolve) =>
    signal.addEventListener('abort', () => resolve([]), { once: true }),
  );
  const look = async (area: string, checks: () => Promise<Finding[]>) => {
    if (signal.aborted) return;
    const found = checks().catch((error: unknown) => [fault(area, error)]);
    report.add(area, await Promise.race([found, ended]));
  };
  report.add('Environment', [{ id: 'environment', mark: 'well', text: describe(config) }]);
  const bank = await lookAtBank(config);
  report.add('Questions', bank.findings);

  const folder = await lookAtDataFolder(config);
  const storage = await openExamined(config, io, createLog('silent', false), folder.usable);
  report.add('Storage', [...folder.findings, ...storage.findings]);
  try {
    const { store } = storage;
    const feeds = (await store?.feeds.some(feedsLookedAt).catch(() => undefined)) ?? [];
    await look('Machine', () => lookAtPort(config));
    report.add('Machine', lookAtZones(Intl.supportedValuesOf('timeZone')));
    await look('Machine', () => lookAtClocks(config, storage.time, now));
    if (store !== undefined && storage.shared) {
      await look('Processes', () => lookAtProcesses({ config, store, storage, feeds, now: now() }));
    }
    await lookAtPlatforms(config, store, feeds, now(), look);
    if (store !== undefined) await look('Feeds', () => lookAtFeeds(config, store, bank.bank, feeds, now()));
  } finally {
    await storage.close();
  }
  return storage.place !== undefined && storage.store === undefined;
}

async function lookAtPlatforms(
  config: Config,
  store: Store | undefined,
  feeds: readonly Feed[],
  now: number,
  look: (area: string, checks: () => Promise<Finding[]>) => Promise<void>,
): Promise<void> {
  const { discord, slack } = config;
  const examinationOf = (platform: string) => ({
    feeds: feeds.filter((feed) => feed.platform === platform && feed.personal === undefined),
    keyValue: store?.keyValue,
    now,
  });
  if (discord !== undefined) await look('Discord', () => checkDiscord(discord, examinationOf('discord')));
  if (slack !== undefined) await look('Slack', () => checkSlack(slack, examinationOf('slack')));
}

function describe(config: Config): string {
  const on = [
    ...(config.discord === undefined ? [] : ['Discord']),
    ...(config.slack === undefined ? [] : ['Slack']),
    ...(config.local ? ['the local page'] : []),
  ];
  return `Every key is in order. On: ${on.length === 0 ? 'no platform' : on.join(', ')}.`;
}

/** A check that failed where it should have found something. */
function fault(area: string, error: unknown): Finding {
  const told = error instanceof Error ? error.message : String(error);
  return {
    id: 'unfinished',
    mark: 'wrong',
    text: `This could not be looked at to the end: ${told}`,
    mend: `Run \`viva doctor\` again; if it stays so, please report it (${area}).`,
  };
}
