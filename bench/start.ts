import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { atMost, type Figure } from './figure.ts';
import { resident } from './process.ts';
import { progress } from './progress.ts';
import { openDiscord, type Sides } from './sides.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** So long nothing happens before memory is read, ms: requests' deadlines and the client's queues last 10 s each. */
const settle = 25_000;
/**
 * At rest is whoever has done so many and then none: what is kept is kept then, and V8's heap is as large as it lets it
 * become under such a load. What comes to it after them is a leak.
 */
const firstShare = 0.1;
const interactions = 100_000;

interface Started {
  /** From spawning the process to its saying that it is ready, ms. */
  readyAfter: number;
  /** MB, once it rested. */
  memory: number;
}

/** Viva as it is built and started by users: how soon it is there, and what it holds then and after much work. */
export async function start({ quick }: { quick: boolean }): Promise<Figure[]> {
  const rounds = quick ? 3 : 5;
  const rest = 1_500;
  const services = await openServices();
  const seen: Record<'local' | 'both' | 'bare', Started[]> = { local: [], both: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    progress(`start: round ${round + 1} of ${rounds}`);
    seen.local.push(await startOnce(['dist/main.js', 'start'], {}, 'Viva is ready', rest));
    seen.bare.push(await startOnce([bareFile], {}, 'ready', rest));
    seen.both.push(await startOnce(['dist/main.js', 'start'], services.environment, 'Viva is ready', rest));
  }
  await services.stop();
  const bare = spreadOf(seen.bare.map((one) => one.readyAfter));
  const bareMemory = spreadOf(seen.bare.map((one) => one.memory));
  const cases = { 'the local page': seen.local, 'Discord and Slack': seen.both };
  const figures = Object.entries(cases).flatMap(([name, all]): Figure[] => {
    const ready = spreadOf(all.map((one) => one.readyAfter));
    const memory = spreadOf(all.map((one) => one.memory));
    const target = atMost('median', ready.median, 1_500, ' ms');
    const memoryTarget = atMost('median', memory.median, 160, ' MB');
    return [
      { bench: 'start', name: `${name}: start to ready`, unit: 'ms', ours: ready, bare, target },
      {
        bench: 'start',
        name: `${name}: resident at rest`,
        unit: 'MB',
        ours: memory,
        bare: bareMemory,
        target: memoryTarget,
      },
    ];
  });
  return [...figures, ...(await afterWork(quick))];
}

const bareFile = fileURLToPath(new URL('bare/start.mjs', import.meta.url));

/** With an empty folder of its own, so with a private Redis that starts with it. */
async function startOnce(
  args: string[],
  environment: Record<string, string>,
  word: string,
  rest: number,
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-bench-'));
  const env = { PATH: process.env.PATH, VIVA_DATA: folder, VIVA_PORT: '0', ...environment };
  const began = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const readyAfter = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes(word)) resolve(performance.now() - began);
    });
    child.on('exit', () => reject(new Error(`${args.join(' ')} did not become ready: ${text}`)));
  });
  await wait(rest);
  const memory = resident(child.pid ?? 0);
  child.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
  return { readyAfter, memory };
}

async function openServices() {
  const discord = await startChild('servers/discord.ts');
  const slack = await startChild('servers/slack.ts');
  const there = await discord.call<{ apiUrl: string; token: string }>('where');
  const other = await slack.call<{ apiUrl: string; tokens: { bot: string; app: string } }>('where');
  return {
    environment: {
      DISCORD_TOKEN: there.token,
      DISCORD_API_URL: there.apiUrl,
      SLACK_BOT_TOKEN: other.tokens.bot,
      SLACK_APP_TOKEN: other.tokens.app,
      SLACK_API_URL: other.apiUrl,
    },
    async stop() {
      await discord.stop();
      await slack.stop();
    },
  };
}

/** What is held after many reveals by as many members, compared with the rest before them. */
async function afterWork(quick: boolean): Promise<Figure[]> {
  const count = quick ? interactions / 20 : interactions;
  // A bare bot is asked less, since it is here for comparison only.
  const bareCount = count / 10;
  const sides = await openDiscord();
  try {
    // While the one settles the other works.
    const fresh = residents(sides);
    await press(sides, 'ours', count * firstShare);
    await press(sides, 'bare', bareCount * firstShare);
    await settled(quick);
    const before = residents(sides);
    await press(sides, 'ours', count * (1 - firstShare));
    await press(sides, 'bare', bareCount * (1 - firstShare));
    await settled(quick);
    const after = residents(sides);
    const [ours, bare] = [
      { fresh: fresh.ours, before: before.ours, after: after.ours },
      { fresh: fresh.bare, before: before.bare, after: after.bare },
    ];
    const name = (done: number) => `Discord: after ${done.toLocaleString('en')} interactions`;
    const share = single(ours.after / ours.before);
    const target = quick ? {} : { target: atMost('share of rest', share.median, 1.1) };
    const unit = 'MB';
    return [
      {
        bench: 'start',
        name: 'Discord: after the first answer',
        unit,
        ours: single(ours.fresh),
        bare: single(bare.fresh),
      },
      {
        bench: 'start',
        name: `${name(count * firstShare)}, at rest`,
        unit,
        ours: single(ours.before),
        bare: single(bare.before),
      },
      { bench: 'start', name: name(count), unit, ours: single(ours.after), bare: single(bare.after) },
      {
        bench: 'start',
        name: `${name(count)}, share of rest`,
        unit: '',
        ours: share,
        bare: single(bare.after / bare.before),
        ...target,
      },
    ];
  } finally {
    await sides.stop();
  }
}

async function press({ button, pages, ...sides }: Sides, side: 'ours' | 'bare', count: number) {
  progress(`start: ${count} interactions, ${side === 'ours' ? 'Viva' : 'bare'}`);
  await sides[side].server.call('load', { count, inFlight: 50, button, pages });
}

async function settled(quick: boolean) {
  progress('start: settling');
  await wait(quick ? settle / 3 : settle);
}

function residents({ ours, bare }: Sides) {
  return { ours: resident(ours.pid), bare: resident(bare.pid) };
}

function single(value: number): Spread {
  return spreadOf([value]);
}
