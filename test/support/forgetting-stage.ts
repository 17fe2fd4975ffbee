import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Boarded } from '../../src/app/ports/deed-book.ts';
import { worthOf } from '../../src/core/board.ts';
import { type Deeds, noDeeds } from '../../src/core/deeds.ts';
import { raised, resolvedAs } from '../../src/core/flag.ts';
import { turned } from '../../src/core/reminding.ts';
import type { Round } from '../../src/core/round.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { learnt, today } from '../unit/practice/support.ts';
import { openRawRedis, startTestRedis, type TestRedis } from './redis.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from './samples.ts';
import { tracesOf } from './traces.ts';

export const ben = 'discord:200000000000000002';
export const cleo = 'discord:300000000000000003';
/** What would tell of ben. */
export const ids = [ben, ben.slice('discord:'.length)];
export const minute = 60_000;
export const place = { platform: 'discord', space: 'discord:9', channel: '90' };
const posted = { kind: 'posted', at: monday, round: undefined, text: 'Posted.' } as const;
const rowOf = (rows: { member: string }[], member: string) => rows.find((row) => row.member === member);

/** A store in which something of every kind is held of ben, and the same of cleo. */
export class ForgettingStage {
  redis!: TestRedis;
  store!: OpenStore;
  raw!: Redis;
  prefix!: string;
  count = 0;
  readonly clock = { now: () => monday + 10 * minute };

  attempt = (at = monday + minute): Deeds => ({ ...noDeeds, attempt: { choice: 0, at } });
  worth: Boarded['worth'] = (deeds, round) => worthOf(deeds, round, sampleQuestion());
  traces = () => tracesOf(this.raw, this.prefix, ids);
  key = (name: string) => `${this.prefix}:${name}`;

  /** Opens a round of `feed0001`, which is over when the next one is opened. */
  openRound = async (number: number, extra = false): Promise<Round> => {
    const id = `feed0001-${extra ? 'x' : 'a'}${number}`;
    const draft = sampleRound({ id, place, slot: monday, zone: 'UTC', topic: 'DL' });
    const { revision } = await this.store.rounds.deck('feed0001');
    const deal = { revision, cycle: 1, dealt: [], queued: [] };
    const committed = await this.store.rounds.commit(draft, extra, deal, sampleQuestion(), 60_000);
    if (committed.result !== 'committed') throw new Error(committed.result);
    const sent = { message: `m${draft.id}`, at: monday + number, closesAt: undefined };
    await this.store.rounds.opened(committed.round, committed.fence, sent, posted);
    return (await this.store.rounds.get(draft.id)) as Round;
  };

  /** Something of every kind that the store holds. */
  fill = async (): Promise<Round[]> => {
    await this.store.feeds.create(sampleFeed({ ...place, createdBy: ben }), monday, 20);
    const own = { id: 'ownfeed1', platform: 'discord', space: `discord:@${ids[1]}`, channel: '80' };
    await this.store.feeds.create(sampleFeed({ ...own, personal: ben, createdBy: ben }), monday, 20);
    const rounds = [await this.openRound(1), await this.openRound(2), await this.openRound(3, true)];
    for (const round of rounds) {
      for (const member of [ben, cleo]) {
        const mark = { id: `${member}/1${round.id}`, forMs: minute };
        const standing = {
          worth: this.worth,
          name: `Member ${member.at(-1)}`,
          streak: 7,
          milestone: 7,
          deed: 'a',
        };
        await this.store.deeds.record(round, member, this.attempt(), true, mark, standing);
        await this.store.answers.keep(round.id, member, 'In my own words.', minute);
      }
    }
    for (const member of [ben, cleo]) {
      const profile = await this.store.members.profile(member);
      await this.store.members.save(member, { ...profile, zone: 'Europe/Berlin', hidden: member === ben });
      await this.store.reminders.change(member, (before) => {
        const after = turned(before, { on: true, at: monday, space: place.space, zone: undefined });
        return after && { after, look: monday + 1_000 };
      });
      const practice = await this.store.practice.of(member);
      const notes = { ...practice, version: 1 };
      await this.store.practice.change(member, practice, { cards: [learnt('DL0001', today)], notes });
      await this.flag(member, 'DL0001');
      await this.flag(member, 'DL0002');
      // Each resolves what the other flagged.
      const by = member === ben ? cleo : ben;
      const resolution = { at: monday + minute, by, note: 'Thank you.' };
      await this.store.flags.change({ member, space: place.space, question: 'DL0002' }, (record) =>
        resolvedAs(record, monday + minute, resolution),
      );
    }
    return rounds;
  };

  private flag = (member: string, question: string) =>
    this.store.flags.change({ member, space: place.space, question }, (record) =>
      raised(record, { reason: 'fact', text: 'It is not so.', at: monday, title: question, version: 'v1' }),
    );

  boardAt = { space: place.space, reader: cleo, limit: 10 };
  tallyIn = async () => {
    const tally = await this.store.boards.tallyIn(place.space);
    return [...tally].map(([topic, { attempts, score }]) => ({ topic, attempts, score }));
  };

  othersSee = async (rounds: Round[]) => ({
    deeds: await Promise.all(rounds.map(async ({ id }) => (await this.store.deeds.all(id)).length)),
    cleo: await Promise.all(rounds.map(({ id }) => this.store.deeds.of(id, cleo))),
    answers: await Promise.all(rounds.map(({ id }) => this.store.answers.of(id, cleo))),
    took: await this.store.deeds.participation('feed0001', cleo),
    profile: await this.store.members.profile(cleo),
    points: rowOf(
      (await this.store.boards.points({ ...this.boardAt, scope: place.space, window: 'all' })).rows,
      cleo,
    ),
    streak: rowOf((await this.store.boards.streaks({ ...this.boardAt, feed: 'feed0001' })).rows, cleo),
    tally: await this.store.boards.tallyOf(cleo),
    tallied: await this.tallyIn(),
    reminders: await this.store.reminders.of(cleo),
    flags: await this.store.flags.by(cleo),
    cards: (await this.store.practice.of(cleo)).cards.outline(),
  });
}

/** A fresh store for each test of the block it is called in. */
export function useForgetting(kind: 'real' | 'memory'): ForgettingStage {
  const stage = new ForgettingStage();
  beforeAll(async () => {
    stage.redis = await startTestRedis(kind);
  });
  afterAll(() => stage.redis.stop());
  beforeEach(async () => {
    stage.count += 1;
    stage.prefix = `forget${stage.count}`;
    stage.store = await stage.redis.store(stage.prefix, stage.clock);
    stage.raw = openRawRedis(stage.redis);
  });
  afterEach(() => stage.raw.disconnect());
  return stage;
}
