import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { environmentSchema, readConfig } from '../../src/config.ts';

const discordToken = ['MTAxMDEwMTAxMDEwMTAxMDEw', 'GabcDe', 'x'.repeat(38)].join('.');

function problemsOf(environment: Record<string, string>): string[] {
  const read = readConfig(environment);
  return 'problems' in read ? read.problems.map(({ key, text }) => `${key} ${text}`) : [];
}

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

test('with nothing set the local platform is on, on loopback', () => {
  expect(configOf({})).toMatchObject({
    discord: undefined,
    slack: undefined,
    local: true,
    host: '127.0.0.1',
    port: 3000,
    prefix: 'viva',
    minInterval: 60_000,
    roles: ['gateway', 'scheduler', 'worker'],
  });
});

test('an empty line means not set', () => {
  expect(configOf({ DISCORD_TOKEN: '', REDIS_URL: '' }).local).toBe(true);
});

test('a token turns its platform on and the local page off, unless it is wanted', () => {
  expect(configOf({ DISCORD_TOKEN: discordToken })).toMatchObject({ local: false, minInterval: 900_000 });
  expect(configOf({ DISCORD_TOKEN: discordToken, VIVA_LOCAL: '1' }).local).toBe(true);
  expect(configOf({ VIVA_LOCAL: '0' }).local).toBe(false);
});

test.each([
  [undefined, 30 * 86_400_000],
  ['0', 0],
  ['12h', 43_200_000],
])('with VIVA_ANSWERS_KEPT=%s the words of answers are kept for %d ms', (given, ms) => {
  expect(configOf(given === undefined ? {} : { VIVA_ANSWERS_KEPT: given }).answersKept).toBe(ms);
});

test('an address of Slack always ends with a slash', () => {
  const slack = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: 'http://localhost:1/api',
  };
  expect(configOf(slack).slack?.apiUrl).toBe('http://localhost:1/api/');
});

describe('each mistake is named by its key, with what is right', () => {
  test.each([
    [{ DISCORD_TOKEN: 'abc' }, 'DISCORD_TOKEN does not look like a Discord bot token'],
    [
      { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN does not look like a Slack bot token',
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN is missing'],
    [{ SLACK_SIGNING_SECRET: 'x' }, 'SLACK_BOT_TOKEN is missing'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be redis://'],
    [{ REDIS_URL: 'redis://:pass/word@localhost:6379' }, 'REDIS_URL is no address that can be read'],
    [{ REDIS_URL: 'redis://viva:12/word@localhost:6379' }, 'in a password write / as %2F'],
    [{ REDIS_URL: 'redis://:pass#word@localhost:6379' }, '# as %23'],
    [{ REDIS_URL: 'redis://:pass%word@localhost:6379' }, '% as %25'],
    [{ REDIS_URL: 'redis://localhost:99999' }, 'a port up to 65535'],
    [{ REDIS_URL: 'redis://a:1,redis://b:1' }, 'REDIS_PREFIX must stand in braces'],
    [{ VIVA_PORT: 'web' }, 'VIVA_PORT must be a port number'],
    [{ VIVA_PORT: '70000' }, 'VIVA_PORT must be from 0 to 65535'],
    [{ VIVA_ROLES: 'worker,boss' }, 'VIVA_ROLES must be of gateway, scheduler, worker'],
    [{ VIVA_MIN_INTERVAL: 'often' }, 'VIVA_MIN_INTERVAL must be a duration'],
    [{ VIVA_MIN_INTERVAL: '10s' }, 'VIVA_MIN_INTERVAL must be a duration of a minute or more'],
    [{ VIVA_ANSWERS_KEPT: 'for ever' }, 'VIVA_ANSWERS_KEPT must be a duration'],
    [{ VIVA_HOST: '0.0.0.0' }, 'VIVA_LOCAL is refused'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be trace'],
    [{ DISCORD_MESSAGE_CONTENT: 'yes' }, 'DISCORD_MESSAGE_CONTENT must be 1'],
  ])('%o', (environment, words) => {
    expect(problemsOf(environment as unknown as Record<string, string>).join('\n')).toContain(words);
  });

  test('all of them at once, and never with their values', () => {
    const problems = problemsOf({ DISCORD_TOKEN: 'not-a-token', VIVA_PORT: 'web', LOG_LEVEL: 'loud' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('not-a-token');
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const lines = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );

  test('shows every key of the schema, and no other', () => {
    expect(lines.map(([key]) => key).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  test('shows each default as it is', () => {
    const defaults = environmentSchema.parse({}) as Record<string, unknown>;
    const shown = Object.fromEntries(lines);
    for (const [key, value] of Object.entries(defaults)) {
      const parsed = environmentSchema.parse({ [key]: shown[key] }) as Record<string, unknown>;
      expect(parsed[key], key).toEqual(value);
    }
  });
});
