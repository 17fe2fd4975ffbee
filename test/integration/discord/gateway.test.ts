import { afterEach, describe, expect, it } from 'vitest';
import { PlatformTrouble } from '../../../src/app/ports/platform.ts';
import { checkDiscord } from '../../../src/platforms/discord/doctor.ts';
import { createDiscordPlatform } from '../../../src/platforms/discord/platform.ts';
import { registerNow } from '../../../src/platforms/discord/register-now.ts';
import { type DiscordWorld, openDiscordWorld } from '../../support/worlds/discord.ts';
import { handlers, keptLog, memoryKeyValue } from './support.ts';

let world: DiscordWorld | undefined;
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  const complaints = world?.complaints() ?? [];
  world = undefined;
  expect(complaints).toEqual([]);
});

async function open(options: Parameters<typeof openDiscordWorld>[0] = {}): Promise<DiscordWorld> {
  const opened = await openDiscordWorld(options);
  world = opened;
  closers.push(() => opened.close());
  return opened;
}

function count(opened: DiscordWorld, request: string): number {
  return opened.server.requests.filter((one) => one === request).length;
}

async function until(happened: () => boolean): Promise<void> {
  await expect.poll(happened, { timeout: 8_000, interval: 5 }).toBe(true);
}

/** A doctor that has neither a store nor feeds to go by. */
const nothingElse = { feeds: [], keyValue: undefined, now: 0 };

describe('starting', () => {
  it('registers the commands once, and again only when they changed', async () => {
    const opened = await open();
    const keyValue = memoryKeyValue();
    const register = `PUT /applications/${opened.server.state.application.id}/commands`;
    for (const starts of [1, 2]) {
      const log = keptLog();
      const platform = opened.createPlatform({ keyValue, log });
      expect(platform.reachable()).toBe(false);
      await platform.start(handlers());
      expect(platform.reachable()).toBe(true);
      expect(count(opened, register)).toBe(1);
      expect(opened.server.gateway.identified()).toBe(starts);
      const invites = log.lines.filter((line) => line.includes('oauth2/authorize'));
      expect(invites).toHaveLength(1);
      expect(invites[0]).toContain('scope=bot+applications.commands');
      await platform.stop();
      await platform.stop();
      expect(platform.reachable()).toBe(false);
      await until(() => opened.server.gateway.connected() === 0);
    }
    const { commands } = opened.server.state;
    expect(commands.map(({ name }) => name).sort()).toEqual(['Reveal answer', 'viva', 'viva-admin']);
    for (const { contexts } of commands) expect(contexts).toEqual([0, 1]);
    await keyValue.put('discord', `catalogue-${opened.server.state.application.id}`, 'of an older version');
    const platform = opened.createPlatform({ keyValue, log: keptLog() });
    closers.push(() => platform.stop());
    await platform.start(handlers());
    expect(count(opened, register)).toBe(2);
  });

  it('may be stopped before it was started', async () => {
    const opened = await open();
    await opened.createPlatform({ keyValue: memoryKeyValue(), log: keptLog() }).stop();
  });

  it('says for good that a token is wrong, and never shows it', async () => {
    const opened = await open();
    const log = keptLog();
    const token = 'MTIz.wrong-token.that-nobody-may-see';
    const options = { token, apiUrl: opened.server.apiUrl, messageContent: false };
    const platform = createDiscordPlatform({ ...options, keyValue: memoryKeyValue(), log });
    const trouble = await platform.start(handlers()).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(PlatformTrouble);
    expect(trouble).toMatchObject({ permanent: true, mend: expect.stringContaining('DISCORD_TOKEN') });
    const here = { kind: 'channel', space: opened.space, channel: opened.channel } as const;
    const find = () => platform.find(here, 'a-b', 0).catch((error: unknown) => error);
    // Twice: after a first 401 the library would forget the token and fail in another way.
    expect(await find()).toMatchObject({ kind: 'refused' });
    expect(await find()).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify([log.lines, String(trouble), (trouble as Error).stack])).not.toContain('nobody');
    expect(await checkDiscord(options, nothingElse)).toMatchObject([
      { id: 'discord-token', mark: 'wrong', mend: expect.any(String) },
    ]);
  });

  it('says for good that the Message Content intent is not allowed, and where to switch it on', async () => {
    const opened = await open();
    const { state, apiUrl } = opened.server;
    const options = { token: state.token, apiUrl, messageContent: true };
    const platform = createDiscordPlatform({ ...options, keyValue: memoryKeyValue(), log: keptLog() });
    await expect(platform.start(handlers())).rejects.toMatchObject({
      name: 'PlatformTrouble',
      permanent: true,
      mend: expect.stringContaining('Developer Portal'),
    });
    expect(platform.reachable()).toBe(false);
    const findings = await checkDiscord(options, nothingElse);
    expect(findings.map(({ id, mark }) => `${id} ${mark}`)).toEqual([
      'discord-token well',
      'discord-intent wrong',
      'discord-servers well',
      'discord-commands well',
    ]);
  });

  it('can be tried again when Discord cannot be reached', async () => {
    const opened = await openDiscordWorld();
    await opened.close();
    const platform = opened.createPlatform({ keyValue: memoryKeyValue(), log: keptLog() });
    await expect(platform.start(handlers())).rejects.toMatchObject({
      name: 'PlatformTrouble',
      permanent: false,
    });
  });

  it('gives the doctor a clean bill', async () => {
    const opened = await open({ messageContent: true });
    const { token } = opened.server.state;
    const options = { token, apiUrl: opened.server.apiUrl, messageContent: true };
    await registerNow(options);
    const findings = await checkDiscord(options, nothingElse);
    expect(findings.map(({ mark }) => mark)).toEqual(['well', 'well', 'well', 'well']);
    expect(findings[2]?.text).toContain('Study group');
  });
});

describe('the connection', () => {
  it('resumes after a reconnect and after a cut, and misses nothing', async () => {
    const opened = await open({ patience: 8_000 });
    const seen = handlers();
    const log = keptLog();
    const platform = opened.createPlatform({ keyValue: memoryKeyValue(), log });
    closers.push(() => platform.stop());
    await platform.start(seen);
    opened.server.gateway.reconnect();
    await opened.command('ada', '/viva help');
    opened.server.gateway.cut();
    await until(() => !platform.reachable());
    await opened.command('ben', '/viva help');
    await until(() => platform.reachable());
    expect(seen.exchanges.map(({ caller }) => caller.name)).toEqual(['Ada', 'Ben']);
    expect(opened.server.gateway.identified()).toBe(1);
  });

  it('ends what is being answered before it stops', async () => {
    const opened = await open();
    const platform = opened.createPlatform({ keyValue: memoryKeyValue(), log: keptLog() });
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let began = false;
    const slow = handlers();
    const deliver = slow.deliver;
    slow.deliver = async (exchange) => {
      began = true;
      await held;
      await deliver(exchange);
    };
    await platform.start(slow);
    const asked = opened.command('ada', '/viva help');
    await until(() => began);
    let stopped = false;
    const stopping = platform.stop().then(() => {
      stopped = true;
    });
    expect(stopped).toBe(false);
    finish();
    await Promise.all([asked, stopping]);
    expect(opened.privately('ada')).toHaveLength(1);
    expect(slow.failures).toEqual([]);
  });
});
