import { loadBank } from '../bank/load-bank.ts';
import type { Config } from '../config.ts';
import { formatDuration } from '../core/duration.ts';
import { createLog } from '../ops/log.ts';
import { checkDiscord } from '../platforms/discord/doctor.ts';
import { checkSlack } from '../platforms/slack/doctor.ts';
import { openStore } from '../store/open-store.ts';
import { memoryWarning, openStorage } from '../store/storage.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

/** One thing looked at; where it is not well, `mend` says what to do. */
interface Finding {
  ok: boolean;
  text: string;
  mend?: string;
}

/** `viva doctor`: looks at everything Viva stands on, and says how to mend what is not well. */
export async function doctor(io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const log = createLog('silent', io.isTerminal);
  const findings: Finding[] = [];
  const look = async (checks: () => Promise<Finding[]>) => {
    for (const finding of await checks().catch((error: unknown) => [fault(error)])) {
      findings.push(finding);
      io.print(`${finding.ok ? 'well ' : 'WRONG'}  ${finding.text}`);
      if (!finding.ok && finding.mend !== undefined) io.print(`       ${finding.mend}`);
    }
  };
  await look(() => lookAtBank(config));
  await look(() => lookAtStorage(config, io, log));
  await look(async () => [lookAtClock()]);
  const { discord, slack } = config;
  if (discord !== undefined) await look(() => checkDiscord(discord));
  if (slack !== undefined) await look(() => checkSlack(slack));
  if (config.local)
    await look(async () => [{ ok: true, text: 'Local page: on, since no platform has a token' }]);
  const wrong = findings.filter((finding) => !finding.ok).length;
  io.print(wrong === 0 ? '\nAll is well.' : `\n${wrong} to mend.`);
  return wrong === 0 ? 0 : 1;
}

function fault(error: unknown): Finding {
  return { ok: false, text: error instanceof Error ? error.message : String(error) };
}

async function lookAtBank(config: Config): Promise<Finding[]> {
  const { bank, problems } = await loadBank([...config.questionFolders], {});
  const bad = problems.map(({ file, line, message }) => ({ ok: false, text: `${file}:${line}  ${message}` }));
  const mend = 'Set VIVA_QUESTIONS to folders that hold questions.';
  return [...bad, { ok: bank.size > 0, text: `Bank: ${bank.size} questions`, mend }];
}

async function lookAtStorage(
  config: Config,
  io: Console,
  log: ReturnType<typeof createLog>,
): Promise<Finding[]> {
  const clock = { now: () => Date.now() };
  const { redisUrls: urls, dataFolder, prefix } = config;
  const storage = await openStorage({ urls, dataFolder, path: io.path, log });
  try {
    const store = await openStore({ place: storage.place, prefix, clock, log });
    try {
      const began = performance.now();
      await store.ping();
      const took = (performance.now() - began).toFixed(1);
      const next = await store.due.soonest();
      return [
        {
          ok: storage.durable,
          text: `Storage: ${storage.description}, answers in ${took} ms`,
          mend: memoryWarning,
        },
        {
          ok: true,
          text:
            next === undefined
              ? 'Next: nothing is due; /viva-admin schedule add in a channel begins a feed'
              : `Next: due ${next <= clock.now() ? 'now' : `in ${formatDuration(next - clock.now())}`} (${new Date(next).toISOString()}), ${await store.feeds.count()} feeds`,
        },
      ];
    } finally {
      store.close();
    }
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return [
      {
        ok: false,
        text: `Storage: ${storage.description} does not answer (${reason})`,
        mend: 'Check REDIS_URL, and that Redis runs there and lets Viva in.',
      },
    ];
  } finally {
    await storage.stop();
  }
}

function lookAtClock(): Finding {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = Intl.supportedValuesOf('timeZone').length;
  return {
    ok: zones > 300,
    text: `Clock: ${new Date().toISOString()} (this machine is in ${zone}); ${zones} time zones known`,
    mend: 'This Node.js has no full time-zone data: use an official build.',
  };
}
