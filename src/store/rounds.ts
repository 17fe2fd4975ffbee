import type { FeedHistory, Rounds } from '../app/ports/store.ts';
import { boardsOf } from '../core/board.ts';
import type { Question } from '../core/question.ts';
import { createRecent } from '../core/recent.ts';
import type { Round, RoundId } from '../core/round.ts';
import { askTogether } from './ask-together.ts';
import { ledgerLength } from './books.ts';
import { lockedAfter } from './locks.ts';
import type { Room } from './room.ts';
import { fieldsOf, roundFrom } from './round-record.ts';

type Reading = Pick<
  Rounds,
  | 'get'
  | 'deck'
  | 'unfinished'
  | 'newest'
  | 'open'
  | 'byNumber'
  | 'newestIn'
  | 'byMessage'
  | 'joinable'
  | 'content'
  | 'history'
  | 'isCloseShown'
>;

export function createRounds(room: Room): Rounds {
  const reading = createReading(room);
  return { ...reading, ...createWriting(room, reading.get) };
}

function createReading({ ask, run, keys }: Room): Reading {
  const get = askTogether(
    async (id: RoundId): Promise<Round | undefined> =>
      roundFrom(await ask((redis) => redis.hgetall(keys.round(id)))),
  );
  const members = askTogether((key) => ask((redis) => redis.smembers(key)));
  const contents = createRecent<string, Question>(contentsKept);
  const named = async (id: string | null | undefined) => (id ? get(id) : undefined);
  return {
    get,
    async deck(feed) {
      const [state, queued] = await ask((redis) =>
        Promise.all([redis.hgetall(keys.deck(feed)), redis.lrange(keys.queued(feed), 0, -1)]),
      );
      const dealt = JSON.parse(state.dealt ?? '[]') as string[];
      return { cycle: Number(state.cycle ?? 1), dealt, queued, revision: Number(state.revision ?? 0) };
    },
    async unfinished() {
      return ask((redis) => redis.smembers(keys.unfinished));
    },
    async open(feed) {
      const ids = await ask((redis) => redis.smembers(keys.open(feed)));
      const rounds = await Promise.all(ids.map(get));
      return rounds.filter((round) => round?.status === 'open') as Round[];
    },
    newest: askTogether(async (feed) => {
      const flat = (await run('newest-round', [keys.newest(feed)], [keys.roundPrefix])) as string[];
      const pairs = Array.from({ length: flat.length / 2 }, (_, index) =>
        flat.slice(2 * index, 2 * index + 2),
      );
      return roundFrom(Object.fromEntries(pairs));
    }),
    async byNumber(feed, number) {
      return number < 1
        ? undefined
        : named(await ask((redis) => redis.lindex(keys.numbers(feed), number - 1)));
    },
    async newestIn(space, channel) {
      return named(await ask((redis) => redis.get(keys.newestIn(space, channel))));
    },
    async byMessage(space, channel, message) {
      return named(await ask((redis) => redis.hget(keys.messages(space, channel), message)));
    },
    async joinable(platform, question, except) {
      const ids = await members(keys.joinable(platform, question));
      const rounds = await Promise.all(ids.filter((id) => id !== except).map(get));
      return rounds.filter((round) => round !== undefined);
    },
    async content(question, version) {
      const key = keys.content(question, version);
      const known = contents.get(key);
      if (known !== undefined) return known;
      const text = await ask((redis) => redis.get(key));
      if (text === null) return undefined;
      const read = JSON.parse(text) as Question;
      contents.set(key, read);
      return read;
    },
    async isCloseShown(id) {
      return (await ask((redis) => redis.hget(keys.round(id), 'closeShown'))) === '1';
    },
    history: askTogether(async (feed) => {
      const [count, excused, voided, windows] = await ask((redis) =>
        Promise.all([
          redis.llen(keys.numbers(feed)),
          redis.smembers(keys.excused(feed)),
          redis.smembers(keys.voided(feed)),
          redis.hgetall(keys.windows(feed)),
        ]),
      );
      return {
        count,
        excused: excused.map(Number),
        voided: voided.map(Number),
        windows: Object.entries(windows).map(windowFrom),
      };
    }),
  };
}

type CommitResult = Awaited<ReturnType<Rounds['commit']>>['result'];

/** A version's content never changes; those of the open rounds are asked for with every press. */
const contentsKept = 64;

function windowFrom([number, span]: [string, string]): FeedHistory['windows'][number] {
  const [openedAt, closedAt] = span.split(',');
  return [Number(number), Number(openedAt), closedAt ? Number(closedAt) : undefined];
}

function createWriting({ run, keys }: Room, get: Reading['get']): Omit<Rounds, keyof Reading> {
  // A content is several kilobytes, and Redis reads some 16 of them before it goes to the disk: posts that are due at
  // once would wait for each other's. So it is handed over once, and again only where Redis does not keep it.
  const handedOver = new WeakSet<Question>();
  const joinableOf = (round: Round) => keys.joinable(round.place.platform, round.question);
  /** Where the points of a round's deeds are, for scripts that take them back. */
  const standingOf = (round: Round) => ({
    keys: [
      keys.deeds(round.id),
      keys.spaceTally(round.place.space),
      ...boardsOf(round).map(({ scope, window }) => keys.board(scope, window)),
    ],
    args: [keys.tallyPrefix, round.place.space, round.topic ?? ''],
  });
  return {
    async queue(feed, question) {
      await run('queue-question', [keys.deck(feed), keys.queued(feed)], [question]);
    },
    async commit(draft, extra, deal, content, leaseFor) {
      const contentKey = keys.content(draft.question, draft.version);
      const commit = (sent: string) =>
        run(
          'commit-round',
          [
            keys.round(draft.id),
            keys.feed(draft.feed),
            keys.deck(draft.feed),
            keys.queued(draft.feed),
            keys.numbers(draft.feed),
            joinableOf(draft),
            keys.unfinished,
            contentKey,
            keys.roundLease(draft.id),
          ],
          [
            draft.id,
            extra ? 1 : 0,
            deal.revision,
            deal.cycle,
            JSON.stringify(deal.dealt),
            sent,
            leaseFor,
            deal.queued.length,
            ...deal.queued,
            ...fieldsOf(draft),
          ],
        ) as Promise<[CommitResult | 'no-content', number | '']>;
      let [result, number] = await commit(handedOver.has(content) ? '' : JSON.stringify(content));
      if (result === 'no-content') [result, number] = await commit(JSON.stringify(content));
      if (result === 'no-content')
        throw new Error(`the content of ${draft.id} was handed over and is not kept`);
      if (result !== 'committed') return { result };
      handedOver.add(content);
      const round = { ...draft, number: number === '' ? undefined : number };
      return { result, round, fence: 1 };
    },
    async lease(id, forMs) {
      const [fence = 0, left = 0] = (await run(
        'lease-round',
        [keys.round(id), keys.roundLease(id)],
        [forMs],
      )) as number[];
      return fence > 0 ? { fence } : { heldForMs: left };
    },
    async release(id, fence) {
      await run('release-round', [keys.roundLease(id)], [fence]);
    },
    async sending(id, fence) {
      const attempt = Number(await run('sending-round', [keys.round(id)], [fence]));
      return attempt === 0 ? undefined : { try: attempt };
    },
    async opened(round, fence, sent, entry) {
      const { id } = round;
      const { space, channel } = round.place;
      const [result, previous] = (await run(
        'open-round',
        [
          keys.round(id),
          keys.newest(round.feed),
          keys.newestIn(space, channel),
          keys.messages(space, channel),
          keys.due,
          keys.unfinished,
          keys.windows(round.feed),
          keys.open(round.feed),
          keys.ledger(round.feed),
        ],
        [
          id,
          fence,
          sent.message,
          sent.at,
          keys.roundPrefix,
          sent.closesAt ?? '',
          JSON.stringify(entry),
          entry.at,
          ledgerLength,
          keys.forgottenPrefix,
          lockedAfter,
        ],
      )) as ['opened' | 'already' | 'fenced', string];
      return { result, previous: previous === '' ? undefined : previous };
    },
    async failed(id, fence) {
      const round = await get(id);
      if (round === undefined) return false;
      const feed = [keys.voided(round.feed), keys.deck(round.feed), keys.queued(round.feed)];
      const back = standingOf(round);
      const all = [keys.round(id), keys.unfinished, joinableOf(round), ...feed, ...back.keys];
      return (await run('fail-round', all, [id, fence, ...back.args])) === 1;
    },
    async close(id, at, excused) {
      const round = await get(id);
      if (round === undefined) return undefined;
      const own = [
        keys.round(id),
        joinableOf(round),
        keys.windows(round.feed),
        keys.excused(round.feed),
        keys.open(round.feed),
        keys.forgotten(id),
      ];
      await run('close-round', own, [id, at, excused ? 1 : 0, lockedAfter]);
      return get(id);
    },
    async closeShown(id) {
      await run('show-close', [keys.round(id), keys.due], [id]);
    },
    async void(id, at) {
      const round = await get(id);
      if (round === undefined) return false;
      const back = standingOf(round);
      const all = [
        keys.round(id),
        joinableOf(round),
        keys.voided(round.feed),
        keys.due,
        keys.unfinished,
        keys.open(round.feed),
        ...back.keys,
      ];
      return (await run('void-round', all, [id, at, ...back.args])) === 1;
    },
  };
}
