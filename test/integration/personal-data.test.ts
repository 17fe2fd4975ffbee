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

/** Everything that Viva can do is done once; then each key that holds somebody must be in the register. */
describe.each(worlds)('all that is kept of people on %s', (_title, open) => {
  const stage = useStage(open);
  const { say, press, told, last, addFeed, newest, slot } = stage;
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

  /** Ada manages, and does all of it too. */
  async function everything(): Promise<void> {
    const direct = stage.world.direct('ada');
    await addFeed();
    const personal = '/viva-admin schedule add cron="* * * * *" zone=UTC';
    await told('ada', () => stage.world.command('ada', personal, { channel: direct }));
    await say('ada', '/viva me zone=Europe/Berlin away=2026-12-24..2026-12-26');
    await say('ada', '/viva-admin settings log-channel');
    await stage.viva.jump(slot(0));
    const first = newest();
    for (const label of ['Hint', 'A', 'Reveal']) await press('ada', first.id, label);
    await press('ben', first.id, 'B');
    await stage.viva.jump(slot(1));
    await press('ada', newest().id, 'Write an answer');
    await submit('ada', { text: 'Gradient flow: the derivative is one and more.' });
    const own = stage.world.privately('ada').findLast(({ text }) => text.includes('Round 2'));
    await press('ada', own?.id ?? '', 'B');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    await press('ada', newest().id, 'A');
    await say('ada', '/viva answer DL0003');
    await pressLast('ada', 'Something wrong');
    await submit('ada', { reason: 'fact', text: 'It is not so.' });
    await say('ada', '/viva practice');
    await pressLast('ada', 'Show the answer');
    await pressLast('ada', 'Good');
    await stage.viva.jump(slot(2));
  }

  test('each key that holds somebody is in the register, and what it lists is found', async () => {
    await everything();
    const found = await traces('ada');
    const listed = register.flatMap(({ names }) => names);
    const fits = fitting(listed);
    expect(found.filter((key) => !fits(key))).toEqual([]);
    // A feed's rounds, and its channel, say whose they are only where a direct message is a space of its own.
    const always = listed.filter(
      (name) => !/^(round|channel|space|notes|resolved|flags:.*resolved)/.test(name),
    );
    for (const name of always) expect(found.filter(fitting([name])), name).not.toEqual([]);
    const held = await stage.viva.context.store.personal.held(stage.world.member('ada'));
    expect(Object.keys(held).sort()).toEqual([...new Set(register.map(({ kind }) => kind))].sort());
  }, 60_000);

  test('after all of it, forgetting leaves nothing, and what comes later begins anew', async () => {
    await everything();
    expect(await say('ada', '/viva privacy forget confirm="forget me"')).toContain('You are forgotten');
    expect(await traces('ada')).toEqual([]);
    expect((await traces('ben')).length).toBeGreaterThan(0);
    await stage.viva.jump(slot(3));
    await stage.viva.settle();
    expect(await traces('ada')).toEqual([]);
    expect(await stage.viva.context.store.personal.held(stage.world.member('ada'))).toEqual({});
  }, 60_000);
});
