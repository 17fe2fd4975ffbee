import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Feed } from '../../src/core/feed.ts';
import { byTitle, examine, expectNamedAndMended, type Fault } from '../support/doctor.ts';
import { type DoctorStage, openDoctorStage } from '../support/doctor-stage.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { openLocalWorld } from '../support/worlds/local.ts';

type Stage = DoctorStage;

/** Saves a change of the stage's feed, as `schedule edit` does. */
async function edit({ store, feed }: Stage, changes: Partial<Feed>): Promise<void> {
  const before = (await store.feeds.get(feed.id)) ?? feed;
  await store.feeds.update({ ...before, ...changes }, Date.now() + 3_600_000, before);
}

const faults: Fault<Stage>[] = [
  {
    title: 'a feed whose time zone is not known any more',
    id: 'feed-zone',
    says: /does not know its time zone Mars\/Olympus/,
    mend: /schedule edit feed:[\w-]+ zone:/,
    plant: (stage) => edit(stage, { rule: { cron: '0 9 * * *', zone: 'Mars/Olympus' } }),
    heal: (stage) => edit(stage, { rule: { cron: '0 9 * * *', zone: 'Europe/Berlin' } }),
  },
  {
    title: 'a feed for which the bank has no question any more',
    id: 'feed-filter',
    says: /asks for .*, and the bank has no such question/,
    mend: /topic:any difficulty:any/,
    environment: { VIVA_QUESTIONS: 'test/fixtures/questions' },
    plant: (stage) => edit(stage, { filter: { topic: 'NL' } }),
    heal: (stage) => edit(stage, { filter: {} }),
    healed: { VIVA_QUESTIONS: 'test/fixtures/questions' },
  },
  {
    title: 'a feed on a platform that is off',
    id: 'feed-platform',
    mark: 'warn',
    says: /Feed onslack1 is on slack, which is off here/,
    mend: /Turn slack on again/,
    plant: (stage) => stage.addFeed({ id: 'onslack1', platform: 'slack', space: 'slack:T1', channel: 'C1' }),
    heal: ({ store }) => store.feeds.remove('onslack1'),
  },
  {
    title: 'a post that has been due for long',
    id: 'feed-late',
    mark: 'warn',
    says: /A post has been due for 1 h/,
    mend: /scheduler and worker/,
    async plant({ store, feed }) {
      await store.feeds.update(feed, Date.now() - 3_600_000, feed);
    },
    heal: (stage) => edit(stage, {}),
  },
  {
    title: 'feeds, but nothing that runs',
    id: 'nothing-runs',
    mark: 'warn',
    says: /There are feeds \(1\), but no Viva runs on this storage/,
    mend: /viva start/,
    plant: ({ ends }) => Promise.all(ends.map((end) => end())),
    heal: (stage) => stage.runs(),
  },
  {
    title: 'running processes of which none has the role scheduler',
    id: 'no-scheduler',
    says: /No process has the role scheduler: no post becomes due/,
    mend: /Add scheduler to VIVA_ROLES/,
    async plant(stage) {
      for (const end of stage.ends) await end();
      await stage.runs({ roles: ['gateway', 'worker'] });
    },
    heal: (stage) => stage.runs({ roles: ['scheduler'] }),
  },
];

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor on feeds and processes'), () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis('real');
  });
  afterAll(async () => await redis.stop());

  test.each(byTitle(faults))('names %s, and its mend works', async (_, fault) => {
    const world = await openLocalWorld();
    const stage = await openDoctorStage(world, redis);
    await stage.runs();
    try {
      await expectNamedAndMended(fault, stage);
    } finally {
      await stage.close();
      await world.close();
    }
  });

  test('says of how many feeds it looked at each one, where there are very many', async () => {
    const world = await openLocalWorld();
    const stage = await openDoctorStage(world, redis);
    await stage.runs();
    for (let feed = 0; feed < 510; feed += 1) await stage.addFeed({ space: `local:s${feed}` });
    const { code, bad } = await examine(stage.environment);
    await stage.close();
    await world.close();
    expect(code).toBe(0);
    expect(bad).toMatchObject([{ id: 'feeds-not-all', mark: 'warn' }]);
    expect(bad[0]?.text).toMatch(/^Of 511 feeds 500 were looked at/);
  });
});
