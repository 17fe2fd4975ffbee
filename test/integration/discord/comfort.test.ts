import { afterEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../../src/app/ports/platform.ts';
import { type DiscordWorld, openDiscordWorld } from '../../support/worlds/discord.ts';
import { card, handlers, keptLog, memoryKeyValue, roundButtons } from './support.ts';

let world: DiscordWorld;
let platform: Platform;

async function open(completing: Parameters<typeof handlers>[1] = undefined) {
  world = await openDiscordWorld();
  platform = world.createPlatform({ keyValue: memoryKeyValue(), log: keptLog() });
  const own = handlers(undefined, completing);
  await platform.start(own);
  return own;
}

async function post(): Promise<string> {
  const round = 'mqx4abcd-t5k2c0';
  const to = { kind: 'channel', space: world.space, channel: world.channel } as const;
  return (await platform.publish(to, card({ actions: roundButtons(round) }), { round, nonce: 'r1' })).message;
}

afterEach(async () => {
  await platform.stop();
  await world.close();
  expect(world.complaints()).toEqual([]);
});

describe('comfort on Discord', () => {
  it('commands are completed as they are typed', async () => {
    await open();
    const typing = { type: 3, name: 'question', value: 'resi', focused: true };
    const options = [{ type: 1, name: 'show', options: [typing] }];
    expect(await world.complete('ben', 'viva', options)).toEqual([
      { name: 'question resi', value: 'DL0001' },
    ]);
    const other = [{ type: 1, name: 'streak', options: [{ ...typing, name: 'why' }] }];
    expect(await world.complete('ben', 'viva', other)).toEqual([]);
  });

  it('commands are completed with numbers where the option is one, by the feed that the command names', async () => {
    const asked: unknown[] = [];
    await open(async ({ kind, typed, feed, rights }) => {
      asked.push({ kind, typed, feed, administers: await rights.administers() });
      return [{ name: '12 · Residual Connection', value: '12' }];
    });
    const values = [
      { type: 3, name: 'feed', value: 'abcd1234' },
      { type: 4, name: 'round', value: '1', focused: true },
    ];
    const leaf = { type: 1, name: 'void', options: values };
    const options = [{ type: 2, name: 'schedule', options: [leaf] }];
    for (const person of ['ada', 'ben'] as const) {
      expect(await world.complete(person, 'viva-admin', options)).toEqual([
        { name: '12 · Residual Connection', value: 12 },
      ]);
    }
    const query = { kind: 'round', typed: '1', feed: 'abcd1234' };
    expect(asked).toEqual([
      { ...query, administers: true },
      { ...query, administers: false },
    ]);
  });

  it('commands are completed with nothing rather than too late', async () => {
    await open(() => new Promise(() => {}));
    const typing = { type: 3, name: 'zone', value: 'ber', focused: true };
    const begun = Date.now();
    expect(await world.complete('ben', 'viva', [{ type: 1, name: 'me', options: [typing] }])).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(3_000);
  });

  it('commands are registered as two roots and an entry of the message’s menu', async () => {
    await open();
    expect(world.server.state.commands.map(({ name, type }) => [name, type])).toEqual([
      ['viva', 1],
      ['viva-admin', 1],
      ['Reveal answer', 3],
    ]);
    const menu = world.server.state.commands.find(({ type }) => type === 3);
    expect(menu).toMatchObject({ contexts: [0, 1], integration_types: [0] });
    expect(menu).not.toHaveProperty('options');
  });

  it('commands chosen in a message’s menu are about that message', async () => {
    const { exchanges } = await open();
    const message = await post();
    await world.fromMenu?.('cleo', 'Reveal answer', message);
    expect(exchanges[0]).toMatchObject({
      command: { name: 'answer' },
      place: { channel: world.channel, kind: 'channel', under: message },
      respond: { discreet: true },
    });
    expect(world.privately('cleo')).toHaveLength(1);
    expect(world.privately('dan')).toEqual([]);
  });
});
