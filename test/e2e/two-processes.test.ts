import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRedisProxy, type RedisProxy } from '../chaos/redis-proxy.ts';
import { eventually, startViva } from '../support/process.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import type { World } from '../support/world.ts';
import { openDiscordWorld } from '../support/worlds/discord.ts';
import { openSlackWorld } from '../support/worlds/slack.ts';

describe.skipIf(!redisProgram)(
  needs('redis-server', 'two whole processes on one Redis and one token'),
  () => {
    let redis: TestRedis;
    let door: RedisProxy;
    beforeAll(async () => {
      redis = await startTestRedis('real');
      door = await openRedisProxy(redis.place as { socket: string });
    });
    afterAll(async () => {
      await door.close();
      await redis.stop();
    });

    test.each([
      ['Discord', () => openDiscordWorld()],
      ['Slack over Socket Mode', () => openSlackWorld({ mode: 'socket' })],
    ] as [string, () => Promise<World>][])(
      'on %s every slot comes once, and every click and reply is answered once',
      async (title, open) => {
        const world = await open();
        const environment = {
          ...world.env,
          REDIS_URL: door.url,
          REDIS_PREFIX: title.slice(0, 5),
          VIVA_DATA: redis.folder,
          VIVA_MIN_INTERVAL: '1m',
        };
        const processes = [startViva(environment), startViva(environment)];
        try {
          await Promise.all(processes.map((viva) => viva.ready()));
          await world.command('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC');
          await eventually('the confirmation and the preview', () => world.privately('ada').length >= 2);
          await eventually('two rounds', () => world.posts().length >= 2, 130_000);
          const [first, second] = world.posts();
          expect(first?.text).toContain('Round 1');
          expect(second?.text).toContain('Round 2');

          await world.press('ben', second?.id ?? '', 'A');
          await eventually('Ben’s answer', () => world.privately('ben').length > 0);
          expect(world.privately('ben')[0]?.text).toContain('Streak: 1 round');
          // A reply is answered in private, or by one message that offers to.
          const offers = () =>
            world.posts().filter((post) => post.buttons[0]?.label === 'Show me privately').length;
          await world.reply('cleo', second?.id ?? '', 'answer');
          await eventually('Cleo’s answer', () => world.privately('cleo').length + offers() > 0);

          // Whoever holds the connection dies; the other one takes over.
          processes[0]?.kill('SIGKILL');
          await processes[0]?.ended;
          await eventually(
            'the other process answers',
            async () => {
              await world.command('dan', '/viva streak').catch(() => {});
              return world.privately('dan').some((seen) => seen.text.includes('0 rounds'));
            },
            60_000,
          );
          // By now anything that was answered twice would be here.
          expect(world.privately('ada').map((seen) => seen.text.includes('The feed is set'))).toEqual([
            true,
            false,
          ]);
          expect(world.privately('ben')).toHaveLength(1);
          expect(world.privately('cleo').length + offers()).toBe(1);
          const rounds = world.posts().filter((post) => post.text.includes('Round '));
          expect(new Set(rounds.map((post) => /Round \d+/.exec(post.text)?.[0])).size).toBe(rounds.length);
          expect(world.complaints()).toEqual([]);
        } finally {
          for (const viva of processes) viva.kill('SIGTERM');
          await Promise.all(processes.map((viva) => viva.ended));
          await world.close();
        }
      },
      260_000,
    );
  },
);
