import { afterEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../../src/app/ports/platform.ts';
import { encodeAction } from '../../../src/core/action.ts';
import type { CardAction, SetCard } from '../../../src/core/card.ts';
import { type DiscordWorld, openDiscordWorld } from '../../support/worlds/discord.ts';
import { card, handlers, keptLog, memoryKeyValue, paragraph, roundButtons } from './support.ts';

const round = 'mqx4abcd-t5k2c0';
let world: DiscordWorld;
let platform: Platform;
let log: ReturnType<typeof keptLog>;

async function open(
  answering: Parameters<typeof handlers>[0] = undefined,
  options: Parameters<typeof openDiscordWorld>[0] = {},
) {
  world = await openDiscordWorld(options);
  log = keptLog();
  platform = world.createPlatform({ keyValue: memoryKeyValue(), log });
  const own = handlers(answering);
  await platform.start(own);
  return own;
}

async function post(parts: Partial<SetCard> = {}): Promise<string> {
  const to = { kind: 'channel', space: world.space, channel: world.channel } as const;
  const sent = await platform.publish(to, card({ actions: roundButtons(round), ...parts }), {
    round,
    nonce: 'r1',
  });
  return sent.message;
}

afterEach(async () => {
  await platform.stop();
  await world.close();
  expect(world.complaints()).toEqual([]);
  expect(log.lines.join('\n')).not.toContain(world.env.DISCORD_TOKEN);
  expect(log.lines.join('\n')).not.toMatch(/aW50ZXJhY3Rpb246/);
});

describe('commands', () => {
  it('are answered to the person alone, with whatever follows', async () => {
    const { exchanges, failures } = await open(() => [card({ title: 'One' }), card({ title: 'Two' })]);
    await world.command('ben', '/viva show question="residual connection"');
    expect(failures).toEqual([]);
    expect(world.posts()).toEqual([]);
    expect(world.privately('ben').map(({ text }) => text)).toEqual([
      expect.stringContaining('## One'),
      expect.stringContaining('## Two'),
    ]);
    expect(world.privately('cleo')).toEqual([]);
    expect(exchanges[0]).toMatchObject({
      command: { name: 'show', question: 'residual connection' },
      caller: { member: world.member('ben'), space: world.space, name: 'Ben', zone: undefined },
      place: { channel: world.channel, kind: 'channel', under: undefined },
      respond: { discreet: true },
    });
    const [interaction] = world.server.state.interactions.values();
    expect(exchanges[0]?.id).toBe(interaction?.id);
    expect(exchanges[0]?.at).toBe(interaction?.at);
  });

  it('come with every kind of option', async () => {
    const { exchanges } = await open();
    const { insider } = world.server.names;
    await world.command('ada', `/viva-admin settings managers=role:${insider} log-channel=${world.channel}`);
    await world.command(
      'ada',
      '/viva-admin schedule add time=09:00 days=weekdays zone=Europe/Berlin topic=DL reveal=at-close',
    );
    await world.command('ada', '/viva-admin schedule void round=3');
    await world.command('ada', '/viva streak why');
    expect(exchanges.map(({ command }) => command)).toEqual([
      { name: 'settings', managers: `role:${insider}`, 'log-channel': world.channel },
      {
        name: 'schedule add',
        time: '09:00',
        days: 'weekdays',
        zone: 'Europe/Berlin',
        topic: 'DL',
        reveal: 'at-close',
      },
      { name: 'schedule void', round: 3 },
      { name: 'streak', why: true },
    ]);
  });

  it('bring the rights of the person', async () => {
    const { exchanges } = await open();
    for (const person of ['ada', 'ben', 'cleo'] as const) await world.command(person, '/viva help');
    const { insider } = world.server.names;
    const rights = exchanges.map(({ rights }) => rights);
    expect(await Promise.all(rights.map((one) => one.administers()))).toEqual([true, false, false]);
    const holds = (grant: string) => Promise.all(rights.map((one) => one.holds(grant)));
    expect(await holds(`role:${insider}`)).toEqual([false, false, true]);
    expect(await holds(`role:${world.server.state.guild.id}`)).toEqual([true, true, true]);
    expect(await holds(`channel:${insider}`)).toEqual([false, false, false]);
  });

  it('in a direct message belong to the person’s own space', async () => {
    const { exchanges } = await open();
    await world.command('dan', '/viva streak', { channel: world.direct('dan') });
    expect(exchanges[0]).toMatchObject({
      caller: { space: `discord:@${world.server.names.users.dan.id}` },
      place: { kind: 'dm', channel: world.direct('dan') },
    });
    expect(await exchanges[0]?.rights.administers()).toBe(false);
    expect(world.privately('dan')).toHaveLength(1);
    const [message] = world.server.state.messages.filter(
      ({ author }) => author.id === world.server.state.bot.id,
    );
    expect(message?.ephemeralFor).toBeUndefined();
  });

  it('are dropped when Discord has shown them as failed', async () => {
    let now = Date.now();
    const { exchanges } = await open(undefined, { now: () => now, patience: 300 });
    const sent = await post();
    const { server } = world;
    const press = { component_type: 2, custom_id: encodeAction({ name: 'round-reveal', round }) };
    const message = server.state.messages.find(({ id }) => id === sent);
    const late = server.interact(server.names.users.ben, world.channel, 3, press, message);
    now += 5_000;
    await expect
      .poll(() => log.lines.some((line) => line.includes(late.id)), { timeout: 5_000, interval: 5 })
      .toBe(true);
    expect(exchanges).toEqual([]);
    await world.command('ben', '/viva help');
    expect(exchanges).toHaveLength(1);
  });

  it('are told at debug when their answer comes too late', async () => {
    let now = Date.now();
    const { failures } = await open(
      () => {
        now += 20 * 60_000;
        return [card()];
      },
      { now: () => now, patience: 300 },
    );
    await world.command('ben', '/viva help');
    await expect
      .poll(() => log.lines.filter((line) => line.includes('too late')).length, { timeout: 5_000 })
      .toBe(1);
    expect(failures).toEqual([]);
    expect(world.privately('ben')).toEqual([]);
  });

  it('have the same id when they come again', async () => {
    const { exchanges } = await open();
    await world.command('ben', '/viva help');
    await world.redeliver();
    expect(exchanges.map(({ id }) => id)).toEqual([exchanges[0]?.id, exchanges[0]?.id]);
  });

  it('give a long answer whole, in several messages', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => `Part ${index}. ${'word '.repeat(120)}`);
    const sections = [{ heading: undefined, body: parts.map(paragraph), confidential: true }];
    await open(() => [card({ sections, footer: 'The end', actions: roundButtons(round) })]);
    await world.command('ben', '/viva answer DL0003');
    const pages = world.privately('ben');
    expect(pages.length).toBeGreaterThan(2);
    const text = pages.map((page) => page.text).join('\n');
    for (const index of parts.keys()) expect(text).toContain(`Part ${index}.`);
    expect(pages.map(({ buttons }) => buttons.length).filter((count) => count > 0)).toEqual([5]);
    expect(pages.at(-1)?.text).toContain('The end');
  });
});

describe('buttons and forms', () => {
  it('answers a press in private and leaves the post as it is', async () => {
    const { exchanges } = await open();
    const message = await post();
    const before = world.posts();
    await world.press('cleo', message, 'B');
    expect(exchanges[0]?.command).toEqual({ name: 'choose', round, position: 1 });
    expect(world.posts()).toEqual(before);
    expect(world.privately('cleo')).toHaveLength(1);
    expect(world.privately('dan')).toEqual([]);
  });

  it('tells what came of a press by a message of its own where that of the button was put away meanwhile', async () => {
    const action = encodeAction({ name: 'board', board: 'month', of: 'space' });
    const turn: CardAction = { label: 'Month', style: 'primary', id: action, disabled: false };
    const { failures } = await open(({ command }) => {
      if (command.name === 'board')
        server.state.messages = server.state.messages.filter(({ id }) => id !== list);
      return [card({ actions: [[turn]] })];
    });
    const { server } = world;
    await world.command('ben', '/viva help');
    const list = world.privately('ben')[0]?.id ?? '';
    await world.press('ben', list, 'Month');
    expect(world.privately('ben').map(({ id }) => id)).not.toContain(list);
    expect(world.privately('ben')).toHaveLength(1);
    expect(world.posts()).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('opens a form at once, without asking anybody, and takes what was filled in', async () => {
    const form: CardAction = {
      label: 'Edit',
      style: 'primary',
      id: encodeAction({ name: 'open-form', form: 'me' }),
      disabled: false,
    };
    const { exchanges } = await open(() => [card({ actions: [[form]] })]);
    await world.command('ben', '/viva me');
    const id = world.privately('ben')[0]?.id ?? '';
    await world.press('ben', id, 'Edit');
    expect(exchanges).toHaveLength(1);
    await world.submit('ben', { zone: 'Europe/Berlin', away: '' });
    expect(exchanges[1]?.command).toEqual({ name: 'me', zone: 'Europe/Berlin' });
    expect(world.privately('ben')).toHaveLength(2);
  });
});

describe('reply words', () => {
  const offer = (): SetCard =>
    card({
      title: undefined,
      actions: [
        [
          {
            label: 'Show me privately',
            style: 'primary',
            id: encodeAction({ name: 'round-reveal', round }),
            disabled: false,
          },
        ],
      ],
    });

  it('under a post get a public offer, whose button answers in private', async () => {
    const { exchanges } = await open((exchange) =>
      exchange.respond.discreet ? [card({ title: 'The answer' })] : [offer()],
    );
    const message = await post();
    await world.reply('dan', message, `<@${world.server.state.bot.id}> !Answer`);
    expect(exchanges[0]).toMatchObject({
      command: { name: 'answer' },
      place: { channel: world.channel, under: message, kind: 'channel' },
      respond: { discreet: false },
    });
    expect(await exchanges[0]?.rights.administers()).toBe(false);
    const [, answer] = world.posts();
    expect(answer?.buttons.map(({ label }) => label)).toEqual(['Show me privately']);
    await world.press('dan', answer?.id ?? '', 'Show me privately');
    expect(world.privately('dan').map(({ text }) => text)).toEqual([expect.stringContaining('The answer')]);
    expect(exchanges[1]?.command).toEqual({ name: 'round-reveal', round });
  });

  it('know an administrator by the roles that came with the message', async () => {
    const { exchanges } = await open();
    await world.reply('ada', await post(), 'hint');
    expect(await exchanges[0]?.rights.administers()).toBe(true);
  });

  it('leave talk between people alone', async () => {
    const { exchanges } = await open(undefined, { patience: 250 });
    const message = await post();
    await world.reply('dan', message, 'nice question!');
    const { server } = world;
    const channel = server.state.channels.get(world.channel);
    if (channel === undefined) throw new Error('no channel');
    const said = server.say(server.names.users.ben, channel, 'answer');
    await world.reply('cleo', said.id, 'answer');
    expect(exchanges).toEqual([]);
    expect(world.posts()).toHaveLength(1);
  });

  it('are answered once when they come again', async () => {
    const { exchanges } = await open(() => [offer()]);
    const message = await post();
    await world.reply('dan', message, 'answer');
    await world.redeliver();
    await expect.poll(() => exchanges.length).toBe(2);
    expect(exchanges[0]?.id).toBe(exchanges[1]?.id);
    expect(world.posts()).toHaveLength(2);
  });

  it('in a direct message are answered there, and anything else asks for help', async () => {
    const { exchanges } = await open();
    const { server } = world;
    const channel = server.state.channels.get(world.direct('ben'));
    if (channel === undefined) throw new Error('no channel');
    for (const text of ['hint', 'what can you do?']) {
      const before = world.privately('ben').length;
      server.say(server.names.users.ben, channel, text);
      await expect.poll(() => world.privately('ben').length, { timeout: 5_000 }).toBe(before + 1);
    }
    expect(exchanges.map(({ command }) => command.name)).toEqual(['hint', 'help']);
    expect(exchanges[0]?.respond.discreet).toBe(true);
    expect(exchanges[0]?.place.kind).toBe('dm');
  });

  it('never say in public what is for one person', async () => {
    const secret = { heading: undefined, body: [paragraph('members only')], confidential: true };
    await open(() => [card({ sections: [secret] })]);
    await world.reply('dan', await post(), 'answer');
    expect(world.posts()).toHaveLength(2);
    expect(world.posts()[1]?.text).not.toContain('members only');
  });
});
