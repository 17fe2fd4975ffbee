import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Address, type Platform, PublishFailure } from '../../src/app/ports/platform.ts';
import { encodeAction } from '../../src/core/action.ts';
import type { SetCard } from '../../src/core/card.ts';
import { silentLog } from '../support/redis.ts';
import { memoryShelves } from '../support/shelves.ts';
import type { World, WorldOptions } from '../support/world.ts';

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picturePath = join(mkdtempSync(join(tmpdir(), 'viva-port-')), 'pixel.png');
writeFileSync(picturePath, png);

export function cardOf(
  round: string,
  title = 'Residual Connection',
  changes: Partial<SetCard> = {},
): SetCard {
  return {
    tone: 'question',
    summary: `Round 1: ${title}`,
    title,
    context: 'Round 1 · Deep learning · medium',
    sections: [
      {
        heading: undefined,
        body: [
          { type: 'paragraph', children: [{ type: 'text', value: 'Why add the input back?' }] },
          {
            type: 'picture',
            picture: { id: 'abc123', path: picturePath, width: 1, height: 1, alt: 'y equals F of x plus x' },
            plain: 'y = F(x) + x',
            caption: undefined,
          },
        ],
        confidential: false,
      },
    ],
    actions: [
      [
        {
          label: 'Reveal',
          style: 'primary',
          id: encodeAction({ name: 'round-reveal', round }),
          disabled: false,
        },
      ],
    ],
    footer: 'One attempt, and it stands.',
    ...changes,
  };
}

/** What every platform's adapter must do, whatever it is made of. */
export function portContract(title: string, open: (options: WorldOptions) => Promise<World>, canFail = true) {
  describe(`${title} as a port`, () => {
    let world: World;
    let platform: Platform;
    let channel: Address;
    const start = Date.UTC(2026, 10, 23, 9);
    let now = start;
    beforeEach(async () => {
      now = start;
      world = await open({ now: () => now });
      platform = world.createPlatform({ keyValue: memoryShelves(), log: silentLog });
      channel = { kind: 'channel', space: world.space, channel: world.channel };
    });
    afterEach(async () => {
      const complaints = world.complaints();
      await platform.stop();
      await platform.stop();
      await world.close();
      expect(complaints).toEqual([]);
    });
    const publish = (round: string, nonce = round, card = cardOf(round)) =>
      platform.publish(channel, card, { round, nonce });

    test('a post lands with its words, buttons and the picture’s alt text, before any start', async () => {
      const sent = await publish('feed0001-a');
      const [post, ...others] = world.posts();
      expect(others).toEqual([]);
      expect(post?.id).toBe(sent.message);
      expect(post?.text).toContain('Why add the input back?');
      expect(post?.text).toContain('One attempt, and it stands.');
      expect(post?.buttons.map((button) => button.label)).toEqual(['Reveal']);
      expect(post?.pictures).toEqual(['y equals F of x plus x']);
      expect(Math.abs(sent.at - now)).toBeLessThan(1_000);
    });

    test('a round’s posts are found, and no other’s', async () => {
      expect(await platform.find(channel, 'feed0001-a', now - 60_000)).toEqual({ kind: 'absent' });
      const sent = await publish('feed0001-a');
      now += 5_000;
      await publish('feed0001-b');
      const found = await platform.find(channel, 'feed0001-a', start - 60_000);
      expect(found).toMatchObject({ kind: 'found', messages: [{ message: sent.message }] });
      expect(await platform.find(channel, 'feed0001-c', start - 60_000)).toEqual({ kind: 'absent' });
    });

    test('two posts of a round are found oldest first, and the younger can go', async () => {
      const first = await publish('feed0001-a', 'one');
      now += 1_000;
      const second = await publish('feed0001-a', 'two');
      const found = await platform.find(channel, 'feed0001-a', start - 60_000);
      const ids = found.kind === 'found' ? found.messages.map((message) => message.message) : [];
      expect(ids).toEqual([first.message, second.message]);
      const address = { space: world.space, channel: world.channel, message: second.message };
      await platform.remove(address);
      await platform.remove(address);
      expect(world.posts().map((post) => post.id)).toEqual([first.message]);
    });

    test('a revised post shows the new card in its place', async () => {
      const sent = await publish('feed0001-a');
      const address = { space: world.space, channel: world.channel, message: sent.message };
      await platform.revise(address, cardOf('feed0001-a', 'Closed', { footer: 'Now closed.' }));
      const [post] = world.posts();
      expect(world.posts()).toHaveLength(1);
      expect(post?.text).toContain('Now closed.');
      expect(post?.text).not.toContain('One attempt');
    });

    test('revising a message that is gone is refused', async () => {
      const sent = await publish('feed0001-a');
      const address = { space: world.space, channel: world.channel, message: sent.message };
      await platform.remove(address);
      await expect(platform.revise(address, cardOf('feed0001-a'))).rejects.toMatchObject({ kind: 'refused' });
    });

    test('a person gets a direct message', async () => {
      const to: Address = { kind: 'member', space: world.space, member: world.member('ben') };
      await platform.publish(to, cardOf('feed0001-a'), { round: undefined, nonce: 'dm' });
      expect(world.privately('ben').at(-1)?.text).toContain('Why add the input back?');
      expect(world.posts()).toEqual([]);
    });

    test('a channel that Viva may not write to names the obstacle and its mend, and refuses', async () => {
      const locked: Address = { kind: 'channel', space: world.space, channel: world.lockedChannel };
      expect(await platform.obstacles(channel)).toEqual([]);
      const [obstacle] = await platform.obstacles(locked);
      expect(obstacle?.reason).toMatch(/\w+ .*\w/);
      expect(obstacle?.mend).toMatch(/\w+ .*\w/);
      const sending = platform.publish(locked, cardOf('feed0001-a'), { round: 'feed0001-a', nonce: 'n' });
      await expect(sending).rejects.toMatchObject({ kind: 'refused' });
      world.complaints().length = 0;
    });

    test('a member of the channel can see it', async () => {
      expect(await platform.canSee(world.member('ben'), channel)).toBe(true);
    });

    test('text from people stays text', async () => {
      const nasty = '<!channel> @everyone <@1> **bold** [a](https://x.test) `code` & <b>';
      const card = cardOf('feed0001-a', 'Escape', {
        sections: [
          {
            heading: undefined,
            body: [{ type: 'paragraph', children: [{ type: 'text', value: nasty }] }],
            confidential: false,
          },
        ],
      });
      await publish('feed0001-a', 'n', card);
      const text = world.posts()[0]?.text ?? '';
      expect(text).not.toMatch(/<!channel>|(?<![\u200b\\])\*\*bold\*\*|(?<!\\)\[a\]\(https/);
    });

    if (!canFail) return;

    test.each([
      ['accept-then-502', 'doubt', 1],
      ['accept-then-hang', 'doubt', 1],
      ['refuse-500', 'doubt', 0],
      ['rate-limit', 'slow-down', 0],
      ['forbid', 'refused', 0],
    ] as const)('%s is %s, and the request was made once', async (how, kind, landed) => {
      world.disturb(how);
      const failure = await publish('feed0001-a').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PublishFailure);
      expect((failure as PublishFailure).kind).toBe(kind);
      if (kind === 'slow-down') expect((failure as PublishFailure).retryAfter).toBeGreaterThan(0);
      expect(world.posts()).toHaveLength(landed);
      expect(world.accepted()).toBe(landed);
      const found = await platform.find(channel, 'feed0001-a', start - 60_000);
      expect(found.kind).toBe(landed === 1 ? 'found' : 'absent');
    });
  });
}
