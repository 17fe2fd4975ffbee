import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageEvent } from '../../../src/platforms/local/audience.ts';
import { type Bench, button, card, command, openBench, quiz } from './bench.ts';

let bench: Bench;
const streams = new AbortController();

beforeEach(async () => {
  bench = await openBench({
    deliver: async ({ respond, command: given, caller }) => {
      if (given.name === 'help') await respond.reply(card(`Secret of ${caller.name}`));
      if (given.name === 'answer') await respond.reply(card(`Answer for ${caller.name}`));
    },
  });
});
afterEach(() => bench.close());

type Told = PageEvent | { kind: 'hello' | 'alive' };

/** Everything that a person's page is told, from when its stream stands. */
async function listen(as: string): Promise<Told[]> {
  const told: Told[] = [];
  const response = await fetch(`${bench.url}/api/events?as=${as}`, { signal: streams.signal });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  void (async () => {
    let pending = '';
    for await (const chunk of response.body ?? []) {
      pending += Buffer.from(chunk).toString();
      const whole = pending.split('\n\n');
      pending = whole.pop() ?? '';
      for (const one of whole) told.push(JSON.parse(one.replace(/^data: /, '')) as Told);
    }
    told.push({ kind: 'alive' });
  })().catch(() => undefined);
  await vi.waitFor(() => expect(told).toEqual([{ kind: 'hello' }]));
  return told;
}

const titles = (told: Told[]) =>
  told.flatMap((event) => (event.kind === 'message' ? [event.message.summary ?? event.message.text] : []));

describe('private answers', () => {
  it('reach their person only, by event and by state', async () => {
    const [ben, ada] = await Promise.all([listen('ben'), listen('ada')]);
    await bench.post('/api/command', command('ben', '/viva help'));
    // A public message after it: once Ada has that, the secret would have reached her too.
    await bench.platform.publish(quiz, card('For all'), { round: undefined, nonce: 'n' });
    await vi.waitFor(() => expect(titles(ada)).toContain('For all'));
    await vi.waitFor(() => expect(titles(ben)).toEqual(['Secret of Ben', 'For all']));
    expect(titles(ada)).toEqual(['For all']);
    for (const as of ['ada', 'cleo', 'dan']) {
      expect((await bench.raw(`/api/state?as=${as}`)).text, as).not.toContain('Secret');
    }
    const own = (await bench.state('ben')).messages.find(({ onlyYou }) => onlyYou);
    expect(JSON.stringify(own)).toContain('Secret of Ben');
  });

  it('have buttons that only their person can press', async () => {
    const action = 'viva1/round-hint/feed-1';
    const own = await openBench({
      deliver: async ({ respond, command: given }) => {
        if (given.name === 'help')
          await respond.reply(card('Yours', { actions: [[button('Hint', action)]] }));
      },
    });
    await own.post('/api/command', command('ben', '/viva help'));
    const message = (await own.state('ben')).messages[0]?.id ?? '';
    const press = (as: string) => own.post('/api/press', { as, message, action, id: randomUUID() });
    expect((await press('ada')).status).toBe(404);
    expect((await press('ben')).status).toBe(200);
    expect(own.exchanges.at(-1)?.command).toEqual({ name: 'round-hint', round: 'feed-1' });
    await own.close();
  });

  it('keep the newest fifty', async () => {
    for (let count = 0; count < 52; count += 1) {
      await bench.post('/api/command', command('cleo', '/viva help'));
    }
    expect((await bench.state('cleo')).messages).toHaveLength(50);
  });

  it('in a direct message are ordinary messages, which nobody else sees', async () => {
    const [ben, ada] = await Promise.all([listen('ben'), listen('ada')]);
    await bench.post('/api/say', { ...command('ben', 'answer'), channel: 'dm-ben' });
    await vi.waitFor(() => expect(titles(ben)).toEqual(['answer', 'Answer for Ben']));
    const { messages } = await bench.state('ben');
    expect(messages.map(({ channel, onlyYou }) => [channel, onlyYou])).toEqual([
      ['dm-ben', false],
      ['dm-ben', false],
    ]);
    await bench.platform.publish(quiz, card('For all'), { round: undefined, nonce: 'n' });
    await vi.waitFor(() => expect(titles(ada)).toEqual(['For all']));
    expect((await bench.state('ada')).messages).toHaveLength(1);
  });
});

describe('the stream of events', () => {
  it('tells of posts, revisions and removals, and ends with the stop', async () => {
    const told = await listen('dan');
    const sent = await bench.platform.publish(quiz, card('First'), { round: undefined, nonce: 'n' });
    const address = { space: 'local:local', channel: sent.channel, message: sent.message };
    await bench.platform.revise(address, card('Second'));
    await bench.platform.remove(address);
    await vi.waitFor(() => expect(told).toHaveLength(4));
    expect(titles(told)).toEqual(['First', 'Second']);
    expect(told[3]).toEqual({ kind: 'removed', channel: 'daily-quiz', id: sent.message });
    await bench.platform.stop();
    // The end of the stream is noted as one more entry.
    await vi.waitFor(() => expect(told).toHaveLength(5));
    expect((await bench.raw('/api/events?as=dan')).status).toBe(503);
  });

  it('is for someone who is there', async () => {
    expect((await bench.raw('/api/events?as=eve')).status).toBe(400);
    expect((await bench.raw('/api/state')).status).toBe(400);
  });
});
