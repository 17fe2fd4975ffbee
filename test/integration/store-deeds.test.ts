import { beforeAll, expect, test } from 'vitest';
import { Repeated } from '../../src/app/ports/store.ts';
import { noDeeds } from '../../src/core/deeds.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';
import { monday, sampleRound } from '../support/samples.ts';

onBothKinds('deeds', suite);

function suite(redis: SuiteRedis) {
  let store: OpenStore;
  beforeAll(async () => {
    store = await redis.fresh();
  });

  test('with a deed goes its mark: where that stands already, nothing changes', async () => {
    const round = sampleRound({ number: 1 });
    const mark = { id: 'click-1', forMs: 60_000 };
    const hint = { ...noDeeds, hintAt: monday };
    const reveal = { ...noDeeds, revealAt: monday };
    await store.deeds.record(round, 'local:ada', hint, false, mark);
    expect(await store.once.begin('click-1', 60_000)).toBe(false);
    await expect(store.deeds.record(round, 'local:ada', reveal, true, mark)).rejects.toThrow(Repeated);
    expect(await store.deeds.of(round.id, 'local:ada')).toEqual(hint);
    expect(await store.deeds.participation(round.feed, 'local:ada')).toEqual([]);
    // Another deed of the same member finds the first, is merged with it, and takes its own mark.
    await store.deeds.record(round, 'local:ada', reveal, true, { ...mark, id: 'click-2' });
    expect(await store.deeds.of(round.id, 'local:ada')).toEqual({ ...hint, revealAt: monday });
    expect(await store.once.begin('click-2', 60_000)).toBe(false);
  });

  test('the words of answers are kept by member, and all of a round’s no longer than its first', async () => {
    await store.answers.keep('feed0001-a1', 'local:ada', 'one\ntwo', 5_000);
    await store.answers.keep('feed0001-a1', 'local:ben', '🦊', 60_000);
    await store.answers.keep('feed0001-a1', 'local:ada', 'another', 60_000);
    expect(await store.answers.of('feed0001-a1', 'local:ada')).toBe('another');
    expect(await store.answers.of('feed0001-a1', 'local:cleo')).toBeUndefined();
    expect(await store.answers.all('feed0001-a1')).toEqual({ 'local:ada': 'another', 'local:ben': '🦊' });
    expect(await store.answers.all('feed0001-a2')).toEqual({});
    await store.answers.keep('feed0001-a2', 'local:ada', 'brief', 1);
    await expect.poll(() => store.answers.all('feed0001-a2')).toEqual({});
  });
}
