import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { type Environment, examine, keptConsole } from '../support/doctor.ts';

const discordToken = ['MTAxMDEwMTAxMDEwMTAxMDEw', 'GabcDe', 'x'.repeat(38)].join('.');
const slackRest = { SLACK_APP_TOKEN: 'xapp-1-A0-1-abc' };

/** What was put in the wrong place, and by what the doctor knows it. */
const mistakes: [title: string, environment: Environment, says: RegExp][] = [
  [
    'a Slack token in DISCORD_TOKEN',
    { DISCORD_TOKEN: 'xoxb-1-2-abcdef' },
    /DISCORD_TOKEN .*this is a Slack bot token/,
  ],
  [
    'a client secret in DISCORD_TOKEN',
    { DISCORD_TOKEN: `${'aB3'.repeat(10)}xy` },
    /DISCORD_TOKEN .*Discord client secret/,
  ],
  ['a public key in DISCORD_TOKEN', { DISCORD_TOKEN: 'ab'.repeat(32) }, /DISCORD_TOKEN .*public key/],
  [
    'the application’s id in DISCORD_TOKEN',
    { DISCORD_TOKEN: '123456789012345678' },
    /DISCORD_TOKEN .*the id of an application/,
  ],
  ['“Bot ” before the token', { DISCORD_TOKEN: `Bot ${discordToken}` }, /DISCORD_TOKEN .*leave the word out/],
  [
    'a user token for the bot’s',
    { SLACK_BOT_TOKEN: 'xoxp-1-2-abcdef', ...slackRest },
    /SLACK_BOT_TOKEN .*a Slack user token/,
  ],
  [
    'an app-level token for the bot’s',
    { SLACK_BOT_TOKEN: 'xapp-1-A0-1-abc', ...slackRest },
    /SLACK_BOT_TOKEN .*app-level token, which belongs into SLACK_APP_TOKEN/,
  ],
  [
    'the bot’s token for the app-level one',
    { SLACK_BOT_TOKEN: 'xoxb-1-2-abcdef', SLACK_APP_TOKEN: 'xoxb-1-2-abcdef' },
    /SLACK_APP_TOKEN .*bot token, which belongs into SLACK_BOT_TOKEN/,
  ],
  ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1-2-abcdef' }, /SLACK_APP_TOKEN is missing/],
  ['a signing secret alone', { SLACK_SIGNING_SECRET: 'abcdef' }, /SLACK_BOT_TOKEN is missing/],
  ['an address without its scheme', { REDIS_URL: 'localhost:6379' }, /REDIS_URL must be redis:\/\//],
  [
    'a cluster’s prefix without braces',
    { REDIS_URL: 'redis://a:1,redis://b:1' },
    /REDIS_PREFIX must stand in braces on a cluster, such as \{viva\}/,
  ],
  ['the local page for everybody', { VIVA_HOST: '0.0.0.0', VIVA_LOCAL: '1' }, /VIVA_LOCAL is refused/],
  ['a port that is none', { VIVA_PORT: '70000' }, /VIVA_PORT must be from 0 to 65535/],
  [
    'a role that there is not',
    { VIVA_ROLES: 'worker,boss' },
    /VIVA_ROLES must be of gateway, scheduler, worker/,
  ],
];

describe('viva doctor on the environment', () => {
  test.each(mistakes)('names %s', async (_, environment, says) => {
    const { bad, code } = await examine(environment);
    const named = bad.filter(({ id }) => id === 'environment');
    expect(named).toHaveLength(1);
    expect(named[0]).toMatchObject({
      mark: 'wrong',
      text: expect.stringMatching(says),
      mend: expect.stringContaining('.env'),
    });
    expect(code).toBe(1);
  });

  test('names every mistake at once, in lines for people, and no value of them', async () => {
    const io = keptConsole({ DISCORD_TOKEN: 'not-a-token', VIVA_PORT: 'web', LOG_LEVEL: 'loud' });
    expect(await runCli(['doctor'], io)).toBe(1);
    const lines = io.written().split('\n');
    expect(lines[0]).toBe('Environment');
    expect(lines.filter((line) => line.startsWith('  WRONG  '))).toHaveLength(3);
    expect(io.written()).toContain('3 to mend, 1 to look at.\nNext: ');
    expect(io.written()).not.toMatch(/not-a-token|loud/);
  });
});
