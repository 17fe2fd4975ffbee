import { afterEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import { botUser } from '../../servers/slack/state.ts';
import { card, openStage, picture, type Stage, text, until } from './stage.ts';

const round = 'feedfeed-abc123';
const actions = [
  [
    {
      label: 'A',
      style: 'primary' as const,
      id: encodeAction({ name: 'choose', round, position: 0 }),
      disabled: false,
    },
    {
      label: 'Reveal',
      style: 'secondary' as const,
      id: encodeAction({ name: 'round-reveal', round }),
      disabled: false,
    },
    {
      label: 'About me',
      style: 'secondary' as const,
      id: encodeAction({ name: 'open-form', form: 'me' }),
      disabled: false,
    },
    { label: 'Old', style: 'danger' as const, id: 'other/thing', disabled: false },
  ],
];

describe.each(['socket', 'http'] as const)('messages on Slack over %s', (mode) => {
  let stage: Stage;
  const open = async (options: Parameters<typeof openStage>[0] = {}) => {
    stage = await openStage({ mode, ...options });
    return stage;
  };
  afterEach(async () => {
    expect(stage.world.complaints()).toEqual([]);
    await stage.close();
  });

  const post = async ({ platform, world }: Stage) => {
    const to = { kind: 'channel', space: world.space, channel: world.channel } as const;
    return platform.publish(to, card('Round 1', [text('Which?')], { actions }), { round, nonce: 'n1' });
  };

  it('hears reply words under its posts, with a mention, and nothing else', async () => {
    const { world, exchanges } = await open();
    const { message } = await post(stage);
    await world.reply('ben', message, ' !Reveal ');
    expect(exchanges[0]).toMatchObject({
      id: expect.stringMatching(/^C0DAILY\/\d+\.\d{6}$/),
      command: { name: 'answer' },
      place: { channel: world.channel, kind: 'channel', under: message },
    });
    expect(world.privately('ben')[0]?.text).toContain('This is answer.');
    await world.say('ben', world.channel, `<@${botUser}> hint`);
    expect(exchanges[1]?.command).toEqual({ name: 'hint' });
    expect(exchanges[1]?.place.under).toBeUndefined();
    const { people } = world.server;
    const talk = await people.say('U0BEN', world.channel, 'shall we meet?');
    await people.say('U0ADA', world.channel, 'answer', talk);
    await people.say('U0ADA', world.channel, 'answer');
    await people.say('U0ADA', world.channel, 'is this the right answer?', message);
    await world.command('ben', '/viva help');
    expect(exchanges.map((one) => one.command.name)).toEqual(['answer', 'hint', 'hint', 'help']);
  });

  it('gives a text that comes as message and as mention one id', async () => {
    const { world, exchanges } = await open();
    const { message } = await post(stage);
    await world.server.people.say('U0CLEO', world.channel, `<@${botUser}> answer`, message);
    await until(() => exchanges.length === 2);
    expect(exchanges[0]?.id).toBe(exchanges[1]?.id);
    expect(exchanges[0]?.command).toEqual(exchanges[1]?.command);
    expect(exchanges[0]?.at).toBe(exchanges[1]?.at);
  });

  it('hears neither apps, nor edits, nor people who come and go', async () => {
    const { world, exchanges } = await open();
    const { people, state } = world.server;
    const dm = world.direct('ben');
    const event = (parts: object) =>
      people.event({
        type: 'message',
        channel: dm,
        channel_type: 'im',
        user: 'U0BEN',
        text: 'hint',
        ts: state.nextTs(),
        ...parts,
      });
    await event({ bot_id: 'B0OTHER' });
    await event({ subtype: 'message_changed' });
    await event({ subtype: 'channel_join' });
    await event({ user: undefined });
    await event({});
    await until(() => exchanges.length > 0 && world.privately('ben').length > 0);
    expect(exchanges).toHaveLength(1);
  });

  it('asks whose thread it is when Slack does not say', async () => {
    const { world, exchanges } = await open();
    const { message } = await post(stage);
    const { people, state } = world.server;
    const said = (ts: string, thread: string) =>
      people.event({
        type: 'message',
        channel: world.channel,
        channel_type: 'channel',
        user: 'U0BEN',
        text: 'hint',
        ts,
        thread_ts: thread,
      });
    const talk = await people.say('U0ADA', world.channel, 'lunch?');
    await said(state.nextTs(), talk);
    await said(state.nextTs(), message);
    await until(() => exchanges.length === 1);
    expect(exchanges[0]?.place.under).toBe(message);
  });

  it('gives every deed the same id when it comes again', async () => {
    const { world, exchanges } = await open();
    const { message } = await post(stage);
    await world.command('ben', '/viva help');
    await world.press('ben', message, 'Reveal');
    await world.reply('ben', message, 'hint');
    const ids = exchanges.map((one) => one.id);
    expect(new Set(ids).size).toBe(3);
    await world.redeliver();
    await until(() => exchanges.length === 6);
    expect(
      exchanges
        .slice(3)
        .map((one) => one.id)
        .sort(),
    ).toEqual([...ids].sort());
  });

  it('keeps to the thread that a button stands in', async () => {
    const { world, exchanges } = await open({
      answer: async (exchange) => exchange.respond.reply(card('Here', [], { actions })),
    });
    const { message } = await post(stage);
    await world.reply('ben', message, 'hint');
    await world.press('ben', world.privately('ben')[0]?.id ?? '', 'A');
    expect(exchanges[1]?.place.under).toBe(message);
    expect(world.server.state.messages.filter((one) => one.onlyFor).map((one) => one.thread)).toEqual([
      message,
      message,
    ]);
  });

  it('talks openly in a direct message, and helps there', async () => {
    const formula = await picture('f1', 'E = mc²');
    const { world, exchanges } = await open({
      answer: async ({ respond }) => respond.reply(card('Seen', [formula])),
    });
    const dm = world.direct('dan');
    await world.say('dan', dm, 'what is this?');
    expect(exchanges[0]).toMatchObject({ command: { name: 'help' }, place: { channel: dm, kind: 'dm' } });
    await world.command('dan', '/viva show DL0001', { channel: dm });
    expect(exchanges[1]?.place.kind).toBe('dm');
    expect(world.posts(dm).map((one) => one.pictures)).toEqual([['Picture f1'], ['Picture f1']]);
    expect(world.server.state.files.size).toBe(1);
  });

  it('stays ephemeral in a direct message between two people', async () => {
    const { world, exchanges } = await open();
    await world.command('ada', '/viva answer DL0001', { channel: 'D0BETWEEN' });
    expect(exchanges[0]?.place.kind).toBe('channel');
    expect(
      world.server.state.messages.filter((one) => one.channel === 'D0BETWEEN').map((one) => one.onlyFor),
    ).toEqual(['U0ADA']);
  });
});
