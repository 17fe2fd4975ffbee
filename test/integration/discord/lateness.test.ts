import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import type { CardAction } from '../../../src/core/card.ts';
import { round, useConversation } from './conversing.ts';
import { card } from './support.ts';

const talk = useConversation();
const { open, post } = talk;

describe('deeds that Viva is too late for', () => {
  it.each([
    ['a press', 3, { component_type: 2, custom_id: encodeAction({ name: 'round-reveal', round }) }],
    [
      'a press that opens a form',
      3,
      { component_type: 2, custom_id: encodeAction({ name: 'open-form', form: 'write', about: round }) },
    ],
    [
      'a form, whose words Discord keeps in it',
      5,
      {
        custom_id: encodeAction({ name: 'submit-form', form: 'write', about: round }),
        components: [{ type: 18, component: { type: 4, custom_id: 'text', value: 'My answer' } }],
      },
    ],
  ])('are dropped when Discord has shown them as failed: %s', async (_what, type, data) => {
    let now = Date.now();
    const { exchanges, failures } = await open(undefined, { now: () => now, patience: 300 });
    const sent = await post();
    const { server } = talk.world;
    const message = server.state.messages.find(({ id }) => id === sent);
    const late = server.interact(server.names.users.ben, talk.world.channel, type, data, message);
    now += 5_000;
    await expect
      .poll(() => talk.log.lines.some((line) => line.includes(late.id)), { timeout: 5_000, interval: 5 })
      .toBe(true);
    expect(exchanges).toEqual([]);
    expect(failures).toEqual([]);
    expect(talk.log.lines.join('\n')).not.toContain('My answer');
    await talk.world.command('ben', '/viva help');
    expect(exchanges).toHaveLength(1);
  });

  it('are told at debug when their answer comes too late', async () => {
    let now = Date.now();
    const { failures } = await open(
      () => {
        now += 20 * 60_000;
        return [card()];
      },
      { now: () => now, patience: 300 },
    );
    await talk.world.command('ben', '/viva help');
    await expect
      .poll(() => talk.log.lines.filter((line) => line.includes('too late')).length, { timeout: 5_000 })
      .toBe(1);
    expect(failures).toEqual([]);
    expect(talk.world.privately('ben')).toEqual([]);
  });
});

describe('a press', () => {
  it('is answered by a message of its own where that of the button was put away meanwhile', async () => {
    const action = encodeAction({ name: 'board', board: 'month', of: 'space' });
    const turn: CardAction = { label: 'Month', style: 'primary', id: action, disabled: false };
    const { failures } = await open(({ command }) => {
      if (command.name === 'board')
        for (const one of server.state.messages) if (one.id === list) one.deleted = true;
      return [card({ actions: [[turn]] })];
    });
    const { server } = talk.world;
    await talk.world.command('ben', '/viva help');
    const list = talk.world.privately('ben')[0]?.id ?? '';
    await talk.world.press('ben', list, 'Month');
    expect(talk.world.privately('ben').map(({ id }) => id)).not.toContain(list);
    expect(talk.world.privately('ben')).toHaveLength(1);
    expect(talk.world.posts()).toEqual([]);
    expect(failures).toEqual([]);
  });
});
