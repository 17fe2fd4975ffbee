import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultCatchUp, type Feed, revealModes } from '../../../src/core/feed.ts';
import { difficulties, topicCodes } from '../../../src/core/question.ts';
import { feedFrom, feedText } from '../../../src/store/feed-record.ts';
import { runs } from '../../support/runs.ts';
import { monday, sampleFeed } from '../../support/samples.ts';

const sample = sampleFeed({
  platform: 'discord',
  space: 'discord:1',
  channel: '2',
  createdAt: monday,
  createdBy: 'discord:3',
});
const plain = { s: 'discord:1', c: '2', t: '0 9 * * *', z: 'UTC', a: monday, b: ':3' };

describe('the record of a feed', () => {
  test.each<[string, Partial<Feed>, object]>([
    ['what its key or a default says is left out', {}, plain],
    ['a DM of Discord is a space', { space: 'discord:@3' }, { ...plain, s: 'discord:@3' }],
    ['a personal one names its member', { personal: 'discord:3' }, { ...plain, p: ':3' }],
    ['one whom another platform knows stays whole', { createdBy: 'slack:U3' }, { ...plain, b: 'slack:U3' }],
    [
      'so does one whose platform begins alike',
      { createdBy: 'discordant:3' },
      { ...plain, b: 'discordant:3' },
    ],
    ['a filter', { filter: { topic: 'DL' } }, { ...plain, f: { topic: 'DL' } }],
    ['a mode of reveal', { reveal: 'at-close' }, { ...plain, r: 'at-close' }],
    ['a time of closing', { closeAfter: 3_600_000 }, { ...plain, o: 3_600_000 }],
    ['none of catching up', { catchUp: 0 }, { ...plain, m: 0 }],
    ['paused', { paused: true }, { ...plain, off: 1 }],
  ])('%s', (_, changes, kept) => {
    const feed = { ...sample, ...changes };
    expect(JSON.parse(feedText(feed))).toEqual(kept);
    expect(feedFrom(feed.id, feedText(feed))).toEqual(feed);
  });

  test('its text does not depend on the order in which a filter was set', () => {
    const one = feedText({ ...sample, filter: { topic: 'DL', difficulty: 'easy' } });
    expect(feedText({ ...sample, filter: { difficulty: 'easy', topic: 'DL' } })).toBe(one);
  });

  const word = fc.string({ minLength: 1 }).filter((text) => !text.includes(':'));
  const time = fc.integer({ min: 0, max: 8.64e15 });
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const feeds: fc.Arbitrary<Feed> = word.chain((platform) => {
    const member = fc
      .tuple(fc.oneof(fc.constant(platform), word), fc.string())
      .map((parts) => parts.join(':'));
    return fc.record({
      id: word,
      platform: fc.constant(platform),
      space: fc.string().map((id) => `${platform}:${id}`),
      channel: fc.string(),
      personal: maybe(member),
      rule: fc.record({ cron: fc.string(), zone: fc.string() }),
      filter: fc.record(
        { topic: fc.constantFrom(...topicCodes), difficulty: fc.constantFrom(...difficulties) },
        { requiredKeys: [] },
      ),
      reveal: fc.constantFrom(...revealModes),
      closeAfter: maybe(time),
      catchUp: fc.oneof(fc.constant(defaultCatchUp), time),
      paused: fc.boolean(),
      createdAt: time,
      createdBy: member,
    });
  });

  test('a feed comes back as it was, and its text with it', () => {
    fc.assert(
      fc.property(feeds, (feed) => {
        const text = feedText(feed);
        const back = feedFrom(feed.id, text);
        expect(back).toEqual(feed);
        expect(feedText(back)).toBe(text);
      }),
      { numRuns: runs() },
    );
  });
});
