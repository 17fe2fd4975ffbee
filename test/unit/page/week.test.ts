import { describe, expect, test } from 'vitest';
import { playWeek, type WeekDeeds } from '../../../src/platforms/local/page/travel/week.ts';
import type { MessageView } from '../../../src/platforms/local/views.ts';
import { choiceOf, openPost, sampleView } from './views.ts';

/** A channel in which each jump closes what is open and brings the next post, a moment later. */
function stage({ posts = true, begun = true }: { posts?: boolean; begun?: boolean } = {}) {
  const did: string[] = [];
  let number = 1;
  let messages: MessageView[] = begun ? [openPost('1')] : [];
  let coming: (() => void) | undefined;
  const deeds: WeekDeeds = {
    messages: () => messages,
    choose: async (_round, action) => {
      did.push(action);
      return true;
    },
    jump: async () => {
      did.push('jump');
      number += 1;
      const next = openPost(String(number));
      coming = () => {
        messages = [...messages.map((one) => sampleView({ id: one.id })), next];
      };
      return true;
    },
    changed: async () => {
      if (!posts) return false;
      coming?.();
      return true;
    },
    stopped: () => false,
    onDay: (day) => did.push(`day ${day}`),
  };
  return { deeds, did };
}

describe('a week', () => {
  test('takes part in each round once and jumps seven times', async () => {
    const { deeds, did } = stage();
    expect(await playWeek(deeds)).toBe('done');
    expect(did.filter((one) => one === 'jump')).toHaveLength(7);
    const chosen = did.filter((one) => one.startsWith('viva1/choose/'));
    expect(chosen).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => choiceOf(String(day), day % 4)));
    expect(did.slice(0, 3)).toEqual(['day 1', choiceOf('1', 1), 'jump']);
  });

  test('begins with a jump where nothing is open', async () => {
    const { deeds, did } = stage({ begun: false });
    expect(await playWeek(deeds)).toBe('done');
    expect(did[0]).toBe('jump');
    expect(did.filter((one) => one.startsWith('viva1/choose/'))).toHaveLength(7);
  });

  test('jumps over posts that are none of the person’s, and ends where no round comes at all', async () => {
    const { deeds, did } = stage();
    let jumps = 0;
    const elsewhere = () => jumps % 3 !== 0;
    const end = await playWeek({
      ...deeds,
      jump: async () => {
        jumps += 1;
        return elsewhere() || deeds.jump();
      },
      changed: async () => !elsewhere() && deeds.changed(),
    });
    expect(end).toBe('done');
    expect(jumps).toBe(21);
    expect(did.filter((one) => one === 'jump')).toHaveLength(7);

    const none = stage({ posts: false });
    expect(await playWeek(none.deeds)).toBe('no-round');
    expect(none.did.filter((one) => one === 'jump').length).toBeLessThan(10);
  });

  test('leaves a round alone that it took part in and that is still open', async () => {
    const { deeds, did } = stage();
    const lasting = openPost('lasting');
    expect(await playWeek({ ...deeds, messages: () => [lasting, ...deeds.messages()] })).toBe('done');
    expect(did.filter((one) => one.startsWith('viva1/choose/feed1-lasting'))).toEqual([
      choiceOf('lasting', 1),
    ]);
    expect(did.filter((one) => one.startsWith('viva1/choose/'))).toHaveLength(8);
  });

  test('that is told to stop during its last jump is stopped, and not done', async () => {
    const { deeds } = stage();
    let came = 0;
    const changed = () => {
      came += 1;
      return deeds.changed();
    };
    expect(await playWeek({ ...deeds, changed, stopped: () => came === 7 })).toBe('stopped');
  });

  test('ends where a choice or a jump is refused', async () => {
    const { deeds, did } = stage();
    expect(await playWeek({ ...deeds, choose: async () => false })).toBe('failed');
    expect(did).toEqual(['day 1']);
    expect(await playWeek({ ...deeds, jump: async () => false })).toBe('failed');
  });

  test('stops when it is told to, after the round that it was at', async () => {
    const { deeds, did } = stage();
    expect(await playWeek({ ...deeds, stopped: () => true })).toBe('stopped');
    expect(did).toEqual(['day 1', choiceOf('1', 1)]);
  });
});
