import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fitting } from '../../src/store/personal/family.ts';
import { register } from '../../src/store/personal/register.ts';
import { useStage } from '../contract/stage.ts';
import { openRawRedis } from '../support/redis.ts';
import { idsOf, tracesOf } from '../support/traces.ts';
import type { Person, Seen } from '../support/world.ts';
import { openDiscordWorld } from '../support/worlds/discord.ts';
import { openSlackWorld } from '../support/worlds/slack.ts';

const worlds = [
  ['Discord', openDiscordWorld],
  ['Slack', (options: object) => openSlackWorld({ ...options, mode: 'socket' })],
] as const;

/** Monday, 10:00 UTC, the slot of the first round. */
const monday = Date.UTC(2026, 10, 23, 10);
const hour = 3_600_000;

/** Everything that Viva can do is done once; then each key that holds somebody must be in the register. */
describe.each(worlds)('all that is kept of people on %s', (_title, openWorld) => {
  const stage = useStage(openWorld);
  const { say, press, told, last, newest } = stage;
  let raw: Redis;
  beforeEach(() => {
    raw = openRawRedis(stage.redis);
  });
  afterEach(() => raw.disconnect());

  const traces = (person: Person) => tracesOf(raw, stage.viva.context.instance, idsOf(stage.world, person));
  const pressLast = (person: Person, start: string) => {
    const seen = last(person) as Seen;
    const label = seen.buttons.find((one) => !one.disabled && one.label.startsWith(start))?.label;
    return press(person, seen.id, label ?? start);
  };
  const submit = (person: Person, values: Record<string, string>) =>
    told(person, () => stage.world.submit(person, values));

  const open = async (person: Person, command: string, button: string) => {
    await say(person, command);
    await pressLast(person, button);
  };
  const flag = async (person: Person, question: string) => {
    await open(person, `/viva answer ${question}`, 'Something wrong');
    await submit(person, { reason: 'fact', text: 'It is not so.' });
  };

  /** Ada manages, and does all of it too: eight days of a daily question, here and in direct messages. */
  async function everything(): Promise<void> {
    const add = '/viva-admin schedule add time=10:00 days=daily zone=UTC';
    await say('ada', add);
    await told('ada', () => stage.world.command('ada', add, { channel: stage.world.direct('ada') }));
    await say('ada', '/viva me zone=UTC away=2026-12-24..2026-12-26 reminders=on hide=true new-cards=5');
    await say('ada', '/viva-admin settings log-channel');
    await flag('ada', 'DL0001');
    await open('ada', '/viva-admin flags DL0001', 'Resolve');
    await submit('ada', { note: 'Mended.' });
    await stage.viva.settle();
    await flag('ada', 'DL0003');
    for (let day = 0; day < 8; day += 1) {
      await stage.viva.jump(monday + day * 24 * hour);
      const post = newest();
      if (day === 4) {
        const before = stage.world.privately('ada').length;
        await stage.viva.jump(monday + day * 24 * hour + 10 * hour);
        expect(stage.heard('ada', before)).toContain('Your streak waits for you');
      }
      if (day === 1) {
        await press('ada', post.id, 'Write an answer');
        await submit('ada', { text: 'Gradient flow: the derivative is one and more.' });
        for (const label of ['2', '3', '✓ 2']) await pressLast('ada', label);
      } else {
        for (const label of day === 0 ? ['Hint', 'A', 'Reveal'] : ['A']) await press('ada', post.id, label);
      }
      await press('ben', post.id, 'B');
      const own: Seen | undefined = stage.world
        .privately('ada')
        .findLast(
          ({ text, buttons }) =>
            text.includes(`Round ${day + 1}`) && buttons.some(({ label }) => label === 'B'),
        );
      await press('ada', own?.id ?? '', 'B');
    }
    await say('ada', '/viva-admin schedule void 2');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    await press('ada', newest().id, 'A');
    for (const command of ['board', 'board streaks', 'streak why', 'stats'])
      await say('ada', `/viva ${command}`);
    await say('ada', '/viva practice');
    for (const label of ['Show the answer', 'Good', 'Undo', 'Again']) await pressLast('ada', label);
  }

  test('each key that holds somebody is in the register, and what it lists is found', async () => {
    await everything();
    const found = await traces('ada');
    const listed = register.flatMap(({ names }) => names);
    const fits = fitting(listed);
    expect(found.filter((key) => !fits(key))).toEqual([]);
    // A note stands there until it was sent; and on Slack no direct message is a space of its own.
    const seldom = stage.world.platform === 'discord' ? /^notes$/ : /^notes$|@/;
    const always = listed.filter((name) => !seldom.test(name));
    for (const name of always) expect(found.filter(fitting([name])), name).not.toEqual([]);
    const held = await stage.viva.context.store.personal.held(stage.world.member('ada'));
    expect(Object.keys(held).sort()).toEqual([...new Set(register.map(({ kind }) => kind))].sort());
  }, 60_000);

  test('after all of it, forgetting leaves nothing, and what comes later begins anew', async () => {
    await everything();
    expect(await say('ada', '/viva privacy forget confirm="forget me"')).toContain('You are forgotten');
    expect(await traces('ada')).toEqual([]);
    expect((await traces('ben')).length).toBeGreaterThan(0);
    await stage.viva.jump(monday + 9 * 24 * hour);
    await stage.viva.settle();
    expect(await traces('ada')).toEqual([]);
    expect(await stage.viva.context.store.personal.held(stage.world.member('ada'))).toEqual({});
  }, 60_000);

  test('a reminder that waits for its platform meanwhile is sent to nobody', async () => {
    await say('ada', '/viva-admin schedule add time=10:00 days=daily zone=UTC');
    await say('ben', '/viva me reminders=on zone=UTC');
    for (let day = 0; day < 4; day += 1) {
      await stage.viva.jump(monday + day * 24 * hour);
      if (day < 3) await press('ben', newest().id, 'A');
    }
    stage.world.disturb('rate-limit');
    const before = stage.world.privately('ben').length;
    const jump = stage.viva.jump(monday + (3 * 24 + 10) * hour);
    await expect
      .poll(async () => (await traces('ben')).filter((key) => key.startsWith('q:')))
      .toHaveLength(1);
    await say('ben', '/viva privacy forget confirm="forget me"');
    expect(await traces('ben')).toEqual([]);
    await jump;
    await stage.viva.jump(monday + (3 * 24 + 12) * hour);
    expect(stage.heard('ben', before)).not.toContain('waits for you');
    expect(await traces('ben')).toEqual([]);
  }, 30_000);

  test('asked for twice at once, with a press on the open round between, it leaves nothing', async () => {
    await everything();
    const post = newest();
    const forget = () => stage.world.command('ada', '/viva privacy forget confirm="forget me"');
    await Promise.all([forget(), stage.world.press('ada', post.id, 'B'), forget()]);
    await stage.viva.settle();
    expect(await traces('ada')).toEqual([]);
  }, 60_000);
});
