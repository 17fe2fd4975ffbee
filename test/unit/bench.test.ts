import { describe, expect, test } from 'vitest';
import type { Figure } from '../../bench/figure.ts';
import { type Deed, runLoad } from '../../bench/load.ts';
import { markdown, missed, table } from '../../bench/report.ts';
import { createLimit } from '../../bench/servers/discord-limit.ts';
import { quantile, spreadOf } from '../../bench/statistics.ts';

/** The harness of `npm run bench`, without any measuring. */
describe('the bench', () => {
  test.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.25, 2],
    [[7], 0.99, 7],
  ])('of %j the quantile %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });

  test('a load keeps so many deeds under way, and ends with the last answer', async () => {
    const underWay: Deed[] = [];
    let most = 0;
    const load = runLoad({ count: 7, inFlight: 3 }, (deed) => {
      underWay.push(deed);
      most = Math.max(most, underWay.length);
    });
    let answered = 0;
    for (let deed = underWay.shift(); deed !== undefined; deed = underWay.shift()) {
      deed.acknowledged();
      answered += 1;
      deed.answered();
    }
    await load;
    expect([answered, most]).toEqual([7, 3]);
  });

  test('the limit refuses what comes too soon, and says when to come again', () => {
    const limit = createLimit(2);
    expect([0, 10, 20, 999, 1_000].map(limit)).toEqual([undefined, undefined, 0.98, 0.001, undefined]);
  });

  test('the tables for the documentation stand under the name of their bench', () => {
    const figure = { unit: 'ms', ours: spreadOf([1.5]) };
    const machine = { processor: 'Z80', cores: 1, memory: '1 GB', system: 'CP/M', versions: { node: '20' } };
    const about = { at: new Date(0), seconds: 7, quick: true };
    const text = markdown(
      machine,
      [
        { bench: 'due', name: 'posts', ...figure },
        { bench: 'tick', name: 'a tick', ...figure },
      ],
      about,
    );
    expect(text).toContain('1970-01-01, `npm run bench -- --quick`, 7 s.\nZ80, 1 cores');
    expect(text).toContain('### due\n\n|  | unit |');
    expect(text).toContain('### tick\n');
    expect(text).toContain('| a tick | ms | 1.50 |  |  |  |\n');
  });

  test('a target that was missed is marked, and is what makes the bench fail', () => {
    const figure = (met: boolean): Figure => ({
      bench: 'reveal',
      name: met ? 'quick' : 'slow',
      unit: 'ms',
      ours: spreadOf([1, 2, 3]),
      target: { text: 'p99 ≤ 2 ms', met },
    });
    const figures = [figure(true), figure(false)];
    expect(missed(figures).map(({ name }) => name)).toEqual(['slow']);
    const [, , quick, slow] = table(figures).split('\n');
    expect(quick).toMatch(/^quick +ms +2\.00 \(1\.50–2\.50\) +✓ p99 ≤ 2 ms$/);
    expect(slow).toContain('✗ p99 ≤ 2 ms');
  });
});
