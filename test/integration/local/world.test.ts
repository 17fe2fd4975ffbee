import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange, Platform } from '../../../src/app/ports/platform.ts';
import { encodeAction } from '../../../src/core/action.ts';
import { type LocalWorld, openLocalWorld, openLocalWorldAt } from '../../support/worlds/local.ts';
import { button, card, notes, picture, quiet, quiz, withPicture } from './bench.ts';

let world: LocalWorld;
let platform: Platform;
const exchanges: Exchange[] = [];
const reveal = encodeAction({ name: 'round-reveal', round: 'feed-1' });

beforeEach(async () => {
  exchanges.length = 0;
  world = await openLocalWorld();
  platform = world.createPlatform({ keyValue: notes(), log: quiet });
  await platform.start({
    async deliver(exchange) {
      exchanges.push(exchange);
      await exchange.respond.reply(card('The answer', { actions: [[button('Again', reveal)]] }));
    },
    complete: async () => [],
  });
});
afterEach(async () => {
  await platform.stop();
  await world.close();
});

describe('the local world', () => {
  it('sees posts, presses, replies and answers in private', async () => {
    const shown = { ...withPicture('Round 1', picture('one')), actions: [[button('Reveal', reveal)]] };
    const sent = await platform.publish(quiz, shown, { round: 'feed-1', nonce: 'n' });
    const [post] = world.posts();
    expect(post).toMatchObject({
      id: sent.message,
      buttons: [{ label: 'Reveal', id: reveal, disabled: false }],
      pictures: ['Picture one'],
    });
    expect(post?.text).toContain('Round 1');

    await world.press('ben', sent.message, 'Reveal');
    const [answer] = world.privately('ben');
    expect(answer?.text).toContain('The answer');
    expect(world.privately('ada')).toEqual([]);
    await world.press('ben', answer?.id ?? '', 'Again');
    await world.reply('cleo', sent.message, 'answer');
    await world.command('dan', '/viva help');
    await world.command('dan', '/viva help', { channel: 'dm-dan' });
    expect(world.privately('ben')).toHaveLength(2);
    expect(world.privately('cleo')).toHaveLength(1);
    expect(world.privately('dan')).toHaveLength(2);
    expect(world.posts()).toHaveLength(1);
    expect(world.accepted()).toBe(1);
    await expect(world.press('ben', sent.message, 'Nothing')).rejects.toThrow('no button');
  });

  it('delivers everything again under the same ids', async () => {
    await world.command('ben', '/viva help');
    await world.command('ben', '/viva streak');
    const first = exchanges.map(({ id }) => id);
    await world.redeliver();
    expect(exchanges.map(({ id }) => id)).toEqual([...first, ...first.toReversed()]);
    expect(world.complaints()).toEqual([]);
  });

  it('follows a process that is not its own by the stream of events', async () => {
    const other = openLocalWorldAt(world.url);
    await vi.waitFor(() => expect(other.posts()).toEqual([]));
    await platform.publish(quiz, card('Seen from afar'), { round: undefined, nonce: 'n' });
    await vi.waitFor(
      () => expect(other.posts().map(({ text }) => text)).toEqual([expect.stringContaining('afar')]),
      5000,
    );
    await other.command('cleo', '/viva help');
    expect(other.privately('cleo')).toHaveLength(1);
    await other.close();
  });
});
