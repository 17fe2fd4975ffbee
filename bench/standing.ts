import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { type Context, defaultPatience } from '../src/app/context.ts';
import { handle } from '../src/app/handle.ts';
import { noMeter } from '../src/app/ports/meter.ts';
import type { Exchange } from '../src/app/ports/platform.ts';
import type { Queue } from '../src/app/ports/queue.ts';
import type { SetCard } from '../src/core/card.ts';
import type { Command } from '../src/core/command.ts';
import { createCron } from '../src/delivery/cron.ts';
import { createScheduler } from '../src/practice/scheduler.ts';
import { createTypesetter } from '../src/render/typesetter.ts';
import { createKeys } from '../src/store/keys.ts';
import { type OpenStore, openStore } from '../src/store/open-store.ts';
import { silentLog } from '../test/support/redis.ts';
import { sampleQuestion, sampleRound } from '../test/support/samples.ts';
import { fullTrips, idleTrips } from './bare/trips.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { dailyFeed, openStage } from './stage.ts';
import { quantile, spreadOf } from './statistics.ts';
import { countTrips } from './wire.ts';

const feedId = 'standing';
const guild = '1000000000000000000';
const channel = '2000000000000000000';
const space = `discord:${guild}`;
/** Rounds that the feed had before: what a streak is computed from. */
const history = 60;
const inFlight = 50;
const boardSize = 100_000;
const hiddenCount = 100;

/**
 * An attempt from the decoded command to the card, by members whom nobody saw before, beside as many bare EVALSHA round
 * trips; and a board of very many.
 */
export async function standing({ quick }: { quick: boolean }): Promise<Figure[]> {
  const stage = await openStage();
  const { place } = stage.storage;
  if (!('socket' in place)) throw new Error('no private Redis');
  const wire = await countTrips(place.socket);
  const redis = new Redis({ path: place.socket });
  const pictures = mkdtempSync(join(tmpdir(), 'viva-bench-pictures-'));
  const clock = { now: () => Date.now() };
  const counted = await openStore({ place: { socket: wire.socket }, prefix: 'viva', clock, log: silentLog });
  try {
    const round = await makeRounds(stage.store);
    const contextOn = (store: OpenStore) => makeContext(store, pictures);
    const bench = new Attempts(round);
    // What is compiled and kept at the first uses is no part of the figures.
    await bench.run(contextOn(stage.store), 500, inFlight);
    const trips = await bench.trips(contextOn(counted), wire.trips);
    const alone = await bench.run(contextOn(stage.store), quick ? 300 : 1_000, 1);
    const many = { ours: [] as number[], full: [] as number[], idle: [] as number[] };
    const full = await fullTrips(redis, { feed: feedId, space, round, history, memberOf });
    const idle = await idleTrips(redis);
    for (let turn = 0; turn < (quick ? 3 : 5); turn += 1) {
      const count = quick ? 1_000 : 3_000;
      const ours = async () => (await bench.run(contextOn(stage.store), count, inFlight)).perSecond;
      const runs = [
        async () => many.ours.push(await ours()),
        async () => many.full.push(await full(count, inFlight)),
        async () => many.idle.push(await idle(count, inFlight)),
      ];
      for (const run of turn % 2 === 0 ? runs : runs.reverse()) await run();
    }
    const figure = (name: string, unit: string, values: number[]): Figure => ({
      bench: 'standing',
      name,
      unit,
      ours: spreadOf(values),
    });
    const shareOf = (bare: number[]) => many.ours.map((one, turn) => one / (bare[turn] ?? Number.NaN));
    const beside = (name: string, bare: number[]): Figure => ({
      ...figure(`${inFlight} attempts in flight, ${name}`, '1/s', many.ours),
      bare: spreadOf(bare),
      share: spreadOf(shareOf(bare)),
    });
    const members = bench.members;
    const memory = await perMember(redis, round, members);
    const board = await boards(contextOn(stage.store), redis, bench);
    const p50 = quantile(alone.took, 0.5);
    return [
      { ...figure('an attempt, round trips', '', [trips]), target: atMost('round trips', trips, 3) },
      figure('an attempt, p50', 'ms', [p50]),
      figure('an attempt, p99', 'ms', [quantile(alone.took, 0.99)]),
      {
        ...beside('beside EVALSHAs of the same work', many.full),
        target: atLeast('share', spreadOf(shareOf(many.full)).median, 0.5),
      },
      beside('beside EVALSHAs that do nothing', many.idle),
      ...board,
      ...memory.map(([name, bytes]) => figure(`Redis, a member's ${name}`, 'bytes', [bytes])),
    ];
  } finally {
    counted.close();
    redis.disconnect();
    await wire.stop();
    await stage.stop();
    rmSync(pictures, { recursive: true, force: true });
  }
}

const question = sampleQuestion({ difficulty: 'hard' });

function makeContext(store: OpenStore, pictures: string): Context {
  const bank = {
    size: 1,
    get: (id: string) => (id === question.id ? question : undefined),
    all: () => [question],
    matching: () => [question],
    find: () => [question],
  };
  return {
    store,
    queue: {} as Queue,
    platforms: new Map(),
    bank,
    typesetter: createTypesetter({ cacheFolder: pictures, log: silentLog }),
    clock: { now: () => Date.now() },
    cron: createCron(),
    log: silentLog,
    meter: noMeter,
    instance: randomUUID(),
    minInterval: 60_000,
    patience: defaultPatience,
    scheduler: createScheduler(),
    answersKept: 0,
  };
}

/** A feed with a past; gives its newest round, which is open. */
async function makeRounds(store: OpenStore): Promise<string> {
  const now = Date.now();
  await store.feeds.create(dailyFeed(feedId, 'discord', guild, channel), now + 86_400_000, 20);
  let id = '';
  for (let number = 1; number <= history; number += 1) {
    id = `${feedId}-${number}`;
    const slot = now - (history - number) * 86_400_000;
    const draft = sampleRound({
      id,
      feed: feedId,
      place: { platform: 'discord', space, channel },
      slot,
      zone: 'Europe/Berlin',
      topic: 'DL',
    });
    const { revision } = await store.rounds.deck(feedId);
    await store.rounds.commit(draft, false, { revision, cycle: 1, dealt: [], queued: [] }, question, 1_000);
    const entry = { kind: 'posted', at: slot, round: id, text: 'Posted.' } as const;
    await store.rounds.opened(draft, 1, { message: `m${number}`, at: slot, closesAt: undefined }, entry);
    if (number < history) await store.rounds.close(id, slot + 86_400_000, false);
  }
  return id;
}

class Attempts {
  /** Members who have attempted so far. */
  members = 0;
  readonly #round: string;

  constructor(round: string) {
    this.#round = round;
  }

  /** How long each of `count` attempts took, ms, and how many there were in a second. */
  async run(context: Context, count: number, atOnce: number): Promise<{ took: number[]; perSecond: number }> {
    const took: number[] = [];
    let left = count;
    const began = performance.now();
    const press = async () => {
      while (left > 0) {
        left -= 1;
        const start = performance.now();
        await this.#attempt(context);
        took.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, press));
    return { took, perSecond: (count * 1_000) / (performance.now() - began) };
  }

  /** How often the wire turns from asking to answering in one attempt. */
  async trips(context: Context, counted: () => number): Promise<number> {
    await this.#attempt(context);
    const before = counted();
    const count = 50;
    for (let one = 0; one < count; one += 1) await this.#attempt(context);
    return (counted() - before) / count;
  }

  #attempt(context: Context): Promise<void> {
    this.members += 1;
    return ask(context, this.members, { name: 'choose', round: this.#round, position: this.members % 4 });
  }
}

async function ask(context: Context, member: number, command: Command): Promise<void> {
  const cards: SetCard[] = [];
  const exchange: Exchange = {
    id: randomUUID(),
    at: Date.now(),
    caller: { member: memberOf(member), space, name: `Member ${member}`, zone: undefined },
    place: { channel, kind: 'channel', under: undefined },
    command,
    rights: { administers: async () => false, holds: async () => false },
    respond: { discreet: true, reply: async (card) => void cards.push(card) },
  };
  await handle(context, exchange);
  const [card] = cards;
  if (card === undefined || card.tone === 'refusal') throw new Error(`refused: ${card?.title}`);
}

function memberOf(index: number): string {
  return `discord:${BigInt(guild) + BigInt(20_000_000 + index)}`;
}

/** What Redis holds for each member who attempted, by what it is for. */
async function perMember(redis: Redis, round: string, members: number): Promise<[string, number][]> {
  const keys = createKeys('viva');
  const size = async (key: string) => Number(await redis.memory('USAGE', key, 'SAMPLES', '0'));
  const found = await redis.keys('viva:board:*');
  const sizes = await Promise.all(found.map(size));
  // Not everybody was right: a board holds those who have points.
  const listed = await redis.zcard(keys.board(feedId, 'all'));
  const one = async (name: string, key: string, many = members): Promise<[string, number]> => [
    name,
    (await size(key)) / many,
  ];
  return [
    ['place on six boards', sizes.reduce((sum, each) => sum + each, 0) / listed],
    await one('place on the streak board', keys.streaks(feedId)),
    await one('name', keys.names(space)),
    await one('deeds in one round', keys.deeds(round)),
    await one('tally', keys.tally(memberOf(1)), 1),
    await one('participation', keys.took(memberOf(1)), 1),
  ];
}

/** `/viva board` from the decoded command to the card, with very many members on it. */
async function boards(context: Context, redis: Redis, bench: Attempts): Promise<Figure[]> {
  const keys = createKeys('viva');
  const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC' }).format(Date.now()).slice(0, 7);
  for (const window of ['all', `m${month}`]) await fill(redis, keys.board(feedId, window), bench.members);
  for (let index = 0; index < hiddenCount; index += 1) {
    const profile = { zone: undefined, away: [], hidden: true };
    await context.store.members.save(memberOf(bench.members + 1 + 7 * index), profile);
  }
  const took: number[] = [];
  for (let index = 0; index < 220; index += 1) {
    const began = performance.now();
    await ask(context, 1 + index, { name: 'board', board: 'all' });
    if (index >= 20) took.push(performance.now() - began);
  }
  const name = `a board of ${boardSize.toLocaleString('en')} members`;
  const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  const figure = { bench: 'standing', unit: 'ms' };
  return [
    { ...figure, name: `${name}, p50`, ours: spreadOf([p50]), target: atMost('p50', p50, 5, ' ms') },
    { ...figure, name: `${name}, p99`, ours: spreadOf([p99]) },
  ];
}

async function fill(redis: Redis, key: string, there: number): Promise<void> {
  for (let from = there; from < boardSize; from += 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, index) => [
      String(60 * (1 + ((from + index) % 2_000))),
      memberOf(from + index + 1).slice('discord:'.length),
    ]);
    await redis.zadd(key, ...batch.flat());
  }
}
