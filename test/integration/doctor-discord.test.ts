import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KeyValue } from '../../src/app/ports/system.ts';
import { runCli } from '../../src/cli/cli.ts';
import { registerNow } from '../../src/platforms/discord/register-now.ts';
import { bits } from '../servers/discord/state.ts';
import { byTitle, examine, expectNamedAndMended, type Fault, keptConsole } from '../support/doctor.ts';
import { type DoctorStage, openDoctorStage } from '../support/doctor-stage.ts';
import { eventually } from '../support/process.ts';
import { silentLog, startTestRedis, type TestRedis } from '../support/redis.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { memoryShelves } from '../support/shelves.ts';
import { type DiscordWorld, openDiscordWorld } from '../support/worlds/discord.ts';
import { slashData } from '../support/worlds/discord-slash.ts';

// Each examines twice, and an examination shows every question of the bank: seven seconds on a processor of one's own.
vi.setConfig({ testTimeout: 120_000 });

type Stage = DoctorStage<DiscordWorld>;

/** Takes a permission from everybody and from the bot's role in the feed's channel. */
function deny(stage: Stage, bit: bigint): void {
  const { state, names } = stage.world.server;
  const channel = state.channels.get(names.general);
  if (channel === undefined) throw new Error('no channel');
  channel.permission_overwrites = [state.guild.id, names.viva].map((id) => ({
    id,
    type: 0,
    allow: '0',
    deny: String(bit),
  }));
}

function allow(stage: Stage): void {
  const { state, names } = stage.world.server;
  const channel = state.channels.get(names.general);
  if (channel !== undefined) channel.permission_overwrites = [];
}

const permissions: [name: string, bit: bigint, says: RegExp][] = [
  ['View Channel', bits.viewChannel, /Feed [\w-]+ in channel \d+: Viva may not see that channel/],
  ['Send Messages', bits.sendMessages, /Feed [\w-]+ in #general: Viva may not send messages/],
  [
    'Read Message History',
    bits.readHistory,
    /Feed [\w-]+ in #general: Viva may not read the message history/,
  ],
  ['Attach Files', bits.attachFiles, /Feed [\w-]+ in #general: Viva may not attach pictures/],
];

const faults: Fault<Stage>[] = [
  {
    title: 'a token that was reset since',
    id: 'discord-token',
    says: /does not accept the bot’s token/,
    mend: /Reset Token.*DISCORD_TOKEN/,
    environment: { DISCORD_TOKEN: ['MTAxMDEwMTAxMDEwMTAxMDEw', 'GwrOng', 'y'.repeat(38)].join('.') },
  },
  {
    title: 'DISCORD_MESSAGE_CONTENT=1 without the intent in the portal',
    id: 'discord-intent',
    says: /does not allow Viva the Message Content intent/,
    mend: /Privileged Gateway Intents.*DISCORD_MESSAGE_CONTENT/,
    environment: { DISCORD_MESSAGE_CONTENT: '1' },
    heal({ world }) {
      world.server.state.application.flags = 1 << 19;
    },
    healed: { DISCORD_MESSAGE_CONTENT: '1' },
  },
  {
    title: 'a bot in no server',
    id: 'discord-servers',
    says: /in no server yet/,
    mend: /oauth2\/authorize\?client_id=\d+/,
    async plant({ world, store, feed }) {
      const { guild, bot } = world.server.state;
      guild.members.delete(bot.id);
      await store.feeds.remove(feed.id);
    },
    heal: ({ world }) => rejoin(world),
  },
  {
    title: 'a feed of a server that the bot was removed from',
    id: 'discord-server-left',
    says: /Feed [\w-]+: Viva is not in the server 123456789012345678 any more/,
    mend: /oauth2\/authorize\?client_id=\d+/,
    plant: (stage) => stage.addFeed({ id: 'elsewher', space: 'discord:123456789012345678', channel: '3' }),
    heal: ({ store }) => store.feeds.remove('elsewher'),
  },
  ...permissions.map(
    ([name, bit, says]): Fault<Stage> => ({
      title: `a feed’s channel without ${name}`,
      id: 'discord-permission',
      says,
      mend: new RegExp(`permission ${name}`),
      plant: (stage) => deny(stage, bit),
      heal: allow,
    }),
  ),
  {
    title: 'a feed’s channel that was deleted',
    id: 'discord-channel-gone',
    says: /Feed removed1: its channel \(234567890123456789\) does not exist any more/,
    mend: /schedule remove feed:removed1/,
    plant: (stage) => stage.addFeed({ id: 'removed1', channel: '234567890123456789' }),
    heal: ({ store }) => store.feeds.remove('removed1'),
  },
  {
    title: 'commands that were never registered',
    id: 'discord-commands',
    says: /No commands are registered/,
    mend: /viva register/,
    plant({ world }) {
      world.server.state.commands = [];
    },
    heal: register,
  },
  {
    title: 'commands of an older version',
    id: 'discord-commands',
    says: /not those of this version: .*\/viva/,
    mend: /viva register/,
    plant({ world }) {
      const [viva] = world.server.state.commands;
      if (viva !== undefined) viva.options = (viva.options as object[]).slice(1);
    },
    heal: register,
  },
  {
    title: 'an address where nobody answers',
    id: 'discord-unreachable',
    says: /Discord cannot be reached/,
    mend: /DISCORD_API_URL/,
    environment: { DISCORD_API_URL: 'http://127.0.0.1:9/api' },
  },
  {
    title: 'a clock ten minutes ahead of Discord and of Redis',
    id: 'clock',
    says: /clock is (10 min|9 min 59 s|10 min 1 s) ahead of that of Discord/,
    mend: /set-ntp/,
    how: () => ({ now: () => Date.now() + 600_000 }),
  },
  {
    title: 'another Viva with the same token and another prefix',
    id: 'two-stores',
    says: /Another Viva \(b-machine, process 2\) uses the same Discord token with the prefix other/,
    mend: /same REDIS_URL and REDIS_PREFIX/,
    async plant(stage) {
      elsewhere = await openDoctorStage(stage.world, stage.redis, 'other');
      await elsewhere.runs({ where: 'b-machine, process 2' });
    },
    heal: () => elsewhere?.close(),
  },
  {
    title: 'a Viva on the private store beside the Redis of REDIS_URL',
    id: 'two-stores',
    says: /uses the same Discord token on the private store in .*, without REDIS_URL/,
    mend: /same REDIS_URL and REDIS_PREFIX/,
    async plant() {
      named = await startRedisServer({ appendonly: 'yes', save: '' });
    },
    environment: () => ({ REDIS_URL: named?.url ?? '' }),
    // The one without REDIS_URL is stopped.
    heal: ({ ends }) => Promise.all(ends.map((end) => end())),
    healed: () => ({ REDIS_URL: named?.url ?? '' }),
  },
  {
    title: 'two connected Vivas with one token on two stores',
    id: 'discord-answered-elsewhere',
    says: /answered \d+ clicks and commands before the Viva that runs here could/,
    mend: /same REDIS_URL and REDIS_PREFIX; then restart this one/,
    async plant({ world, store }) {
      // Who connected first hears of each click first.
      await connect(world, memoryShelves());
      await connect(world, store.keyValue);
      const { server } = world;
      const note = async () =>
        JSON.parse((await store.keyValue.get('discord', 'answered-elsewhere')) ?? '{}');
      await eventually('clicks that the other one answered', async () => {
        const data = slashData(server.state.commands, '/viva help');
        server.interact(server.names.users.ben, server.names.general, 2, data);
        await server.nextRequest(200);
        return (await note()).count >= 2;
      });
    },
    async heal({ world, store }) {
      for (const stop of connected.splice(0)) await stop();
      await connect(world, store.keyValue);
    },
  },
];
const connected: (() => Promise<void>)[] = [];

/** A Viva that answers nothing but acknowledges. */
async function connect(world: DiscordWorld, keyValue: KeyValue): Promise<void> {
  const platform = world.createPlatform({ keyValue, log: silentLog });
  await platform.start({ deliver: async () => {}, complete: async () => [] });
  connected.push(() => platform.stop());
}

let named: RedisServer | undefined;
let elsewhere: Stage | undefined;

async function register({ environment }: Stage): Promise<void> {
  expect(await runCli(['register'], keptConsole(environment))).toBe(0);
}

function rejoin(world: DiscordWorld): void {
  const { guild, bot } = world.server.state;
  guild.members.set(bot.id, { user: bot, roles: [world.server.names.viva] });
}

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor on Discord'), () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis('real');
  });
  afterAll(async () => {
    await named?.stop();
    await redis.stop();
  });

  async function withStage(work: (stage: Stage) => Promise<void>): Promise<void> {
    const world = await openDiscordWorld();
    const { token } = world.server.state;
    await registerNow({ token, apiUrl: world.server.apiUrl });
    const stage = await openDoctorStage(world, redis);
    await stage.runs();
    try {
      await work(stage);
    } finally {
      for (const stop of connected.splice(0)) await stop();
      await stage.close();
      await world.close();
    }
    expect(world.server.state.complaints).toEqual([]);
  }

  test.each(byTitle(faults))('names %s, and its mend works', (_, fault) =>
    withStage((stage) => expectNamedAndMended(fault, stage)),
  );

  test('tells all else that it found where Discord fails to tell of one channel', () =>
    withStage(async (stage) => {
      const { apiUrl } = stage.world.server;
      const lost = await stage.addFeed({ channel: '345678901234567890' });
      deny(stage, bits.attachFiles);
      const proxy = createServer(async (request, response) => {
        if (request.url?.includes(lost.channel)) return void response.writeHead(500).end();
        const answer = await fetch(new URL(apiUrl).origin + request.url, {
          headers: { authorization: request.headers.authorization ?? '' },
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const { port } = proxy.address() as AddressInfo;
      const found = await examine({
        ...stage.environment,
        DISCORD_API_URL: apiUrl.replace(new URL(apiUrl).host, `127.0.0.1:${port}`),
      });
      proxy.close();
      const ids = found.findings.filter(({ area }) => area === 'Discord').map(({ id }) => id);
      expect(ids).toContain('discord-token');
      expect(ids).toContain('discord-permission');
      expect(found.findings).toContainEqual(
        expect.objectContaining({
          id: 'discord-channel-unknown',
          mark: 'warn',
          text: expect.stringMatching(/^Feed [\w-]+ in channel 345678901234567890: .*status 500/),
        }),
      );
    }));

  test('finds nothing wrong with what is right, and connects nowhere', () =>
    withStage(async (stage) => {
      const io = keptConsole(stage.environment);
      expect(await runCli(['doctor'], io), io.written()).toBe(0);
      expect(io.written().trimEnd().split('\n').at(-1)).toBe('All is well.');
      expect(io.written()).toContain('1 process runs: a-machine, process 1 (discord connected)');
      expect(io.written()).toMatch(/1 feed; next: \w+,? .*\(.{8}\)/);
      expect(stage.world.server.gateway.identified()).toBe(0);
      expect((await examine(stage.environment)).bad).toEqual([]);
    }));
});
