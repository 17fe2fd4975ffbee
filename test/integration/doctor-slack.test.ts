import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { userId } from '../servers/slack/state.ts';
import { byTitle, examine, expectNamedAndMended, type Fault, keptConsole } from '../support/doctor.ts';
import { type DoctorStage, openDoctorStage } from '../support/doctor-stage.ts';
import { eventually } from '../support/process.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { openSlackWorld, type SlackWorld } from '../support/worlds/slack.ts';

// Each examines twice, and an examination shows every question of the bank: seven seconds on a processor of one's own.
vi.setConfig({ testTimeout: 120_000 });

type Stage = DoctorStage<SlackWorld>;

/** The real adapter, connected to this world and keeping its notes in the stage's store, as a running Viva does. */
async function connect({ world, store }: Stage): Promise<void> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const platform = world.createPlatform({ keyValue: store.keyValue, log });
  await platform.start({ deliver: async () => {}, complete: async () => [] });
  running.push(() => platform.stop());
}
const running: (() => Promise<void>)[] = [];

const overSocket: Fault<Stage>[] = [
  {
    title: 'a bot token that Slack does not know',
    id: 'slack-bot-token',
    says: /does not accept the bot token/,
    mend: /Bot User OAuth Token.*SLACK_BOT_TOKEN/,
    environment: { SLACK_BOT_TOKEN: 'xoxb-1001-2002-notthisone' },
  },
  {
    title: 'a bot token that was revoked',
    id: 'slack-bot-token-ended',
    says: /bot token was revoked/,
    mend: /Install the app to the workspace again/,
    plant: ({ world }) => Object.assign(world.server.tokens, { bot: 'token_revoked' }),
    heal: ({ world }) => Object.assign(world.server.tokens, { bot: undefined }),
  },
  {
    title: 'an app that was removed from the workspace',
    id: 'slack-bot-token-ended',
    says: /app was removed from the workspace/,
    mend: /Install the app to the workspace again/,
    plant: ({ world }) => Object.assign(world.server.tokens, { bot: 'account_inactive' }),
    heal: ({ world }) => Object.assign(world.server.tokens, { bot: undefined }),
  },
  ...['channels:history', 'usergroups:read', 'files:write'].map(
    (scope): Fault<Stage> => ({
      title: `an app without the scope ${scope}`,
      id: 'slack-scope',
      says: new RegExp(`lacks the scope ${scope}`),
      mend: new RegExp(`Add ${scope} under OAuth & Permissions`),
      plant: ({ world }) => world.server.state.scopes.delete(scope),
      heal: ({ world }) => world.server.state.scopes.add(scope),
    }),
  ),
  {
    title: 'a feed’s channel that Viva is not in',
    id: 'slack-not-in-channel',
    says: /Feed notthere in #locked: Viva is not in this channel/,
    mend: /\/invite @Viva in #locked/,
    plant: (stage) => stage.addFeed({ id: 'notthere', channel: 'C0LOCKED' }),
    heal: ({ world }) => world.server.state.channels.get('C0LOCKED')?.members.add('U0VIVA'),
  },
  {
    title: 'a feed’s channel that was archived',
    id: 'slack-channel-archived',
    says: /Feed [\w-]+ in #daily: the channel is archived/,
    mend: /Unarchive it/,
    plant: ({ world }) => archive(world, true),
    heal: ({ world }) => archive(world, false),
  },
  {
    title: 'a feed’s channel that is private or gone',
    id: 'slack-channel-gone',
    says: /Feed deleted1 in the channel C0DELETED: Viva cannot see this channel: it is private, or gone/,
    mend: /\/invite @Viva/,
    plant: (stage) => stage.addFeed({ id: 'deleted1', channel: 'C0DELETED' }),
    heal: ({ world }) => {
      const members = new Set([userId('ada'), 'U0VIVA']);
      const channel = { id: 'C0DELETED', name: 'quiet', kind: 'private', members, archived: false } as const;
      world.server.state.channels.set(channel.id, channel);
    },
  },
  {
    title: 'an app-level token that Slack does not know',
    id: 'slack-app-token',
    says: /does not accept the app-level token/,
    mend: /App-Level Tokens.*SLACK_APP_TOKEN/,
    environment: { SLACK_APP_TOKEN: 'xapp-1-A0VIVA-3003-notthisone' },
  },
  {
    title: 'an app-level token that has expired',
    id: 'slack-app-token-ended',
    says: /app-level token has expired/,
    mend: /App-Level Tokens.*SLACK_APP_TOKEN/,
    plant: ({ world }) => Object.assign(world.server.tokens, { app: 'token_expired' }),
    heal: ({ world }) => Object.assign(world.server.tokens, { app: undefined }),
  },
  {
    title: 'an app-level token that was revoked',
    id: 'slack-app-token-ended',
    says: /app-level token was revoked/,
    mend: /App-Level Tokens.*SLACK_APP_TOKEN/,
    plant: ({ world }) => Object.assign(world.server.tokens, { app: 'token_revoked' }),
    heal: ({ world }) => Object.assign(world.server.tokens, { app: undefined }),
  },
  {
    title: 'an app-level token without connections:write',
    id: 'slack-app-scope',
    says: /app-level token lacks the scope connections:write/,
    mend: /App-Level Tokens/,
    plant: ({ world }) => world.server.tokens.appScopes.delete('connections:write'),
    heal: ({ world }) => world.server.tokens.appScopes.add('connections:write'),
  },
  {
    title: 'an app-level token of another app than the bot’s',
    id: 'slack-other-app',
    says: /app-level token is of the app A0OTHER, the bot token of the app A0VIVA/,
    mend: /Open the app A0VIVA/,
    plant: ({ world }) => Object.assign(world.server.tokens, { appOfAppToken: 'A0OTHER' }),
    heal: ({ world }) => Object.assign(world.server.tokens, { appOfAppToken: 'A0VIVA' }),
  },
  {
    title: 'Socket Mode switched off in the app',
    id: 'slack-socket-mode-off',
    says: /Socket Mode is switched off in the app/,
    mend: /Switch it on at api\.slack\.com\/apps/,
    async plant(stage) {
      await connect(stage);
      stage.world.server.deliveries.switchSocketMode('off');
      const noted = () => stage.store.keyValue.get('slack', 'socket-mode-off');
      await eventually('the note', async () => (await noted()) !== undefined);
    },
    async heal(stage) {
      // The running Viva then connects by itself.
      stage.world.server.deliveries.switchSocketMode('on');
      const noted = () => stage.store.keyValue.get('slack', 'socket-mode-off');
      await eventually('the note goes', async () => (await noted()) === undefined);
    },
  },
  {
    title: 'an address where nobody answers',
    id: 'slack-unreachable',
    says: /Slack could not be reached/,
    mend: /SLACK_API_URL/,
    environment: { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
  },
];

/** With which Slack signs, where Viva was given another one. */
const realSecret = 'ffffffffffffffffffffffffffffffff';

const overHttp: Fault<Stage>[] = [
  {
    title: 'something else in SLACK_SIGNING_SECRET',
    id: 'slack-signing-secret-shape',
    says: /no signing secret/,
    mend: /App Credentials/,
    environment: { SLACK_SIGNING_SECRET: 'a-client-secret-perhaps' },
  },
  {
    title: 'the signing secret of another app, once Slack has sent something',
    id: 'slack-signing-secret',
    says: /refused requests to \/slack\/events 0 min ago: their signature is not made with SLACK_SIGNING_SECRET/,
    mend: /Signing Secret of the app that the bot token is of/,
    async plant(stage) {
      await connect(stage);
      expect(await sendSigned(stage, realSecret)).toBe(401);
      await noteOf(stage, true);
    },
    healed: { SLACK_SIGNING_SECRET: realSecret },
  },
  {
    title: 'requests that are more than five minutes off',
    id: 'slack-signatures-late',
    says: /their time is more than five minutes from this machine’s/,
    mend: /clock/,
    async plant(stage) {
      await connect(stage);
      const { signingSecret } = stage.world.server;
      expect(await sendSigned(stage, signingSecret, Date.now() - 600_000)).toBe(401);
      await noteOf(stage, true);
    },
    async heal(stage) {
      // The next request that comes in time.
      await stage.world.server.people.command(userId('ben'), '/viva help', 'C0DAILY');
      await noteOf(stage, false);
    },
  },
];

async function noteOf({ store }: Stage, there: boolean): Promise<void> {
  const note = () => store.keyValue.get('slack', 'refused-signature');
  await eventually('the note of signatures', async () => ((await note()) !== undefined) === there);
}

function sendSigned({ world }: Stage, secret: string, at?: number): Promise<number | undefined> {
  const { deliveries } = world.server;
  const body = 'command=%2Fviva';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return deliveries.send(body, { ...form, ...deliveries.sign(body, secret, at) });
}

function archive(world: SlackWorld, archived: boolean): void {
  const channel = world.server.state.channels.get('C0DAILY');
  if (channel !== undefined) channel.archived = archived;
}

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor on Slack'), () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis('real');
  });
  afterAll(async () => await redis.stop());

  async function withStage(mode: 'socket' | 'http', work: (stage: Stage) => Promise<void>): Promise<void> {
    const world = await openSlackWorld({ mode });
    const stage = await openDoctorStage(world, redis);
    await stage.runs();
    try {
      await work(stage);
    } finally {
      for (const stop of running.splice(0)) await stop();
      await stage.close();
      await world.close();
    }
  }

  test.each(byTitle(overSocket))('over Socket Mode it names %s, and its mend works', (_, fault) =>
    withStage('socket', (stage) => expectNamedAndMended(fault, stage)),
  );

  test.each(byTitle(overHttp))('over HTTP it names %s, and its mend works', (_, fault) =>
    withStage('http', (stage) => expectNamedAndMended(fault, stage)),
  );

  test.each(['socket', 'http'] as const)('finds nothing wrong with what is right: %s', (mode) =>
    withStage(mode, async (stage) => {
      const io = keptConsole(stage.environment);
      expect(await runCli(['doctor'], io), io.written()).toBe(0);
      expect(io.written().trimEnd().split('\n').at(-1)).toBe('All is well.');
      expect(stage.world.server.deliveries.connections).toBe(0);
      expect(stage.world.server.state.complaints).toEqual([]);
      expect((await examine(stage.environment)).bad).toEqual([]);
    }),
  );
});
