import { describe, expect, it, onTestFinished } from 'vitest';
import { type Platform, PlatformTrouble } from '../../../src/app/ports/platform.ts';
import { checkSlack } from '../../../src/platforms/slack/doctor.ts';
import { botScopes, rootNames, slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { createSlackPlatform, type SlackOptions } from '../../../src/platforms/slack/platform.ts';
import { memoryShelves } from '../../support/shelves.ts';
import { openSlackWorld, type SlackWorld } from '../../support/worlds/slack.ts';
import { logInto, nobodyThere, openStage, type Stage, until } from './stage.ts';

const handlers = { deliver: async () => {}, complete: async () => [] };

async function staged(options: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = await openStage(options);
  onTestFinished(() => stage.close());
  return stage;
}

async function worldOf(scopes: readonly string[] = botScopes): Promise<SlackWorld> {
  const world = await openSlackWorld({ mode: 'socket', scopes });
  onTestFinished(() => world.close());
  return world;
}

function platformOf(world: SlackWorld, options: Partial<SlackOptions>, lines: string[] = []): Platform {
  const { botToken, appToken, apiUrl } = world.server;
  const platform = createSlackPlatform({
    botToken,
    appToken,
    signingSecret: undefined,
    apiUrl,
    http: { mount: () => {} },
    keyValue: memoryShelves(),
    log: logInto(lines),
    ...options,
  });
  onTestFinished(() => platform.stop());
  return platform;
}

async function trouble(platform: Platform): Promise<PlatformTrouble> {
  const error = await platform.start(handlers).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlatformTrouble)) throw new Error(`no PlatformTrouble: ${String(error)}`);
  expect(platform.reachable()).toBe(false);
  return error;
}

describe('starting Slack', () => {
  it.each(['socket', 'http'] as const)('can be reached over %s from start to stop', async (mode) => {
    const { platform, world } = await staged({ mode });
    expect(platform.reachable()).toBe(true);
    expect([platform.name, platform.exclusive]).toEqual(['slack', false]);
    await platform.stop();
    expect(platform.reachable()).toBe(false);
    await platform.start(handlers);
    expect(platform.reachable()).toBe(true);
    expect(world.complaints()).toEqual([]);
  });

  it('stops before it ever started', async () => {
    await platformOf(await worldOf(), {}).stop();
  });

  it('opens nothing behind the back of a stop', async () => {
    const world = await worldOf();
    const platform = platformOf(world, {});
    const started = platform.start(handlers);
    await platform.stop();
    await started;
    expect(platform.reachable()).toBe(false);
    expect(world.server.state.requests.map((one) => one.method)).toEqual(['auth.test']);
  });

  it('names a bad token for good, and never prints it', async () => {
    const lines: string[] = [];
    const secret = 'xoxb-9-9-wrongsecret';
    const met = await trouble(platformOf(await worldOf(), { botToken: secret }, lines));
    expect(met.permanent).toBe(true);
    expect(met.mend).toContain('SLACK_BOT_TOKEN');
    expect([met.message, met.mend, ...lines].join('\n')).not.toContain(secret);
  });

  it('names a bad app token for good, and never prints it', async () => {
    const lines: string[] = [];
    const secret = 'xapp-9-9-wrongsecret';
    const met = await trouble(platformOf(await worldOf(), { appToken: secret }, lines));
    expect([met.permanent, met.mend.includes('SLACK_APP_TOKEN')]).toEqual([true, true]);
    expect([met.message, met.mend, ...lines].join('\n')).not.toContain(secret);
  });

  it('names the scopes that are missing', async () => {
    const world = await worldOf(botScopes.filter((scope) => scope !== 'files:write' && scope !== 'im:write'));
    const met = await trouble(platformOf(world, {}));
    expect([met.permanent, met.message]).toEqual([
      true,
      'The Slack app lacks the scope files:write, im:write.',
    ]);
  });

  it('tries again later when the network is away', async () => {
    const world = await worldOf();
    expect((await trouble(platformOf(world, { apiUrl: await nobodyThere() }))).permanent).toBe(false);
  });

  it('cannot start without a way in', async () => {
    expect((await trouble(platformOf(await worldOf(), { appToken: undefined }))).permanent).toBe(true);
  });
});

describe('Socket Mode', () => {
  it.each(['politely', 'abruptly'] as const)('connects again when it is cut %s', async (how) => {
    const { platform, world, exchanges } = await staged({});
    world.server.deliveries.disconnect(how);
    await until(() => !platform.reachable() || world.server.deliveries.connections === 0);
    await until(() => platform.reachable() && world.server.deliveries.connections === 1);
    await world.command('ben', '/viva help');
    expect(exchanges).toHaveLength(1);
    expect(world.complaints()).toEqual([]);
  });

  it('keeps trying while Slack refuses it, and comes back', async () => {
    const { platform, world, logged } = await staged({});
    world.server.refuseSockets = true;
    world.server.deliveries.disconnect('abruptly');
    await until(() => logged.some((line) => line.includes('Slack cannot be reached')));
    expect(platform.reachable()).toBe(false);
    world.server.refuseSockets = false;
    await until(() => platform.reachable());
    expect(logged.join('\n')).not.toContain(world.server.appToken);
  });

  it('gets what it missed while it was away', async () => {
    const timers: (() => void)[] = [];
    const { world, platform, exchanges } = await staged({
      start: false,
      timer: (_, run) => {
        timers.push(run);
        return () => {};
      },
    });
    const dm = world.direct('ben');
    await world.server.people.say('U0BEN', dm, 'hint');
    expect(timers).toHaveLength(1);
    await platform.start({ ...handlers, deliver: async (exchange) => void exchanges.push(exchange) });
    await until(() => exchanges.length === 1);
    for (const run of timers) run();
    expect(exchanges[0]?.command).toEqual({ name: 'hint' });
  });
});

describe('delivery over HTTP', () => {
  const event = JSON.stringify({
    type: 'event_callback',
    team_id: 'T0WORLD',
    event: {
      type: 'message',
      channel: 'D0BEN',
      channel_type: 'im',
      user: 'U0BEN',
      text: 'hint',
      ts: '1700000000.000001',
    },
  });
  const json = { 'content-type': 'application/json' };

  it('takes what Slack signed, and nothing else', async () => {
    const { world, exchanges } = await staged({ mode: 'http' });
    const { deliveries, signingSecret } = world.server;
    const old = Date.now() - 6 * 60_000;
    expect(await deliveries.send(event, json)).toBe(401);
    expect(await deliveries.send(event, { ...json, ...deliveries.sign(event, 'another-secret') })).toBe(401);
    expect(await deliveries.send(event, { ...json, ...deliveries.sign(event, signingSecret, old) })).toBe(
      401,
    );
    expect(await deliveries.send(`${event} `, { ...json, ...deliveries.sign(event) })).toBe(401);
    expect(exchanges).toEqual([]);
    expect(await deliveries.send(event, { ...json, ...deliveries.sign(event) })).toBe(200);
    await until(() => exchanges.length === 1);
  });

  it('answers Slack’s challenge, and no other path or method', async () => {
    const { world } = await staged({ mode: 'http' });
    const address = world.address ?? '';
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    const { deliveries } = world.server;
    const answer = await fetch(address, {
      method: 'POST',
      body: challenge,
      headers: { ...json, ...deliveries.sign(challenge) },
    });
    expect(await answer.json()).toEqual({ challenge: 'c1' });
    expect((await fetch(address)).status).toBe(404);
    expect((await fetch(`${address}/more`, { method: 'POST' })).status).toBe(404);
  });

  it('sends Slack away while it is not started', async () => {
    const { world, platform, exchanges } = await staged({ mode: 'http', start: false });
    const { deliveries } = world.server;
    expect(await deliveries.send(event, { ...json, ...deliveries.sign(event) })).toBe(503);
    await platform.start({ ...handlers, deliver: async (exchange) => void exchanges.push(exchange) });
    expect(
      await deliveries.send(event, { ...json, ...deliveries.sign(event), 'x-slack-retry-num': '1' }),
    ).toBe(200);
    await until(() => exchanges.length === 1);
  });
});

describe('what operators see', () => {
  it('checks tokens and scopes', async () => {
    const world = await worldOf();
    const { botToken, appToken, apiUrl } = world.server;
    const options = { botToken, appToken, signingSecret: undefined, apiUrl };
    const nothingElse = { feeds: [], keyValue: undefined, now: 0 };
    const check = (changes: object) => checkSlack({ ...options, ...changes }, nothingElse);
    expect((await check({})).map(({ mark }) => mark)).toEqual(['well', 'well', 'well']);
    world.server.state.scopes.delete('users:read');
    const lacking = (await check({})).filter(({ mark }) => mark !== 'well');
    expect(lacking).toMatchObject([{ mark: 'wrong', text: 'The Slack app lacks the scope users:read.' }]);
    const wrong = await check({ botToken: 'xoxb-wrong-1', appToken: 'xapp-wrong-1' });
    expect(wrong.map(({ mark, mend }) => [mark, mend !== undefined])).toEqual([
      ['wrong', true],
      ['wrong', true],
    ]);
    expect(JSON.stringify(wrong)).not.toMatch(/wrong-1/);
    expect((await check({ appToken: undefined })).at(-1)?.mark).toBe('wrong');
    const signed = { appToken: undefined, signingSecret: '0123456789abcdef0123456789abcdef' };
    expect((await check(signed)).at(-1)?.mark).toBe('well');
  });

  it('has a manifest that names every root command, and nothing more', () => {
    expect(rootNames()).toEqual(['viva', 'viva-admin']);
    expect(slackManifest()).toMatchSnapshot();
    const http = JSON.stringify(slackManifest('https://viva.example/slack/events'));
    expect(http.match(/https:\/\/viva\.example\/slack\/events/g)).toHaveLength(4);
    expect(http).toContain('"socket_mode_enabled":false');
  });
});
