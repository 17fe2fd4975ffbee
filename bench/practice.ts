import { Redis } from 'ioredis';
import type { Context } from '../src/app/context.ts';
import { handle } from '../src/app/handle.ts';
import { noMeter } from '../src/app/ports/meter.ts';
import type { Exchange } from '../src/app/ports/platform.ts';
import { bankOf } from '../src/bank/bank.ts';
import type { SetCard } from '../src/core/card.ts';
import type { Command } from '../src/core/command.ts';
import type { Card } from '../src/core/practice/card.ts';
import { createScheduler } from '../src/practice/scheduler.ts';
import { createKeys } from '../src/store/keys.ts';
import { silentLog } from '../test/support/redis.ts';
import { sampleQuestion } from '../test/support/samples.ts';
import { atMost, type Figure } from './figure.ts';
import { progress } from './progress.ts';
import { openStage, type Stage } from './stage.ts';
import { spreadOf } from './statistics.ts';

const few = 10;
const many = 1_000;
const day = Math.floor(Date.now() / 86_400_000);

/** What a member pays who has much to practise: how long a card takes to come, and what Redis holds for each. */
export async function practice({ quick }: { quick: boolean }): Promise<Figure[]> {
  const stage = await openStage();
  try {
    const context = contextOf(stage);
    const rounds = quick ? 100 : 400;
    const figures = [
      ...(await compare('a session begins', context, stage, rounds, () => ({ name: 'practice' }))),
      ...(await compare('a grade is taken and the next card dealt', context, stage, rounds, gradePress)),
    ];
    for (const size of [100, many]) figures.push(await perCard(stage, size));
    return figures;
  } finally {
    await stage.stop();
  }
}

/** The same with a thousand cards due and with ten, in turn. */
async function compare(
  name: string,
  context: Context,
  stage: Stage,
  rounds: number,
  press: (context: Context, member: string) => Command | Promise<Command>,
): Promise<Figure[]> {
  const took: Record<number, number[]> = { [few]: [], [many]: [] };
  for (const size of [few, many]) await fill(stage, memberOf(name, size), size);
  for (let round = -50; round < rounds; round += 1) {
    if (round % 50 === 0) progress(`practice: ${name}, ${round} of ${rounds}`);
    for (const size of round % 2 === 0 ? [few, many] : [many, few]) {
      const member = memberOf(name, size);
      const command = await press(context, member);
      const began = performance.now();
      const cards = await done(context, member, command, round);
      const time = performance.now() - began;
      if (cards.length !== 1 || cards[0]?.tone !== 'question') throw new Error('no card was dealt');
      if (round >= 0) took[size]?.push(time);
      // What was graded is due again, so that there are always as many.
      if (command.name === 'practice-grade') await refill(stage, member, command.question);
    }
  }
  const [ours, bare] = [spreadOf(took[many] ?? []), spreadOf(took[few] ?? [])];
  const share = { ...spreadOf([ours.median / bare.median]), rounds: 1 };
  const most = 1.2;
  return [
    {
      bench: 'practice',
      name: `${name}: ${many.toLocaleString('en')} due, beside ${few}`,
      unit: 'ms',
      ours,
      bare,
      share,
      target: atMost('share', share.median, most),
    },
  ];
}

async function gradePress(context: Context, member: string): Promise<Command> {
  const kept = await context.store.practice.of(member);
  const question = idOf(0);
  const revision = kept.cards.get(question)?.revision ?? 0;
  return { name: 'practice-grade', topic: 'any', question, revision, grade: 'good' };
}

let presses = 0;
async function done(context: Context, member: string, command: Command, round: number): Promise<SetCard[]> {
  presses += 1;
  const cards: SetCard[] = [];
  const exchange: Exchange = {
    id: `press-${presses}-${round}`,
    at: Date.now(),
    caller: { member, space: 'discord:1', name: 'Ben', zone: 'UTC' },
    place: { channel: '2', kind: 'channel', under: undefined },
    command,
    rights: { administers: async () => false, holds: async () => false },
    respond: { discreet: true, reply: async (card) => void cards.push(card) },
  };
  await handle(context, exchange);
  return cards;
}

/** What a member's practice takes in Redis, all told, for each card; written one by one, as it comes about. */
async function perCard(stage: Stage, size: number): Promise<Figure> {
  progress(`practice: ${size} cards in Redis`);
  if (!('socket' in stage.storage.place)) throw new Error('no private Redis');
  const redis = new Redis({ path: stage.storage.place.socket });
  const keys = createKeys('viva');
  const member = memberOf('bytes', size);
  const context = contextOf(stage);
  for (let number = 0; number < size; number += 1) {
    const question = idOf(number);
    await done(
      context,
      member,
      { name: 'practice-grade', topic: 'any', question, revision: 0, grade: 'good' },
      0,
    );
  }
  const sizes = await Promise.all(
    [keys.practice(member), keys.practiceCards(member)].map((key) => redis.memory('USAGE', key)),
  );
  redis.disconnect();
  const bytes = sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0) / size;
  return {
    bench: 'practice',
    name: `Redis, each of ${size.toLocaleString('en')} cards of a member, all told`,
    unit: 'bytes',
    ours: spreadOf([bytes]),
    target: atMost('bytes', bytes, 100),
  };
}

function memberOf(name: string, size: number): string {
  return `discord:1000000000000000${name.length}${size}`;
}

function idOf(number: number): string {
  return `DL${String(number).padStart(4, '0')}`;
}

function dueCard(question: string, revision: number): Card {
  const memory = { due: day - 5, last: day - 9, stability: 4, difficulty: 5, reps: 1, lapses: 0 };
  return { question, revision, missed: false, memory };
}

async function fill(stage: Stage, member: string, size: number): Promise<void> {
  const before = await stage.store.practice.of(member);
  const cards = Array.from({ length: size }, (_, number) => dueCard(idOf(number), 1));
  await stage.store.practice.change(member, before, {
    cards,
    notes: { ...before, version: before.version + 1 },
  });
}

async function refill(stage: Stage, member: string, question: string): Promise<void> {
  const before = await stage.store.practice.of(member);
  const revision = (before.cards.get(question)?.revision ?? 0) + 1;
  const notes = { ...before, version: before.version + 1 };
  await stage.store.practice.change(member, before, { cards: [dueCard(question, revision)], notes });
}

/** Viva's own parts, but for platforms and pictures, which practice asks for nothing here. */
function contextOf(stage: Stage): Context {
  const questions = Array.from({ length: many }, (_, number) =>
    sampleQuestion({ id: idOf(number), title: `Question ${number}` }),
  );
  const parts: Partial<Context> = {
    store: stage.store,
    platforms: new Map(),
    bank: bankOf(questions),
    typesetter: { typeset: async (card) => card as unknown as SetCard },
    clock: { now: () => Date.now() },
    scheduler: createScheduler(),
    log: silentLog,
    meter: noMeter,
  };
  return parts as Context;
}
