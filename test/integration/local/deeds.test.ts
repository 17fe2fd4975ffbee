import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../../src/app/ports/platform.ts';
import { encodeAction } from '../../../src/core/action.ts';
import { type Bench, button, card, command, openBench, quiz } from './bench.ts';

let bench: Bench;
let reply: (exchange: Exchange) => Promise<void>;
let time = 1_800_000_000_000;

beforeEach(async () => {
  reply = async () => {};
  bench = await openBench({ now: () => time, deliver: (exchange) => reply(exchange) });
});
afterEach(() => bench.close());

const choose = encodeAction({ name: 'choose', round: 'feed-1', position: 2 });
const question = card('Round 1', {
  actions: [
    [button('C', choose), button('Off', encodeAction({ name: 'round-hint', round: 'feed-1' }), true)],
    [button('Change', encodeAction({ name: 'open-form', form: 'me' }))],
  ],
});

async function postQuestion(): Promise<string> {
  const sent = await bench.platform.publish(quiz, question, {
    round: 'feed-1',
    nonce: randomUUID().slice(0, 20),
  });
  return sent.message;
}

describe('commands', () => {
  it('become exchanges with their time, place and caller', async () => {
    time += 1000;
    const body = command('ben', '/viva show residual connections');
    expect((await bench.post('/api/command', body)).status).toBe(200);
    const [exchange] = bench.exchanges;
    expect(exchange).toMatchObject({
      id: body.id,
      at: time,
      caller: { member: 'local:ben', space: 'local:local', name: 'Ben' },
      place: { channel: 'daily-quiz', kind: 'channel', under: undefined },
      command: { name: 'show', question: 'residual connections' },
    });
    expect(exchange?.respond.discreet).toBe(true);
    expect(await exchange?.rights.administers()).toBe(false);
    expect(await exchange?.rights.holds('role:members')).toBe(true);
    expect(await exchange?.rights.holds('role:managers')).toBe(false);
    expect(await exchange?.rights.holds('channel:daily-quiz')).toBe(true);
    expect(await exchange?.rights.holds('channel:dm-ada')).toBe(false);
  });

  it('know channels and roles as people write them', async () => {
    const text = '/viva-admin settings member-access=@members managers=@managers log-channel=#daily-quiz';
    await bench.post('/api/command', command('ada', text));
    await bench.post('/api/command', command('ada', '/viva-admin settings member-access=#daily-quiz'));
    expect(bench.exchanges.map((exchange) => exchange.command)).toEqual([
      {
        name: 'settings',
        'member-access': 'role:members',
        managers: 'role:managers',
        'log-channel': 'daily-quiz',
      },
      { name: 'settings', 'member-access': 'channel:daily-quiz' },
    ]);
    expect(await bench.exchanges[0]?.rights.administers()).toBe(true);
  });

  it('sent twice carry the same id, so that they are one deed', async () => {
    const body = command('ben', '/viva help');
    await Promise.all([bench.post('/api/command', body), bench.post('/api/command', body)]);
    expect(new Set(bench.exchanges.map(({ id }) => id))).toEqual(new Set([body.id]));
  });

  it('are turned away before the start and after the stop', async () => {
    const early = await openBench({ start: false });
    expect(early.platform.reachable()).toBe(false);
    expect((await early.post('/api/command', command('ben', '/viva help'))).status).toBe(503);
    await early.close();
    expect(bench.platform.reachable()).toBe(true);
    await bench.platform.stop();
    await bench.platform.stop();
    expect(bench.platform.reachable()).toBe(false);
    expect((await bench.post('/api/command', command('ben', '/viva help'))).status).toBe(503);
  });

  it('are waited for by a stop', async () => {
    let finish: () => void = () => {};
    reply = () => new Promise((resolve) => (finish = resolve));
    const sending = bench.post('/api/command', command('ben', '/viva help'));
    await vi.waitFor(() => expect(bench.exchanges).toHaveLength(1));
    let stopped = false;
    const stopping = bench.platform.stop().then(() => {
      stopped = true;
    });
    await bench.raw('/api/state?as=ben');
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect((await sending).status).toBe(200);
  });

  it('complete as people type', async () => {
    const body = { as: 'ben', channel: 'daily-quiz', kind: 'question', typed: 'resid' };
    const answer = await bench.post('/api/complete', body);
    expect(JSON.parse(answer.text)).toEqual({ completions: [{ name: 'question resid', value: 'resid' }] });
  });

  it.each([
    ['cron', '0 9', [['"0 9"', 'cron 0 9']]],
    ['away', '2026-12-24', [['2026-12-24', 'away 2026-12-24']]],
    [
      'grant',
      '',
      [
        ['@managers', 'who holds this role'],
        ['@members', 'who holds this role'],
        ['#daily-quiz', 'who sees this channel'],
        ['#announcements', 'who sees this channel'],
      ],
    ],
    ['grant', '@me', [['@members', 'who holds this role']]],
    ['channel', 'quiz', [['#daily-quiz', 'this channel']]],
  ])('complete %s, typed as %j, with what the box takes and what it means', async (kind, typed, found) => {
    const body = { as: 'ada', channel: 'daily-quiz', kind, typed };
    const { completions } = JSON.parse((await bench.post('/api/complete', body)).text);
    expect(completions).toEqual(found.map(([value, name]) => ({ name, value })));
  });

  it('complete no kind that there is not', async () => {
    const body = { as: 'ada', channel: 'daily-quiz', kind: 'password', typed: '' };
    expect((await bench.post('/api/complete', body)).status).toBe(400);
  });
});

describe('buttons', () => {
  it('deliver what stands on them', async () => {
    const message = await postQuestion();
    await bench.post('/api/press', { as: 'cleo', message, action: choose, id: randomUUID() });
    expect(bench.exchanges[0]?.command).toEqual({ name: 'choose', round: 'feed-1', position: 2 });
  });

  it('cannot be made up, and a disabled one cannot be pressed', async () => {
    const message = await postQuestion();
    const tries = [
      encodeAction({ name: 'choose', round: 'feed-1', position: 3 }),
      encodeAction({ name: 'round-hint', round: 'feed-1' }),
    ];
    for (const action of tries) {
      const answer = await bench.post('/api/press', { as: 'cleo', message, action, id: randomUUID() });
      expect(answer.status).toBe(409);
    }
    const missing = { as: 'cleo', message: '123', action: choose, id: randomUUID() };
    expect((await bench.post('/api/press', missing)).status).toBe(404);
    expect(bench.exchanges).toEqual([]);
  });

  it('open a form at once, and what is filled in is a command', async () => {
    const message = await postQuestion();
    const action = encodeAction({ name: 'open-form', form: 'me' });
    const answer = await bench.post('/api/press', { as: 'cleo', message, action, id: randomUUID() });
    const { form } = JSON.parse(answer.text) as { form: { id: string; fields: { name: string }[] } };
    expect(form.fields.map(({ name }) => name)).toEqual(['zone', 'away', 'new-cards', 'reminders', 'hide']);
    expect(bench.exchanges).toEqual([]);
    const values = { zone: 'Europe/Berlin', away: '' };
    await bench.post('/api/submit', { as: 'cleo', form: form.id, values, id: randomUUID() });
    expect(bench.exchanges[0]?.command).toEqual({ name: 'me', zone: 'Europe/Berlin' });
  });
});

describe('talk', () => {
  it('is kept once however often it is sent, and left alone', async () => {
    const body = command('dan', 'good morning');
    await Promise.all([bench.post('/api/say', body), bench.post('/api/say', body)]);
    await bench.post('/api/say', body);
    expect((await bench.state('ada')).messages.map(({ text }) => text)).toEqual(['good morning']);
    expect(bench.exchanges).toEqual([]);
  });

  it('under a post is a command where it is a reply word', async () => {
    const message = await postQuestion();
    const say = (text: string) =>
      bench.post('/api/say', { ...command('dan', text), channel: 'daily-quiz', under: message });
    await say('I think it is C');
    expect(bench.exchanges).toEqual([]);
    await say(' !Answer ');
    expect(bench.exchanges[0]?.command).toEqual({ name: 'answer' });
    expect(bench.exchanges[0]?.place.under).toBe(message);
    expect(bench.exchanges[0]?.respond.discreet).toBe(true);
  });

  it('under a message that is gone is turned away', async () => {
    const answer = await bench.post('/api/say', { ...command('dan', 'answer'), under: '17' });
    expect(answer.status).toBe(404);
  });

  it('in a direct message gets help, or what a reply word asks for', async () => {
    const say = (text: string) => bench.post('/api/say', { ...command('dan', text), channel: 'dm-dan' });
    await say('hello there');
    await say('hint');
    expect(bench.exchanges.map(({ command: given }) => given.name)).toEqual(['help', 'hint']);
    expect(bench.exchanges[0]?.place).toEqual({ channel: 'dm-dan', kind: 'dm', under: undefined });
  });
});
