import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import type { CardAction, SetCard } from '../../../src/core/card.ts';
import { round, useConversation } from './conversing.ts';
import { card, paragraph, roundButtons } from './support.ts';

const talk = useConversation();
const { open, post } = talk;

describe('commands', () => {
  it('are answered to the person alone, with whatever follows', async () => {
    const { exchanges, failures } = await open(() => [card({ title: 'One' }), card({ title: 'Two' })]);
    await talk.world.command('ben', '/viva show question="residual connection"');
    expect(failures).toEqual([]);
    expect(talk.world.posts()).toEqual([]);
    expect(talk.world.privately('ben').map(({ text }) => text)).toEqual([
      expect.stringContaining('## One'),
      expect.stringContaining('## Two'),
    ]);
    expect(talk.world.privately('cleo')).toEqual([]);
    expect(exchanges[0]).toMatchObject({
      command: { name: 'show', question: 'residual connection' },
      caller: { member: talk.world.member('ben'), space: talk.world.space, name: 'Ben', zone: undefined },
      place: { channel: talk.world.channel, kind: 'channel', under: undefined },
      respond: { discreet: true },
    });
    const [interaction] = talk.world.server.state.interactions.values();
    expect(exchanges[0]?.id).toBe(interaction?.id);
    expect(exchanges[0]?.at).toBe(interaction?.at);
  });

  it('come with every kind of option', async () => {
    const { exchanges } = await open();
    const { insider } = talk.world.server.names;
    await talk.world.command(
      'ada',
      `/viva-admin settings managers=role:${insider} log-channel=${talk.world.channel}`,
    );
    await talk.world.command(
      'ada',
      '/viva-admin schedule add time=09:00 days=weekdays zone=Europe/Berlin topic=DL reveal=at-close',
    );
    await talk.world.command('ada', '/viva-admin schedule void round=3');
    await talk.world.command('ada', '/viva streak why');
    expect(exchanges.map(({ command }) => command)).toEqual([
      { name: 'settings', managers: `role:${insider}`, 'log-channel': talk.world.channel },
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
    for (const person of ['ada', 'ben', 'cleo'] as const) await talk.world.command(person, '/viva help');
    const { insider } = talk.world.server.names;
    const rights = exchanges.map(({ rights }) => rights);
    expect(await Promise.all(rights.map((one) => one.administers()))).toEqual([true, false, false]);
    const holds = (grant: string) => Promise.all(rights.map((one) => one.holds(grant)));
    expect(await holds(`role:${insider}`)).toEqual([false, false, true]);
    expect(await holds(`role:${talk.world.server.state.guild.id}`)).toEqual([true, true, true]);
    expect(await holds(`channel:${insider}`)).toEqual([false, false, false]);
  });

  it('in a direct message belong to the person’s own space', async () => {
    const { exchanges } = await open();
    await talk.world.command('dan', '/viva streak', { channel: talk.world.direct('dan') });
    expect(exchanges[0]).toMatchObject({
      caller: { space: `discord:@${talk.world.server.names.users.dan.id}` },
      place: { kind: 'dm', channel: talk.world.direct('dan') },
    });
    expect(await exchanges[0]?.rights.administers()).toBe(false);
    expect(talk.world.privately('dan')).toHaveLength(1);
    const [message] = talk.world.server.state.messages.filter(
      ({ author }) => author.id === talk.world.server.state.bot.id,
    );
    expect(message?.ephemeralFor).toBeUndefined();
  });

  it('have the same id when they come again', async () => {
    const { exchanges } = await open();
    await talk.world.command('ben', '/viva help');
    await talk.world.redeliver();
    expect(exchanges.map(({ id }) => id)).toEqual([exchanges[0]?.id, exchanges[0]?.id]);
  });

  it('give a long answer whole, in several messages', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => `Part ${index}. ${'word '.repeat(120)}`);
    const sections = [{ heading: undefined, body: parts.map(paragraph), confidential: true }];
    await open(() => [card({ sections, footer: 'The end', actions: roundButtons(round) })]);
    await talk.world.command('ben', '/viva answer DL0003');
    const pages = talk.world.privately('ben');
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
    const before = talk.world.posts();
    await talk.world.press('cleo', message, 'B');
    expect(exchanges[0]?.command).toEqual({ name: 'choose', round, position: 1 });
    expect(talk.world.posts()).toEqual(before);
    expect(talk.world.privately('cleo')).toHaveLength(1);
    expect(talk.world.privately('dan')).toEqual([]);
  });

  it('opens a form at once, without asking anybody, and takes what was filled in', async () => {
    const form: CardAction = {
      label: 'Edit',
      style: 'primary',
      id: encodeAction({ name: 'open-form', form: 'me' }),
      disabled: false,
    };
    const { exchanges } = await open(() => [card({ actions: [[form]] })]);
    await talk.world.command('ben', '/viva me');
    const id = talk.world.privately('ben')[0]?.id ?? '';
    await talk.world.press('ben', id, 'Edit');
    expect(exchanges).toHaveLength(1);
    await talk.world.submit('ben', { zone: 'Europe/Berlin', away: '' });
    expect(exchanges[1]?.command).toEqual({ name: 'me', zone: 'Europe/Berlin' });
    expect(talk.world.privately('ben')).toHaveLength(2);
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
    await talk.world.reply('dan', message, `<@${talk.world.server.state.bot.id}> !Answer`);
    expect(exchanges[0]).toMatchObject({
      command: { name: 'answer' },
      place: { channel: talk.world.channel, under: message, kind: 'channel' },
      respond: { discreet: false },
    });
    expect(await exchanges[0]?.rights.administers()).toBe(false);
    const [, answer] = talk.world.posts();
    expect(answer?.buttons.map(({ label }) => label)).toEqual(['Show me privately']);
    await talk.world.press('dan', answer?.id ?? '', 'Show me privately');
    expect(talk.world.privately('dan').map(({ text }) => text)).toEqual([
      expect.stringContaining('The answer'),
    ]);
    expect(exchanges[1]?.command).toEqual({ name: 'round-reveal', round });
  });

  it('know an administrator by the roles that came with the message', async () => {
    const { exchanges } = await open();
    await talk.world.reply('ada', await post(), 'hint');
    expect(await exchanges[0]?.rights.administers()).toBe(true);
  });

  it('leave talk between people alone', async () => {
    const { exchanges } = await open(undefined, { patience: 250 });
    const message = await post();
    await talk.world.reply('dan', message, 'nice question!');
    const { server } = talk.world;
    const channel = server.state.channels.get(talk.world.channel);
    if (channel === undefined) throw new Error('no channel');
    const said = server.say(server.names.users.ben, channel, 'answer');
    await talk.world.reply('cleo', said.id, 'answer');
    expect(exchanges).toEqual([]);
    expect(talk.world.posts()).toHaveLength(1);
  });

  it('are answered once when they come again', async () => {
    const { exchanges } = await open(() => [offer()]);
    const message = await post();
    await talk.world.reply('dan', message, 'answer');
    await talk.world.redeliver();
    await expect.poll(() => exchanges.length).toBe(2);
    expect(exchanges[0]?.id).toBe(exchanges[1]?.id);
    expect(talk.world.posts()).toHaveLength(2);
  });

  it('in a direct message are answered there, and anything else asks for help', async () => {
    const { exchanges } = await open();
    const { server } = talk.world;
    const channel = server.state.channels.get(talk.world.direct('ben'));
    if (channel === undefined) throw new Error('no channel');
    for (const text of ['hint', 'what can you do?']) {
      const before = talk.world.privately('ben').length;
      server.say(server.names.users.ben, channel, text);
      await expect.poll(() => talk.world.privately('ben').length, { timeout: 5_000 }).toBe(before + 1);
    }
    expect(exchanges.map(({ command }) => command.name)).toEqual(['hint', 'help']);
    expect(exchanges[0]?.respond.discreet).toBe(true);
    expect(exchanges[0]?.place.kind).toBe('dm');
  });

  it('never say in public what is for one person', async () => {
    const secret = { heading: undefined, body: [paragraph('members only')], confidential: true };
    await open(() => [card({ sections: [secret] })]);
    await talk.world.reply('dan', await post(), 'answer');
    expect(talk.world.posts()).toHaveLength(2);
    expect(talk.world.posts()[1]?.text).not.toContain('members only');
  });
});
