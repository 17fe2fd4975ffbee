import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Address, PublishFailure } from '../../../src/app/ports/platform.ts';
import { encodeAction } from '../../../src/core/action.ts';
import { createSlackPlatform } from '../../../src/platforms/slack/platform.ts';
import { memoryShelves } from '../../support/shelves.ts';
import { card, logInto, nobodyThere, openStage, picture, type Stage, text } from './stage.ts';

const round = 'feedfeed-abc123';
const mark = { round, nonce: 'n1' };
let stage: Stage;
let time = 1_700_000_000_000;
let channel: Address;

/** Not started: publishing must work without a connection. */
beforeEach(async () => {
  time = 1_700_000_000_000;
  stage = await openStage({ start: false, now: () => time });
  channel = { kind: 'channel', space: stage.world.space, channel: stage.world.channel };
});
afterEach(async () => {
  await stage.close();
});

const failure = async (work: Promise<unknown>): Promise<PublishFailure> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PublishFailure)) throw new Error(`no PublishFailure: ${String(error)}`);
  return error;
};
const posts = () =>
  stage.world.server.state.requests.filter((one) => one.method === 'chat.postMessage').length;
const calm = () => expect(stage.world.complaints()).toEqual([]);

describe('publishing on Slack', () => {
  it('posts, finds, revises and removes', async () => {
    const { platform, world } = stage;
    const choose = encodeAction({ name: 'choose', round, position: 1 });
    const actions = [[{ label: 'B', style: 'primary' as const, id: choose, disabled: false }]];
    const sent = await platform.publish(
      channel,
      card('Round 1', [text('Which?')], { actions, footer: 'One attempt.' }),
      mark,
    );
    expect(sent).toEqual({ channel: world.channel, message: sent.message, at: time });
    expect(world.posts()).toMatchObject([
      { id: sent.message, buttons: [{ label: 'B', id: choose, disabled: false }] },
    ]);
    expect(await platform.find(channel, round, time - 1)).toEqual({ kind: 'found', messages: [sent] });
    expect(await platform.find(channel, 'feedfeed-other', time - 1)).toEqual({ kind: 'absent' });
    expect(await platform.find(channel, round, time + 1_000)).toEqual({ kind: 'absent' });
    const address = { space: world.space, channel: sent.channel, message: sent.message };
    await platform.revise(address, card('Closed', [text('It was B.')]));
    expect(world.posts()[0]?.text).toContain('It was B.');
    expect(world.posts()[0]?.text).not.toContain('Which?');
    expect(await platform.find(channel, round, time - 1)).toMatchObject({ kind: 'found' });
    await platform.remove(address);
    await platform.remove(address);
    expect(world.posts()).toEqual([]);
    expect(await platform.find(channel, round, time - 1)).toEqual({ kind: 'absent' });
    expect((await failure(platform.revise(address, card('Again', [])))).kind).toBe('refused');
    calm();
  });

  it('finds through pages, oldest first', async () => {
    const { platform } = stage;
    const first = await platform.publish(channel, card('Round 1', []), mark);
    for (let count = 0; count < 40; count += 1) {
      await platform.publish(channel, card('Other', []), { round: `feedfeed-${count}`, nonce: 'n' });
    }
    const second = await platform.publish(channel, card('Round 1', []), mark);
    expect(await platform.find(channel, round, time - 60_000)).toEqual({
      kind: 'found',
      messages: [first, second],
    });
    calm();
  });

  it('writes to a member, and finds it there', async () => {
    const { platform, world } = stage;
    const ben: Address = { kind: 'member', space: world.space, member: world.member('ben') };
    const sent = await platform.publish(ben, card('For you', [text('alone')]), mark);
    expect(world.privately('ben').map((one) => one.id)).toEqual([sent.message]);
    expect(world.accepted()).toBe(0);
    expect(await platform.find(ben, round, time - 1)).toEqual({ kind: 'found', messages: [sent] });
    const ghost: Address = { kind: 'member', space: world.space, member: 'slack:U0GHOST' };
    expect((await failure(platform.publish(ghost, card('Boo', []), mark))).kind).toBe('refused');
    calm();
  });

  it.each([
    ['accept-then-502', 'doubt', 1],
    ['accept-then-hang', 'doubt', 1],
    ['refuse-500', 'doubt', 0],
    ['rate-limit', 'slow-down', 0],
    ['forbid', 'refused', 0],
  ] as const)('meets %s with “%s”, and never sends twice', async (how, kind, landed) => {
    const { platform, world } = stage;
    world.disturb(how);
    const met = await failure(platform.publish(channel, card('Round 1', [text('Which?')]), mark));
    expect(met.kind).toBe(kind);
    if (kind === 'slow-down') expect(met.retryAfter).toBe(1_000);
    if (kind === 'refused') expect(met.mend).not.toBe('');
    expect(world.posts()).toHaveLength(landed);
    expect(world.accepted()).toBe(landed);
    expect(await platform.find(channel, round, time - 1)).toMatchObject({
      kind: landed === 1 ? 'found' : 'absent',
    });
    await platform.publish(channel, card('Next', []), { round: 'feedfeed-next', nonce: 'n2' });
    expect(world.accepted()).toBe(landed + 1);
    calm();
  });

  it('keeps a doubt a doubt while history cannot be asked', async () => {
    const { platform, world } = stage;
    world.server.disturb('rate-limit', 'conversations.history');
    const limited = await failure(platform.find(channel, round, 0));
    expect([limited.kind, limited.retryAfter]).toEqual(['slow-down', 1_000]);
    world.server.disturb('refuse-500', 'conversations.history');
    expect((await failure(platform.find(channel, round, 0))).kind).toBe('doubt');
    calm();
  });

  it('says what is wrong with a channel, and how to mend it', async () => {
    const { platform, world } = stage;
    const at = (id: string): Address => ({ kind: 'channel', space: world.space, channel: id });
    const locked = await failure(platform.publish(at(world.lockedChannel), card('Round', []), mark));
    expect([locked.kind, locked.mend]).toEqual(['refused', 'Write /invite @Viva in that channel.']);
    expect((await failure(platform.publish(at('C0NONE'), card('Round', []), mark))).kind).toBe('refused');
    expect((await failure(platform.publish(at('C0ARCHIVE'), card('Round', []), mark))).message).toContain(
      'archived',
    );
    expect(await platform.find(at(world.lockedChannel), round, 0)).toMatchObject({
      kind: 'cannot-tell',
      mend: 'Write /invite @Viva in that channel.',
    });
    expect(await platform.obstacles(channel)).toEqual([]);
    expect(await platform.obstacles(at(world.lockedChannel))).toMatchObject([
      { mend: 'Write /invite @Viva in that channel.' },
    ]);
    expect(await platform.obstacles(at('C0ARCHIVE'))).toMatchObject([
      { reason: 'This channel is archived.' },
    ]);
    expect(await platform.obstacles(at('C0NONE'))).toHaveLength(1);
    expect(
      await platform.obstacles({ kind: 'member', space: world.space, member: world.member('dan') }),
    ).toEqual([]);
    calm();
  });

  it('cannot tell without the right to read history', async () => {
    stage.world.server.state.scopes.delete('channels:history');
    const found = await stage.platform.find(channel, round, 0);
    expect(found).toMatchObject({ kind: 'cannot-tell', reason: expect.stringContaining('channels:history') });
    stage.world.server.state.scopes.delete('chat:write');
    const met = await failure(stage.platform.publish(channel, card('Round', []), mark));
    expect(met.message).toContain('chat:write');
  });

  it('knows who sees a channel', async () => {
    const { platform, world } = stage;
    const sees = (person: 'ada' | 'cleo', id: string) =>
      platform.canSee(world.member(person), { kind: 'channel', space: world.space, channel: id });
    expect([
      await sees('ada', 'C0SECRET'),
      await sees('cleo', 'C0SECRET'),
      await sees('cleo', 'C0DAILY'),
    ]).toEqual([true, false, true]);
    expect([await sees('ada', world.direct('ada')), await sees('cleo', world.direct('ada'))]).toEqual([
      true,
      false,
    ]);
    calm();
  });

  it('uploads a picture once per workspace, and shows it when Slack is ready', async () => {
    const { platform, world } = stage;
    const formula = await picture('f1', 'E = mc²');
    await platform.publish(channel, card('Round 1', [formula]), mark);
    await platform.publish(channel, card('Round 2', [formula]), { round: 'feedfeed-2', nonce: 'n' });
    expect(world.posts().map((one) => one.pictures)).toEqual([['Picture f1'], ['Picture f1']]);
    expect(world.server.state.files.size).toBe(1);
    calm();
  });

  it('remembers for a while only where a passing picture is', async () => {
    const { platform, world, keyValue } = stage;
    const { picture: shown, ...rest } = await picture('p1', 'a board');
    const board = { ...rest, picture: { ...shown, passing: true as const } };
    await platform.publish(channel, card('Board', [board]), mark);
    await platform.publish(channel, card('Board', [board]), { round: 'feedfeed-2', nonce: 'n' });
    expect(world.posts().map((one) => one.pictures)).toEqual([['Picture p1'], ['Picture p1']]);
    expect(world.server.state.files.size).toBe(1);
    expect(await keyValue.all('slack-files')).toEqual({});
    calm();
  });

  it('puts text in a picture’s place when it cannot be uploaded, or is gone', async () => {
    const { platform, world, keyValue } = stage;
    const missing = await picture('f2', 'x = y');
    await platform.publish(
      channel,
      card('Round 1', [{ ...missing, picture: { ...missing.picture, path: '/no/such.png' } }]),
      mark,
    );
    expect(world.posts()[0]).toMatchObject({ pictures: [], text: expect.stringContaining('x = y') });
    calm();
    await keyValue.put('slack-files', `${world.space}/f3`, 'F0GONE');
    const gone = await picture('f3', 'p = q');
    await platform.publish(channel, card('Round 2', [gone]), mark);
    expect(world.posts()[1]).toMatchObject({ pictures: [], text: expect.stringContaining('p = q') });
    expect(world.accepted()).toBe(2);
    await platform.publish(channel, card('Round 3', [gone]), mark);
    expect(world.posts()[2]?.pictures).toEqual(['Picture f3']);
    expect(posts()).toBe(4);
  });

  it('posts nothing that people could have smuggled in', async () => {
    const evil = '<!channel> & <@U0ADA> <https://evil.example|click> `code`';
    await stage.platform.publish(channel, card(evil, [text(evil)], { context: evil, footer: evil }), mark);
    const bodies =
      stage.world
        .posts()[0]
        ?.text.split('\n')
        .filter((line) => !line.startsWith('<!channel> & <@U0ADA>')) ?? [];
    // The header alone is plain text, which Slack takes as it is.
    expect(bodies.length).toBeGreaterThan(3);
    for (const line of bodies) expect(line).not.toMatch(/<[!@h]/);
    calm();
  });

  it('waits where Slack cannot be reached at all', async () => {
    const { world } = stage;
    const platform = createSlackPlatform({
      botToken: world.server.botToken,
      appToken: undefined,
      signingSecret: undefined,
      apiUrl: await nobodyThere(),
      http: { mount: () => {} },
      keyValue: memoryShelves(),
      log: logInto([]),
    });
    const met = await failure(platform.publish(channel, card('Round', []), mark));
    expect([met.kind, met.retryAfter > 0]).toEqual(['slow-down', true]);
    expect(await platform.obstacles(channel)).toMatchObject([{ mend: 'Try again in a minute.' }]);
  });
});
