import type { Feed } from '../../src/core/feed.ts';
import type { Question } from '../../src/core/question.ts';
import type { Round } from '../../src/core/round.ts';

/** Monday, 2026-11-23, 09:00 UTC. */
export const monday = Date.UTC(2026, 10, 23, 9);

export function sampleFeed(changes: Partial<Feed> = {}): Feed {
  return {
    id: 'feed0001',
    platform: 'local',
    space: 'local:local',
    channel: 'daily-quiz',
    personal: undefined,
    rule: { cron: '0 9 * * *', zone: 'UTC' },
    filter: {},
    reveal: 'anytime',
    closeAfter: undefined,
    catchUp: 6 * 3_600_000,
    paused: false,
    createdAt: monday - 86_400_000,
    createdBy: 'local:ada',
    ...changes,
  };
}

export function sampleRound(changes: Partial<Round> = {}): Round {
  return {
    id: 'feed0001-a1',
    feed: 'feed0001',
    place: { platform: 'local', space: 'local:local', channel: 'daily-quiz' },
    slot: monday,
    number: undefined,
    question: 'DL0001',
    version: 'v1',
    order: [2, 0, 3, 1],
    reveal: 'anytime',
    status: 'posting',
    openedAt: undefined,
    closesAt: undefined,
    closedAt: undefined,
    overAt: undefined,
    message: undefined,
    ...changes,
  };
}

export function sampleQuestion(changes: Partial<Question> = {}): Question {
  const text = (value: string) => [{ type: 'text' as const, value }];
  return {
    id: 'DL0001',
    title: 'Residual Connection',
    topic: 'DL',
    difficulty: 'medium',
    tags: ['resnet'],
    since: '2026-11-23',
    access: 'public',
    related: [],
    references: [],
    version: 'v1',
    prompt: [{ type: 'paragraph', children: text('Why add the input back?') }],
    hint: [{ type: 'paragraph', children: text('Think of the gradient.') }],
    choices: ['first', 'second', 'third', 'fourth'].map((name, index) => ({
      text: text(`The ${name} choice`),
      right: index === 0,
      reason: text(`Because of the ${name} reason.`),
    })),
    keyPoints: [1, 2, 3].map((index) => ({ name: `Point ${index}`, text: text(`About point ${index}.`) })),
    answer: [{ type: 'paragraph', children: text('The whole answer.') }],
    more: [{ type: 'paragraph', children: text('The member part.') }],
    ...changes,
  };
}
