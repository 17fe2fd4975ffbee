import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/app/ports/platform.ts';
import { encodeAction } from '../../../src/core/action.ts';
import { card, echo, openStage, picture, type Stage, text, until } from './stage.ts';

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

describe.each(['socket', 'http'] as const)('Slack over %s', (mode) => {
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

  it('answers a slash command for its caller alone', async () => {
    const { world, exchanges } = await open({ now: () => 1_700_000_000_000 });
    await world.command('ben', '/viva show residual connection');
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({
      at: 1_700_000_000_000,
      caller: { member: world.member('ben'), space: world.space, name: 'ben', zone: undefined },
      place: { channel: world.channel, kind: 'channel', under: undefined },
      command: { name: 'show', question: 'residual connection' },
    });
    expect(exchanges[0]?.respond.discreet).toBe(true);
    expect(world.privately('ben')[0]?.text).toContain('This is show.');
    expect(world.posts()).toEqual([]);
    expect(world.privately('ada')).toEqual([]);
  });

  it('writes grants and channels as ids', async () => {
    const { world, exchanges } = await open();
    await world.command(
      'ada',
      '/viva-admin settings member-access=@crew managers=#secret log-channel=#daily',
    );
    expect(exchanges[0]?.command).toEqual({
      name: 'settings',
      'member-access': 'usergroup:S0CREW',
      managers: 'channel:C0SECRET',
      'log-channel': 'C0DAILY',
    });
  });

  it('names the caller’s time zone where it matters', async () => {
    const { world, exchanges } = await open();
    await world.command('ben', '/viva-admin schedule add time=09:00 days=daily');
    expect(exchanges[0]?.caller.zone).toBe('America/New_York');
  });

  it('takes a press with Slack’s own time, and follow-ups beyond the fifth', async () => {
    const chatty = async ({ respond }: Exchange) => {
      for (let count = 1; count <= 5; count += 1) await respond.reply(card(`Reply ${count}`, []));
    };
    const { world, exchanges } = await open({ now: () => 1_700_000_000_000, answer: chatty });
    const sent = await post(stage);
    await world.press('cleo', sent.message, 'A');
    await until(() => world.privately('cleo').length === 5);
    expect(exchanges[0]?.command).toEqual({ name: 'choose', round, position: 0 });
    expect(exchanges[0]?.at).toBe(1_700_000_000_000);
    expect(exchanges[0]?.place).toEqual({ channel: world.channel, kind: 'channel', under: undefined });
    expect(world.posts()[0]?.text).toContain('Which?');
    expect(world.accepted()).toBe(1);
  });

  it('falls back when a response address is refused', async () => {
    const { world } = await open({
      answer: async ({ respond }) => {
        for (const response of stage.world.server.state.responses.values()) response.at = 0;
        await respond.reply(card('Late but there', []));
      },
    });
    await world.command('ben', '/viva help');
    expect(world.privately('ben')[0]?.text).toContain('Late but there');
    await world.command('ben', '/viva help', { channel: 'C0LOCKED' });
    const last = world.privately('ben').at(-1);
    expect(last?.text).toContain('Late but there');
    // Viva is not in that channel: the answer went by direct message.
    expect(world.posts(world.direct('ben'))).toEqual([last]);
  });

  it('calls a button of another version stale', async () => {
    const { world, exchanges } = await open();
    await world.press('dan', (await post(stage)).message, 'Old');
    expect(exchanges[0]?.command).toEqual({ name: 'misunderstood', problem: { kind: 'stale-button' } });
  });

  it('chosen in a message’s menu, reveal is about that message and answered to one person alone', async () => {
    const { world, exchanges } = await open({ now: () => 1_700_000_000_000 });
    const { message } = await post(stage);
    await world.fromMenu?.('cleo', 'Reveal answer', message);
    expect(exchanges[0]).toMatchObject({
      at: 1_700_000_000_000,
      caller: { member: world.member('cleo') },
      place: { channel: world.channel, kind: 'channel', under: message },
      command: { name: 'answer' },
    });
    expect(world.privately('cleo')).toHaveLength(1);
    // In no thread: nobody has begun one there, and an ephemeral message would not be seen in it.
    const answers = () => world.server.state.messages.filter((one) => one.onlyFor === 'U0CLEO');
    expect(answers().map(({ thread }) => thread)).toEqual([undefined]);
    await world.reply('dan', message, 'I think it is B');
    const talk = world.server.state.messages.at(-1)?.id;
    await world.fromMenu?.('cleo', 'Reveal answer', talk);
    expect(exchanges[1]?.place.under).toBe(talk);
    expect(answers().at(-1)?.thread).toBe(message);
  });

  it('opens a form at once and answers what it brings', async () => {
    const { world, exchanges } = await open();
    await world.press('ada', (await post(stage)).message, 'About me');
    expect(exchanges).toEqual([]);
    expect(world.server.state.modals).toHaveLength(1);
    await world.redeliver();
    expect(world.server.state.modals).toHaveLength(1);
    await world.submit('ada', { zone: 'Asia/Tokyo' });
    expect(exchanges[0]).toMatchObject({
      command: { name: 'me', zone: 'Asia/Tokyo' },
      place: { channel: world.channel, kind: 'channel' },
    });
    expect(exchanges[0]?.command).not.toHaveProperty('away');
    expect(world.privately('ada')[0]?.text).toContain('This is me.');
  });

  it('says what to do where a form cannot be opened any more', async () => {
    const { world, exchanges } = await open();
    const { message } = await post(stage);
    world.server.state.newTrigger = () => 'expired';
    await world.press('ada', message, 'About me');
    expect(world.server.state.modals).toEqual([]);
    expect(exchanges.map(({ command }) => command)).toEqual([
      { name: 'misunderstood', problem: { kind: 'late-form' } },
    ]);
  });

  it('leaves unacknowledged what Viva has no answer to, so that Slack tells the person', async () => {
    const { world, exchanges } = await open();
    expect(await world.server.people.command('U0BEN', '/other help', world.channel)).toBe(false);
    expect(exchanges).toEqual([]);
  });

  it('acknowledges before anything is answered', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { world, exchanges } = await open({ answer: () => held });
    const { message } = await post(stage);
    const { people, state } = world.server;
    const posted = state.messages.find((one) => one.id === message);
    if (posted === undefined) throw new Error('nothing was posted');
    expect(await people.command('U0BEN', '/viva help', world.channel)).toBe(true);
    expect(await people.press('U0BEN', posted, 'A')).toBe(true);
    expect(await people.shortcut('U0BEN', posted, 'reveal_answer')).toBe(true);
    expect(
      await people.event({
        type: 'message',
        channel: 'D0BEN',
        channel_type: 'im',
        user: 'U0BEN',
        text: 'hint',
        ts: state.nextTs(),
      }),
    ).toBe(true);
    await until(() => exchanges.length === 4);
    release();
  });

  it('shows no picture in an ephemeral answer, and member parts as text everywhere', async () => {
    const [open1, secret] = [await picture('open1', 'a = b'), await picture('secret1', 'the member part')];
    const answer = async ({ respond }: Exchange) =>
      respond.reply(
        card('Answer', [open1], {
          sections: [
            { heading: undefined, body: [open1], confidential: false },
            { heading: 'For members', body: [secret], confidential: true },
          ],
        }),
      );
    const { world, platform } = await open({ answer });
    await world.command('ben', '/viva answer DL0001');
    const [ephemeral] = world.privately('ben');
    expect(ephemeral?.pictures).toEqual([]);
    expect(ephemeral?.text).toMatch(/a = b[\s\S]*the member part/);
    const dm = world.direct('ben');
    await world.command('ben', '/viva answer DL0001', { channel: dm });
    const [lasting] = world.posts(dm);
    expect(lasting?.pictures).toEqual(['Picture open1']);
    expect(lasting?.text).toContain('the member part');
    const secretCard = card('Summary', [], {
      sections: [{ heading: 'For members', body: [secret, text('hush')], confidential: true }],
    });
    await platform.publish({ kind: 'channel', space: world.space, channel: world.channel }, secretCard, {
      round: undefined,
      nonce: 'n',
    });
    expect(world.posts()[0]?.text).not.toMatch(/member part|hush|For members/);
    expect(world.posts()[0]?.pictures).toEqual([]);
    const notifications = world.server.state.messages.map((one) => one.text);
    expect(notifications.join('\n')).not.toMatch(/member part|a = b/);
    expect([...world.server.state.files.keys()]).toHaveLength(1);
  });

  it('knows who administers, and who holds a grant', async () => {
    const { world, exchanges } = await open();
    await world.command('ada', '/viva help');
    await world.command('ben', '/viva help');
    const [ada, ben] = exchanges.map((one) => one.rights);
    expect([await ada?.administers(), await ben?.administers()]).toEqual([true, false]);
    expect([await ada?.holds('usergroup:S0CREW'), await ben?.holds('usergroup:S0CREW')]).toEqual([
      false,
      true,
    ]);
    expect([await ben?.holds('channel:C0SECRET'), await ben?.holds('usergroup:S0GONE')]).toEqual([
      true,
      false,
    ]);
    expect([await ben?.holds('role:123'), await ben?.holds('nonsense')]).toEqual([false, false]);
    const asked = world.server.state.requests.filter((one) => one.method === 'usergroups.users.list');
    await ben?.holds('usergroup:S0CREW');
    expect(world.server.state.requests.filter((one) => one.method === 'usergroups.users.list')).toHaveLength(
      asked.length,
    );
  });

  it('ends what it is answering before it stops', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { world, platform, exchanges } = await open({
      answer: async (exchange) => {
        await held;
        await echo(exchange);
      },
    });
    const asked = world.command('ben', '/viva help');
    await until(() => exchanges.length === 1);
    const stopped = platform.stop();
    expect(platform.reachable()).toBe(false);
    release();
    await stopped;
    expect(world.privately('ben')).toHaveLength(1);
    await asked;
    await platform.stop();
  });

  it('logs neither tokens nor what people wrote', async () => {
    const { world, logged } = await open();
    await world.command('ben', '/viva show a-rare-word');
    await world.reply('ben', (await post(stage)).message, 'hint');
    await stage.platform.stop();
    const text = logged.join('\n');
    for (const secret of [
      world.server.botToken,
      world.server.appToken,
      world.server.signingSecret,
      'a-rare-word',
    ])
      expect(text).not.toContain(secret);
  });
});
