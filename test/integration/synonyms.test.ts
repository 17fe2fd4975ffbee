import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { noDeeds, ticked } from '../../src/core/deeds.ts';
import { openStore } from '../../src/store/open-store.ts';
import { keptConsole } from '../support/doctor.ts';
import { silentLog } from '../support/redis.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';

const monday = Date.UTC(2026, 10, 23, 9);

describe.skipIf(!redisProgram)(needs('redis-server', 'viva check --synonyms'), () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  const run = async (...options: string[]) => {
    const io = keptConsole({ REDIS_URL: server.url });
    return { code: await runCli(['check', '--synonyms', ...options], io), text: io.written() };
  };

  test('with nothing corrected it says so', async () => {
    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text).toContain('Nobody has corrected a tick in an answer of the last 30 d');
  });

  test('it lists what people ticked and unticked by hand, newest first, and nobody’s id', async () => {
    const store = await openStore({
      place: { url: server.url },
      prefix: 'viva',
      clock: { now: () => monday },
      log: silentLog,
    });
    await store.feeds.create(sampleFeed(), monday, 20);
    const round = sampleRound();
    const deal = { revision: 0, cycle: 1, dealt: [], queued: [] };
    await store.rounds.commit(round, false, deal, sampleQuestion(), 1_000);
    const answer = async (
      member: string,
      found: number,
      text: string,
      ticks: [number, boolean, number][],
    ) => {
      const attempt = { written: { found, of: 3 }, at: monday };
      await store.deeds.record(round, member, { ...noDeeds, attempt }, false);
      for (const [point, on, at] of ticks)
        await store.deeds.record(round, member, ticked(point, { on, at: monday + at }), false);
      await store.answers.keep(round.id, member, text, 60_000);
    };
    await answer('discord:111', 0b001, 'the skip lets\n\u001b[31mslope through', [[1, true, 10]]);
    await answer('slack:U222', 0b100, 'no such thing', [
      [2, false, 30],
      [0, true, 20],
      [0, false, 25],
    ]);
    await answer('local:ben', 0b001, 'as it was', [[0, true, 40]]);
    store.close();

    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text).toContain('2 ticks corrected');
    expect(text).toMatch(
      /DL0001 · Residual Connection\n3\. Point 3, unticked by hand.*\n> no such thing\n\nDL0001 .*\n2\. Point 2, ticked by hand.*\n> the skip lets\n> \[31mslope through/,
    );
    expect(text).not.toMatch(/111|U222|ben|as it was/);
    expect(text).not.toContain('\u001b');
    const rows = JSON.parse((await run('--json')).text) as object[];
    expect(rows).toMatchObject([
      { question: 'DL0001', point: 3, name: 'Point 3', by: 'unticked', text: 'no such thing' },
      { question: 'DL0001', point: 2, by: 'ticked' },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/111|U222/);
  });

  test('where there is no storage it says what to do', async () => {
    const io = { ...keptConsole({}), path: '' };
    expect(await runCli(['check', '--synonyms'], io)).toBe(1);
    expect(io.written()).toMatch(/no REDIS_URL is set/);
  });
});
