import { afterEach, describe, expect, it, test } from 'vitest';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import type { KeyValue } from '../../../src/app/ports/system.ts';
import type { SetBlock } from '../../../src/core/rich-text.ts';
import { type Bench, card, notes, openBench, quiz, space } from './bench.ts';

const open: Bench[] = [];
async function bench(keyValue: KeyValue, now?: () => number): Promise<Bench> {
  const made = await openBench({ keyValue, start: false, ...(now === undefined ? {} : { now }) });
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const locked = { kind: 'channel', space, channel: 'announcements' } as const;
const none = { round: undefined, nonce: 'n' };

async function failure(work: Promise<unknown>): Promise<PublishFailure> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(PublishFailure);
  return error as PublishFailure;
}

describe('publishing', () => {
  it('makes one message of the same nonce, also at the same moment and after a restart', async () => {
    const keyValue = notes();
    const { platform, state } = await bench(keyValue);
    const mark = { round: 'feed-1', nonce: 'same' };
    const sent = await Promise.all([1, 2, 3].map(() => platform.publish(quiz, card('Once'), mark)));
    expect(new Set(sent.map(({ message }) => message)).size).toBe(1);
    const later = await bench(keyValue);
    expect((await later.platform.publish(quiz, card('Once'), mark)).message).toBe(sent[0]?.message);
    expect((await state('ada')).messages).toHaveLength(1);
  });

  it('gives ids that grow, even where the clock stands or goes back', async () => {
    const keyValue = notes();
    let time = 5000;
    const first = await bench(keyValue, () => time);
    const ids: number[] = [];
    for (const nonce of ['a', 'b']) {
      ids.push(Number((await first.platform.publish(quiz, card(nonce), { ...none, nonce })).message));
    }
    time = 1000;
    const second = await bench(keyValue, () => time);
    ids.push(Number((await second.platform.publish(quiz, card('c'), { ...none, nonce: 'c' })).message));
    expect(ids).toEqual([5000, 5001, 5002]);
  });

  it('survives in a new adapter on the same notes, revisions included', async () => {
    const keyValue = notes();
    const { platform } = await bench(keyValue);
    const sent = await platform.publish(quiz, card('Before'), { round: 'feed-1', nonce: 'r1' });
    await platform.revise({ space, channel: sent.channel, message: sent.message }, card('After'));
    const next = await bench(keyValue);
    const { messages } = await next.state('ben');
    expect(messages.map(({ id }) => id)).toEqual([sent.message]);
    expect(JSON.stringify(messages)).toContain('After');
    expect(JSON.stringify(messages)).not.toContain('Before');
    expect(await next.platform.find(quiz, 'feed-1', 0)).toEqual({ kind: 'found', messages: [sent] });
  });

  it('finds a round by its mark, from an instant on, until it is removed', async () => {
    let time = 1000;
    const { platform } = await bench(notes(), () => time);
    const sent = await platform.publish(quiz, card('Round'), { round: 'feed-1', nonce: 'r1' });
    time = 2000;
    const again = await platform.publish(quiz, card('Round'), { round: 'feed-1', nonce: 'r2' });
    await platform.publish(quiz, card('Other'), { round: 'feed-2', nonce: 'r3' });
    expect(await platform.find(quiz, 'feed-1', 0)).toEqual({ kind: 'found', messages: [sent, again] });
    expect(await platform.find(quiz, 'feed-1', 1500)).toEqual({ kind: 'found', messages: [again] });
    expect(await platform.find(quiz, 'feed-9', 0)).toEqual({ kind: 'absent' });
    const address = { space, channel: again.channel, message: again.message };
    await platform.remove(address);
    await platform.remove(address);
    expect(await platform.find(quiz, 'feed-1', 1500)).toEqual({ kind: 'absent' });
    expect((await failure(platform.revise(address, card('Too late')))).kind).toBe('refused');
    expect((await platform.find({ ...quiz, channel: 'nowhere' }, 'feed-1', 0)).kind).toBe('cannot-tell');
  });

  it('is refused where Viva may not post, with what mends it', async () => {
    const { platform } = await bench(notes());
    for (const to of [locked, { ...quiz, channel: 'nowhere' }, { ...quiz, space: 'local:other' }]) {
      const [obstacle] = await platform.obstacles(to);
      const error = await failure(platform.publish(to, card('No'), none));
      expect(error).toMatchObject({ kind: 'refused', message: obstacle?.reason, mend: obstacle?.mend });
      expect(error.mend).not.toBe('');
    }
    expect(await platform.obstacles(quiz)).toEqual([]);
  });

  it('reaches a member in their direct messages', async () => {
    const { platform, state } = await bench(notes());
    const to = { kind: 'member', space, member: 'local:cleo' } as const;
    expect((await platform.publish(to, card('Hello'), none)).channel).toBe('dm-cleo');
    expect((await state('cleo')).messages).toHaveLength(1);
    expect((await state('ada')).messages).toEqual([]);
    expect(await platform.canSee('local:cleo', to)).toBe(true);
    expect(await platform.canSee('local:ada', { kind: 'channel', space, channel: 'dm-cleo' })).toBe(false);
    expect(await platform.canSee('local:ada', quiz)).toBe(true);
    expect(await platform.canSee('discord:ada', quiz)).toBe(false);
  });

  it('leaves doubt where the notes cannot be reached', async () => {
    const away = async () => {
      throw new Error('away');
    };
    const { platform, raw } = await bench({ ...notes(), put: away });
    expect((await failure(platform.publish(quiz, card('Lost?'), none))).kind).toBe('doubt');
    const unread = await bench({ ...notes(), all: away });
    expect((await failure(unread.platform.find(quiz, 'feed-1', 0))).kind).toBe('doubt');
    expect((await unread.raw('/api/state?as=ada')).status).toBe(503);
    expect((await raw('/api/state?as=ada')).status).toBe(200);
  });

  it('keeps the newest five hundred of a channel', async () => {
    const { platform, state } = await bench(notes());
    for (let count = 0; count < 503; count += 1) {
      await platform.publish(quiz, card(`Post ${count}`), { round: undefined, nonce: `n${count}` });
    }
    const { messages } = await state('ada');
    expect(messages).toHaveLength(500);
    expect(JSON.stringify(messages[0])).toContain('Post 3');
  });
});

test('people of the page are named, in both looks, and somebody unknown is not', async () => {
  const { platform, state } = await bench(notes());
  const who = (id: string) => ({ type: 'member', id }) as const;
  const list = {
    type: 'list',
    ordered: false,
    start: 1,
    items: [[{ type: 'paragraph', children: [{ type: 'strong', children: [who('ben')] }, who('nobody')] }]],
  } as const;
  const body = [list] as unknown as SetBlock[];
  await platform.publish(
    quiz,
    card('Board', { sections: [{ heading: undefined, body, confidential: false }] }),
    none,
  );
  const shown = JSON.stringify((await state('cleo')).messages[0]);
  expect(shown).toContain('**Ben**nobody');
  expect(shown).toContain('*Ben*');
  expect(shown).not.toMatch(/[*>@]ben\b/);
});
