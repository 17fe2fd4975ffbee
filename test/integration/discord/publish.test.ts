import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, Platform } from '../../../src/app/ports/platform.ts';
import { type DiscordWorld, openDiscordWorld } from '../../support/worlds/discord.ts';
import { card, keptLog, memoryKeyValue, paragraph, picture, roundButtons } from './support.ts';

const round = 'mqx4abcd-t5k2c0';
const mark = { round, nonce: 'r1abcdef2ghijk' };
let world: DiscordWorld;
let platform: Platform;
let here: Address;
let began: number;

beforeEach(async () => {
  world = await openDiscordWorld();
  platform = world.createPlatform({ keyValue: memoryKeyValue(), log: keptLog() });
  here = { kind: 'channel', space: world.space, channel: world.channel };
  began = Date.now() - 1_000;
});

afterEach(async () => {
  await platform.stop();
  await world.close();
  expect(world.complaints()).toEqual([]);
});

const roundCard = () => card({ actions: roundButtons(round), footer: 'One attempt, and it stands.' });

describe('publishing without a gateway connection', () => {
  it('posts, finds by the buttons, revises and removes', async () => {
    expect(await platform.find(here, round, began)).toEqual({ kind: 'absent' });
    const sent = await platform.publish(here, roundCard(), mark);
    expect(sent.at).toBeGreaterThan(began);
    expect(sent.at).toBeLessThanOrEqual(Date.now());
    expect(world.posts()[0]?.text).toContain('## Residual connections');
    expect(world.posts()[0]?.buttons.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D', 'Reveal']);
    expect(await platform.find(here, round, began)).toEqual({ kind: 'found', messages: [sent] });
    expect(await platform.find(here, 'mqx4abcd-other1', began)).toEqual({ kind: 'absent' });
    expect(await platform.find(here, round, sent.at + 60_000)).toEqual({ kind: 'absent' });

    const address = { space: world.space, channel: sent.channel, message: sent.message };
    await platform.revise(address, card({ title: 'The round is closed' }));
    expect(world.posts()[0]?.text).toContain('The round is closed');
    expect(world.posts()[0]?.buttons).toEqual([]);
    await platform.remove(address);
    await platform.remove(address);
    expect(world.posts()).toEqual([]);
    await expect(platform.revise(address, card())).rejects.toMatchObject({ kind: 'refused' });
    expect(world.server.gateway.identified()).toBe(0);
  });

  it('finds a round beyond the first page, and every one of several posts, oldest first', async () => {
    const filler = world.server.names.users.ben;
    const channel = world.server.state.channels.get(world.channel);
    if (channel === undefined) throw new Error('no channel');
    const first = await platform.publish(here, roundCard(), mark);
    for (let count = 0; count < 150; count += 1) world.server.say(filler, channel, `talk ${count}`);
    const second = await platform.publish(here, roundCard(), { round, nonce: 'another' });
    expect(await platform.find(here, round, began)).toEqual({ kind: 'found', messages: [first, second] });
  });

  it('sends one message for one nonce', async () => {
    const first = await platform.publish(here, roundCard(), mark);
    const second = await platform.publish(here, roundCard(), mark);
    expect(second).toEqual(first);
    expect(world.accepted()).toBe(1);
  });

  it('writes to a person directly', async () => {
    const to: Address = { kind: 'member', space: world.space, member: world.member('ben') };
    const sent = await platform.publish(to, card({ title: 'Your feed' }), { round: undefined, nonce: 'n1' });
    expect(sent.channel).toBe(world.direct('ben'));
    expect(world.privately('ben').map(({ text }) => text)[0]).toContain('Your feed');
  });

  it('attaches pictures with their alt text, and shows a lost one by its words', async () => {
    const kept = await picture('abc123', 'The loss falls with depth');
    const lost = { ...kept, id: 'lost', path: `${kept.path}.gone` };
    const body = [
      { type: 'picture', picture: kept, plain: 'loss(depth)', caption: 'Figure 1' },
      { type: 'picture', picture: lost, plain: 'y = x + f(x)', caption: undefined },
    ] as const;
    const sections = [{ heading: undefined, body: [...body], confidential: false }];
    const sent = await platform.publish(here, card({ sections }), mark);
    expect(world.posts()[0]?.pictures).toEqual(['The loss falls with depth']);
    expect(world.posts()[0]?.text).toContain('y = x + f(x)');
    const stored = world.server.state.messages.find(({ id }) => id === sent.message);
    expect(stored?.attachments).toMatchObject([
      { filename: 'abc123.png', description: 'The loss falls with depth' },
    ]);
    expect(stored?.attachments[0]?.size).toBeGreaterThan(60);
    const address = { space: world.space, channel: sent.channel, message: sent.message };
    await platform.revise(address, card());
    expect(stored?.attachments).toEqual([]);
  });

  it('never posts the member part', async () => {
    const part = (text: string, confidential: boolean) => ({
      heading: undefined,
      body: [paragraph(text)],
      confidential,
    });
    await platform.publish(here, card({ sections: [part('for all', false), part('members', true)] }), mark);
    expect(world.posts()[0]?.text).toContain('for all');
    expect(world.posts()[0]?.text).not.toContain('members');
    const secret = card({ sections: [part('members', true)] });
    await expect(platform.publish(here, secret, { ...mark, nonce: 'n2' })).rejects.toMatchObject({
      kind: 'refused',
    });
    expect(world.accepted()).toBe(1);
  });

  it('cuts a long card between paragraphs, and says where all of it is', async () => {
    const long = Array.from({ length: 9 }, (_, index) => paragraph(`Part ${index}. ${'word '.repeat(120)}`));
    const sections = [{ heading: undefined, body: long, confidential: false }];
    await platform.publish(here, card({ sections, footer: 'DL0003', actions: roundButtons(round) }), mark);
    const text = world.posts()[0]?.text ?? '';
    expect(text).toContain('Part 4.');
    expect(text).not.toContain('Part 8.');
    expect(text).toContain('`/viva show DL0003` shows all of it');
    expect(world.posts()[0]?.buttons).toHaveLength(5);
  });
});

describe('what becomes of a post when Discord fails', () => {
  it.each(['accept-then-502', 'accept-then-hang'] as const)('%s: doubt, and it is there', async (how) => {
    world.disturb(how);
    await expect(platform.publish(here, roundCard(), mark)).rejects.toMatchObject({
      name: 'PublishFailure',
      kind: 'doubt',
    });
    expect(world.accepted()).toBe(1);
    expect(await platform.find(here, round, began)).toMatchObject({ kind: 'found' });
  });

  it('refuse-500: doubt, and it is not there', async () => {
    world.disturb('refuse-500');
    await expect(platform.publish(here, roundCard(), mark)).rejects.toMatchObject({ kind: 'doubt' });
    expect(await platform.find(here, round, began)).toEqual({ kind: 'absent' });
  });

  it('rate-limit: slow down, told at once', async () => {
    world.disturb('rate-limit');
    const before = Date.now();
    const failure = await platform.publish(here, roundCard(), mark).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'slow-down' });
    expect((failure as { retryAfter: number }).retryAfter).toBeGreaterThanOrEqual(1_000);
    expect(Date.now() - before).toBeLessThan(900);
    expect(world.accepted()).toBe(0);
  });

  it('forbid: refused, with the way to mend it', async () => {
    world.disturb('forbid');
    await expect(platform.publish(here, roundCard(), mark)).rejects.toMatchObject({
      kind: 'refused',
      mend: expect.stringContaining('Send Messages'),
    });
    expect(world.accepted()).toBe(0);
  });

  it('an unreachable Discord: doubt', async () => {
    await world.server.close();
    await expect(platform.publish(here, roundCard(), mark)).rejects.toMatchObject({ kind: 'doubt' });
    await expect(platform.find(here, round, began)).rejects.toMatchObject({ kind: 'doubt' });
  });
});

describe('rights', () => {
  const locked = (): Address => ({ kind: 'channel', space: world.space, channel: world.lockedChannel });
  const deny = (channel: string, bits: bigint) => {
    const { guild, channels } = world.server.state;
    channels.get(channel)?.permission_overwrites?.push({
      id: world.server.names.viva,
      type: 0,
      allow: '0',
      deny: String(bits),
    });
    return guild;
  };

  it('names what is missing in a channel', async () => {
    expect(await platform.obstacles(here)).toEqual([]);
    expect(await platform.obstacles(locked())).toEqual([
      {
        reason: 'Viva may not send messages in this channel.',
        mend: 'Give the role Viva the permission Send Messages there.',
      },
    ]);
    await expect(platform.publish(locked(), card(), mark)).rejects.toMatchObject({ kind: 'refused' });
    expect(await platform.obstacles({ ...here, channel: '1' } as Address)).toMatchObject([
      { reason: 'The channel does not exist any more.' },
    ]);
    expect(await platform.obstacles({ kind: 'channel', space: 'discord:@5', channel: '6' })).toEqual([]);
  });

  it('cannot tell without the right to the history, although Discord shows an empty one', async () => {
    await platform.publish(here, roundCard(), mark);
    deny(world.channel, 1n << 16n);
    expect(await platform.find(here, round, began)).toMatchObject({
      kind: 'cannot-tell',
      mend: expect.stringContaining('Read Message History'),
    });
  });

  it('cannot tell in a channel it does not see', async () => {
    deny(world.channel, 1n << 10n);
    expect(await platform.find(here, round, began)).toMatchObject({
      kind: 'cannot-tell',
      mend: expect.stringContaining('View Channel'),
    });
  });

  it('knows who sees a channel', async () => {
    const { names, state } = world.server;
    expect(await platform.canSee(world.member('ben'), here)).toBe(true);
    const overwrites = state.channels.get(world.lockedChannel)?.permission_overwrites ?? [];
    overwrites.push({ id: state.guild.id, type: 0, allow: '0', deny: String(1n << 10n) });
    overwrites.push({ id: names.insider, type: 0, allow: String(1n << 10n), deny: '0' });
    overwrites.push({ id: names.viva, type: 0, allow: String(1n << 10n), deny: '0' });
    expect(await platform.canSee(world.member('ben'), locked())).toBe(false);
    expect(await platform.canSee(world.member('cleo'), locked())).toBe(true);
    expect(await platform.canSee('discord:123', locked())).toBe(false);
    const own: Address = { kind: 'channel', space: `discord:@${names.users.ben.id}`, channel: '9' };
    expect(await platform.canSee(world.member('ben'), own)).toBe(true);
    expect(await platform.canSee(world.member('dan'), own)).toBe(false);
  });
});
