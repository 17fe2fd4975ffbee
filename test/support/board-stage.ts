import { expect } from 'vitest';
import type { BoardRead } from '../../src/app/ports/boards.ts';
import type { Boarded } from '../../src/app/ports/deed-book.ts';
import { worthOf } from '../../src/core/board.ts';
import { type Deeds, tookPart } from '../../src/core/deeds.ts';
import type { Question } from '../../src/core/question.ts';
import type { Round } from '../../src/core/round.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from './samples.ts';

/** A hard question, and an easy one of another topic; the first choice is right in both. */
export const boardQuestions = [
  sampleQuestion({ difficulty: 'hard' }),
  sampleQuestion({ id: 'OP0001', topic: 'OP', difficulty: 'easy' }),
];

/** A feed in an empty store, its rounds, and who stands where. */
export class BoardStage {
  readonly store: OpenStore;

  constructor(store: OpenStore) {
    this.store = store;
  }

  static async on(store: OpenStore): Promise<BoardStage> {
    await store.feeds.create(sampleFeed(), monday, 20);
    return new BoardStage(store);
  }

  questionOf = (round: Round): Question =>
    boardQuestions.find(({ id }) => id === round.question) ?? sampleQuestion();
  worth: Boarded['worth'] = (deeds, round) => worthOf(deeds, round, this.questionOf(round));

  /** A round of the feed that was just opened. */
  open = async (id: string, changes: Partial<Round> = {}, extra = false): Promise<Round> => {
    const draft = sampleRound({ id, zone: 'UTC', topic: 'DL', ...changes });
    const { revision } = await this.store.rounds.deck('feed0001');
    const deal = { revision, cycle: 1, dealt: [], queued: [] };
    const done = await this.store.rounds.commit(draft, extra, deal, this.questionOf(draft), 1_000);
    expect(done.result).toBe('committed');
    const sent = { message: `m-${id}`, at: draft.slot, closesAt: draft.closesAt };
    const posted = { kind: 'posted', at: monday, round: id, text: 'Posted.' } as const;
    await this.store.rounds.opened(draft, 1, sent, posted);
    return (await this.store.rounds.get(id)) as Round;
  };

  record = (round: Round, member: string, deeds: Deeds, boarded: Partial<Boarded> = {}) =>
    this.store.deeds.record(round, member, deeds, tookPart(deeds), undefined, {
      worth: this.worth,
      ...boarded,
    });

  board = (scope: string, window = 'all', reader = 'local:ada', limit = 10): Promise<BoardRead> =>
    this.store.boards.points({ scope, window, space: 'local:local', reader, limit });
  values = async (scope: string, window = 'all'): Promise<Record<string, number>> =>
    Object.fromEntries((await this.board(scope, window)).rows.map(({ member, value }) => [member, value]));
}
