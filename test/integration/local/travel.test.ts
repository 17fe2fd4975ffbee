import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { StoreAway } from '../../../src/app/ports/store.ts';
import type { PageEvent } from '../../../src/platforms/local/audience.ts';
import type { PageState } from '../../../src/platforms/local/state.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import type { LocalWorld } from '../../support/worlds/local.ts';
import { start, useTraveller } from '../../unit/app/traveller.ts';

const tuesday = Date.UTC(2026, 10, 24, 9);
const day = 86_400_000;

describe.skipIf(!redisProgram)(needs('redis-server', 'the time machine, over HTTP'), () => {
  const stage = useTraveller();
  const url = () => (stage.world as LocalWorld).url;

  async function post(body: object, origin = url()) {
    const answer = await fetch(`${url()}/api/travel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    });
    const told = (await answer.json()) as { error?: string; time?: PageState['time'] };
    return { status: answer.status, ...told };
  }
  const jump = (as = 'ben') => post({ as, id: randomUUID() });
  const timeFor = async (as: string) => {
    const state = await fetch(`${url()}/api/state?as=${as}`);
    return ((await state.json()) as PageState).time;
  };

  /** What an open page of a person's is told of the time, from now on. */
  async function listen(as: string) {
    const closing = new AbortController();
    const stream = await fetch(`${url()}/api/events?as=${as}`, { signal: closing.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      async next(): Promise<PageState['time']> {
        for (;;) {
          const end = text.indexOf('\n\n');
          if (end < 0) {
            text += (await reader?.read())?.value ?? '';
            continue;
          }
          const event = JSON.parse(text.slice(0, end).replace(/^data: /, '')) as PageEvent;
          text = text.slice(end + 2);
          if (event.kind === 'time') return event.time;
        }
      },
      close: () => closing.abort(),
    };
  }

  test('the page is told the time, the next post, and that one can jump to it', async () => {
    expect(await timeFor('ben')).toEqual({ now: start, travels: true });
    await stage.daily();
    expect(await timeFor('ben')).toEqual({ now: start + 1_000, next: tuesday, travels: true });
  });

  test('a jump answers with the time it has come to, and its post is there', async () => {
    await stage.daily();
    const { status, time } = await jump();
    expect(status).toBe(200);
    expect(time).toEqual({ now: stage.moved.now(), next: tuesday + day, travels: true });
    expect(await timeFor('dan')).toEqual(time);
    expect(stage.newest().text).toContain('Round 1 ');
  });

  test('all open pages are told of a jump, and of each change to the next post', async () => {
    const pages = await Promise.all(['ada', 'dan'].map(listen));
    const hear = () => Promise.all(pages.map((page) => page.next()));
    await stage.daily();
    expect((await hear()).map(({ next }) => next)).toEqual([tuesday, tuesday]);
    await jump();
    expect((await hear()).map(({ next }) => next)).toEqual([tuesday + day, tuesday + day]);
    await stage.say('ada', '/viva-admin schedule skip');
    expect((await hear()).map(({ next }) => next)).toEqual([tuesday + 2 * day, tuesday + 2 * day]);
    await stage.say('ada', '/viva-admin schedule pause');
    expect((await hear()).map(({ next }) => next)).toEqual([undefined, undefined]);
    for (const page of pages) page.close();
  });

  test('a refusal says what to do', async () => {
    expect(await jump()).toMatchObject({ status: 409, error: expect.stringContaining('Add a feed first') });
    await stage.daily();
    await stage.say('ada', '/viva-admin schedule pause');
    expect(await jump()).toMatchObject({ status: 409, error: expect.stringContaining('schedule resume') });
  });

  test('a jump asked for in a wrong way, or by a stranger, moves nothing', async () => {
    await stage.daily();
    const id = randomUUID();
    const wrong = [
      await post({ as: 'eve', id }),
      await post({ as: 'ben', id: 'twice' }),
      await post({ as: 'ben' }),
      await post({ as: 'ben', id, to: 0 }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    for (const { error } of wrong) expect(error?.length).toBeGreaterThan(5);
    expect((await post({ as: 'ben', id }, 'http://elsewhere.example')).status).toBe(403);
    expect(stage.moved.ahead()).toBe(0);
  });

  test('with the store away it says so, and moves nothing', async () => {
    await stage.daily();
    const { context } = stage.viva;
    const whole = context.store;
    const take = () => Promise.reject(new StoreAway());
    context.store = { ...whole, leases: { ...whole.leases, take } };
    expect(await jump()).toMatchObject({ status: 503, error: expect.stringContaining('storage is away') });
    context.store = whole;
    expect(stage.moved.ahead()).toBe(0);
    expect((await jump()).status).toBe(200);
  });

  test('before the start and after the stop nobody jumps', async () => {
    await stage.daily();
    await stage.viva.context.platforms.get('local')?.stop();
    expect((await jump()).status).toBe(503);
    expect(stage.moved.ahead()).toBe(0);
  });
});
