import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noMeter } from '../../src/app/ports/meter.ts';
import { type Exchange, type Handlers, type Platform, PublishFailure } from '../../src/app/ports/platform.ts';
import { compose, type Viva } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { SetCard } from '../../src/core/card.ts';
import type { Command } from '../../src/core/command.ts';
import { measuredPlatform, measuredWork } from '../../src/ops/measured.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { eventually } from '../support/process.ts';
import { silentLog } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { scrape, seriesOf } from '../support/scrape.ts';
import { memoryShelves } from '../support/shelves.ts';
import type { World } from '../support/world.ts';
import { openDiscordWorld } from '../support/worlds/discord.ts';
import { openLocalWorldAt } from '../support/worlds/local.ts';
import { openSlackWorld } from '../support/worlds/slack.ts';

describe.skipIf(!redisProgram)(needs('redis-server', 'metrics of a running Viva'), () => {
  let folder: string;
  let viva: Viva;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'viva-metrics-'));
    const read = readConfig({ VIVA_DATA: folder, VIVA_PORT: '0' });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const ending = new AbortController().signal;
    viva = await compose(read.config, { log: silentLog, path: process.env.PATH ?? '', ending });
  });
  afterAll(async () => {
    await viva.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a scrape tells what was posted, done, answered, stored and is waiting', async () => {
    const before = await scrape(viva.origin);
    const gained = async () => {
      const now = await scrape(viva.origin);
      return (series: string) => (now.get(series) ?? 0) - (before.get(series) ?? 0);
    };
    const world = openLocalWorldAt(viva.origin);
    await world.command('ada', '/viva-admin schedule post');
    await eventually('the extra round', async () => {
      const done = (await gained())('viva_jobs_total{kind="extra",outcome="done"}') === 1;
      // Looked at afterwards: a look before the round was there would be taken for the last one.
      await world.refresh();
      return done && world.posts().length > 0;
    });
    await world.press('ben', world.posts().at(-1)?.id ?? '', 'A');
    await world.command('ben', '/viva-admin schedule list');
    await world.command('ben', '/viva nonsense');
    // Whatever is asked later may be answered sooner.
    await eventually('all answers', async () => {
      const now = await gained();
      const answered = (kind: string) => now(`viva_answer_seconds_count{platform="local",kind="${kind}"}`);
      return (
        now('viva_commands_total{command="misunderstood",outcome="refused"}') === 1 &&
        now('viva_commands_total{command="choose",outcome="done"}') === 1 &&
        answered('button') === 1 &&
        answered('manage') === 2
      );
    });
    const now = await gained();
    const known = await scrape(viva.origin);
    expect(now('viva_commands_total{command="schedule post",outcome="done"}')).toBe(1);
    expect(now('viva_commands_total{command="choose",outcome="done"}')).toBe(1);
    expect(now('viva_commands_total{command="schedule list",outcome="refused"}')).toBe(1);
    const posted = known.get('viva_posts_total{platform="local",result="posted"}') ?? 0;
    expect(posted).toBeGreaterThanOrEqual(1);
    expect(known.get('viva_post_delay_seconds_count{platform="local"}')).toBe(posted);
    expect(now('viva_answer_seconds_count{platform="local",kind="button"}')).toBe(1);
    expect(now('viva_answer_seconds_count{platform="local",kind="manage"}')).toBe(2);
    expect(
      now('viva_platform_call_seconds_count{platform="local",call="publish",outcome="ok"}'),
    ).toBeGreaterThanOrEqual(1);
    expect(now('viva_store_seconds_count{outcome="ok"}')).toBeGreaterThan(10);
    expect(known.get('viva_feeds')).toBe(1);
    expect(known.get('viva_platform_connected{platform="local"}')).toBe(1);
    expect(known.get('viva_platform_standby{platform="local"}')).toBe(0);
    for (const gauge of ['viva_queue_jobs_now', 'viva_queue_jobs_later', 'viva_due_backlog'])
      expect(known.get(gauge), gauge).toBeGreaterThanOrEqual(0);
    expect(known.get('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(known.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    await world.close();
  }, 40_000);

  test('only reading is allowed there', async () => {
    expect((await fetch(`${viva.origin}/metrics`, { method: 'POST' })).status).toBe(405);
    const head = await fetch(`${viva.origin}/metrics`, { method: 'HEAD' });
    expect(head.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });
});

const hello: SetCard = {
  tone: 'info',
  summary: 'Hello',
  title: 'Hello',
  context: undefined,
  sections: [],
  actions: [],
  footer: undefined,
};

test.each<[string, () => Promise<World>]>([
  ['discord', () => openDiscordWorld()],
  ['slack', () => openSlackWorld({ mode: 'socket' })],
])('on %s the time to acknowledgement and the time to answer are taken', async (name, open) => {
  const metrics = createMetrics();
  const world = await open();
  const services = { keyValue: memoryShelves(), log: silentLog };
  const platform = measuredPlatform(world.createPlatform(services), metrics.meter);
  await platform.start({
    deliver: (exchange) => exchange.respond.reply(hello),
    complete: async () => [],
  });
  await world.command('ben', '/viva help');
  await platform.stop();
  await world.close();
  const series = seriesOf(await metrics.text());
  for (const what of ['acknowledge', 'answer'])
    expect(series.get(`viva_${what}_seconds_count{platform="${name}",kind="command"}`), what).toBe(1);
});

test('the operators’ guide names every metric, and no other', async () => {
  const guide = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const named = new Set([...guide.matchAll(/\b(viva_[a-z_]+?)(?:_bucket)?\b/g)].map(([, name]) => name));
  const text = await createMetrics().text();
  const known = new Set([...text.matchAll(/^# TYPE (viva_\w+)/gm)].map(([, name]) => name));
  expect([...named].sort()).toEqual([...known].sort());
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
});

describe('bounds', () => {
  /** Every command there can be, with whatever people put into it. */
  const names = [
    'show',
    'ask',
    'answer',
    'streak',
    'help',
    'choose',
    'round-reveal',
    'settings',
    'schedule add',
  ];

  test('the number of series does not grow with members, feeds, words and errors', async () => {
    const metrics = createMetrics();
    let count = 0;
    const fake = {
      name: 'local',
      exclusive: false,
      start: async (handlers: Handlers) => {
        for (; count < 2_000; count += 1) await handlers.deliver(exchange(count));
      },
      publish: async () => {
        throw new PublishFailure('refused', `No permission in channel ${Math.random()}`);
      },
      remove: async () => {
        throw new Error(`odd ${Math.random()}`);
      },
    } as unknown as Platform;
    const exchange = (index: number): Exchange => ({
      id: `e${index}`,
      at: index,
      acknowledgedIn: index % 90,
      caller: { member: `local:m${index}`, space: `local:s${index}`, name: `"}\n${index}`, zone: undefined },
      place: { channel: `c${index}`, kind: 'channel', under: undefined },
      command: { name: names[index % names.length], question: `q${index}` } as Command,
      rights: { administers: async () => false, holds: async () => false },
      respond: {
        discreet: true,
        reply: async () => {
          if (index % 3 === 0) throw new PublishFailure('doubt', `time-out ${index}`);
        },
      },
    });
    const platform = measuredPlatform(fake, metrics.meter);
    await platform.start({
      deliver: (given) => given.respond.reply({} as never).catch(() => {}),
      complete: async () => [],
    });
    expect(count).toBe(2_000);
    const work = measuredWork(async () => {
      throw new Error(`bad ${Math.random()}`);
    }, metrics.meter);
    for (let index = 0; index < 100; index += 1) {
      await platform.publish({} as never, {} as never, {} as never).catch(() => {});
      await platform.remove({} as never).catch(() => {});
      await work({ kind: 'close', round: `r${index}` }).catch(() => {});
    }
    const text = await metrics.text();
    expect(text).not.toMatch(/m1999|c1999|q1999|time-out|permission|odd|bad/);
    expect(seriesOf(text).size).toBeLessThan(250);
  });

  test('counting all about a deed costs less than 50 µs of the processor', () => {
    const { meter } = createMetrics();
    const began = process.cpuUsage();
    for (let index = 0; index < 20_000; index += 1) {
      meter.command('choose', 'done');
      meter.acknowledged('discord', 'button', 3);
      meter.answered('discord', 'button', 40);
      meter.called('discord', 'reply', 'ok', 40);
      for (let ask = 0; ask < 8; ask += 1) meter.stored('ok', 0.3);
    }
    expect(process.cpuUsage(began).user / 20_000).toBeLessThan(50);
    expect(noMeter.stored('ok', 1)).toBeUndefined();
  });
});
