import { boardNames } from './board.ts';
import { revealModes } from './feed.ts';
import { difficulties, topicCodes, topics } from './question.ts';

/**
 * The one list of commands. Discord's registration, Slack's parser and manifest, the local page, help and the
 * docs are made from it, so it holds only what exists.
 */
export interface CommandSpec {
  root: 'viva' | 'viva-admin';
  /** `schedule` for `/viva-admin schedule add`; undefined for `/viva show`. */
  group: 'schedule' | 'privacy' | undefined;
  name: string;
  /** At most 100 characters: Discord's limit. */
  description: string;
  options: OptionSpec[];
}

/** What an option can be completed with. `own-zone` can be taken back; roles and channels only the platform knows. */
export const completionKinds = [
  'question',
  'feed',
  'round',
  'page',
  'zone',
  'own-zone',
  'time',
  'days',
  'cron',
  'close',
  'away',
  'new-cards',
  'grant',
  'channel',
] as const;
export type CompletionKind = (typeof completionKinds)[number];

export interface OptionSpec {
  /** Lower-case words joined by hyphens; at most 32 characters. */
  name: string;
  description: string;
  /** `role` and `channel` are picked on Discord and written as mentions on Slack; their value is a grant or channel id. */
  type: 'string' | 'integer' | 'boolean' | 'grant' | 'channel';
  required: boolean;
  choices: { name: string; value: string }[] | undefined;
  /** What completes it as the person types, where it has no fixed choices. */
  complete: CompletionKind | undefined;
  /** Takes whatever is typed, an equals sign too, as words of it. */
  free: boolean;
}

type Extra = Partial<Omit<OptionSpec, 'name' | 'description'>>;

function option(name: string, description: string, extra: Extra = {}): OptionSpec {
  return {
    name,
    description,
    type: 'string',
    required: false,
    choices: undefined,
    complete: undefined,
    free: false,
    ...extra,
  };
}

const topic = option('topic', 'Only this topic', {
  choices: topicCodes.map((code) => ({ name: topics[code].name, value: code })),
});
const difficulty = option('difficulty', 'Only this difficulty', {
  choices: difficulties.map((value) => ({ name: value, value })),
});
const question = (required: boolean) =>
  option('question', 'Its id, or words from its title', { complete: 'question', required });
const feed = option('feed', 'Which feed; needed only where this channel has several', { complete: 'feed' });
const timing = [
  option('time', 'Time of day, such as 09:00', { complete: 'time' }),
  option('days', 'daily, weekdays, weekends, or days such as mon,wed,fri', { complete: 'days' }),
  option('zone', 'Time zone, such as Europe/Berlin', { complete: 'zone' }),
  option('cron', 'Instead of time and days: a cron rule of five fields', { complete: 'cron' }),
];
const orAny = (one: OptionSpec): OptionSpec => ({
  ...one,
  choices: [...(one.choices ?? []), { name: 'any', value: 'any' }],
});
const shape = [
  orAny(topic),
  orAny(difficulty),
  option('reveal', 'When a member may see the answer before the close', {
    choices: revealModes.map((value) => ({ name: value, value })),
  }),
  option('close', 'How long a round stays open, such as 8h, or next: until the next one', {
    complete: 'close',
  }),
];

function viva(name: string, description: string, options: OptionSpec[] = []): CommandSpec {
  return { root: 'viva', group: undefined, name, description, options };
}

function privacy(name: string, description: string, options: OptionSpec[] = []): CommandSpec {
  return { root: 'viva', group: 'privacy', name, description, options };
}

function schedule(name: string, description: string, options: OptionSpec[] = [feed]): CommandSpec {
  return { root: 'viva-admin', group: 'schedule', name, description, options };
}

function admin(name: string, description: string, options: OptionSpec[]): CommandSpec {
  return { root: 'viva-admin', group: undefined, name, description, options };
}

export const catalogue: readonly CommandSpec[] = [
  viva('show', 'Show a question', [question(true)]),
  viva('search', 'Find questions by words of their titles, tags and texts', [
    option('words', 'Such as: residual connection. A slip of the keyboard is forgiven', {
      required: true,
      free: true,
      complete: 'question',
    }),
  ]),
  viva('browse', 'All questions, newest first', [
    topic,
    difficulty,
    option('page', 'Which page; the first unless given', { type: 'integer', complete: 'page' }),
  ]),
  viva('ask', 'A question now, for you alone', [topic, difficulty]),
  viva('answer', 'See the answer: of a question, or of the newest round here', [question(false)]),
  viva('hint', 'See the hint: of a question, or of the newest round here', [question(false)]),
  viva('streak', 'Your streak here; in a direct message, all of yours', [
    option('why', 'Explain it, round by round', { type: 'boolean' }),
  ]),
  viva('board', 'Who leads: by points, or by streaks', [
    option('board', 'This week unless given', {
      choices: Object.entries(boardNames).map(([value, name]) => ({ name, value })),
    }),
    option('of', 'This channel’s feed unless given', {
      choices: [
        { name: 'this channel', value: 'here' },
        { name: 'everywhere here', value: 'space' },
      ],
    }),
  ]),
  viva('stats', 'Your year: streaks, days, and how you do by topic'),
  viva('practice', 'Practise what you missed, and new questions, in private', [topic]),
  viva('me', 'Your time zone, away dates, practice, reminders, and whether boards show you', [
    option('zone', 'Your time zone, such as Europe/Berlin, or none', { complete: 'own-zone' }),
    option('away', 'First and last day away, such as 2026-12-24..2027-01-02, or none', { complete: 'away' }),
    option('new-cards', 'New questions a day in practice, 0 to 50; 10 unless set', { complete: 'new-cards' }),
    option('reminders', 'A direct message when a streak is about to end or cards are due', {
      type: 'boolean',
    }),
    option('hide', 'Whether boards leave you out for others', { type: 'boolean' }),
  ]),
  privacy('export', 'A file with everything that Viva holds about you, for you alone'),
  privacy('forget', 'Have everything that Viva holds about you removed', [
    option('confirm', 'Only when you are sure. Leave it out to be told first what it does'),
  ]),
  viva('help', 'What Viva can do here'),
  schedule('add', 'Post questions here on a schedule', [...timing, ...shape]),
  schedule('list', 'The feeds of this server or workspace, with their next posts', []),
  schedule('edit', 'Change a feed; what you leave out stays', [feed, ...timing, ...shape]),
  schedule('pause', 'Stop posting for now; closes the open round and shows its answer'),
  schedule('resume', 'Post again'),
  schedule('remove', 'Remove a feed; closes the open round and shows its answer'),
  schedule('skip', 'Leave out the next post'),
  schedule('next', 'Choose the question of the next post', [question(true), feed]),
  schedule('post', 'Post an extra round now; it carries no streak'),
  schedule('void', 'Take a round back, as if it had not been', [
    option('round', 'Its number; the newest unless given', { type: 'integer', complete: 'round' }),
    feed,
  ]),
  schedule('ledger', 'What was posted, skipped and refused, and why'),
  admin('flags', 'What members say is wrong with questions, and how hard a question proved to be', [
    question(false),
  ]),
  admin('difficulty', 'Questions that proved easier or harder than they say, greatest surprise first', [
    topic,
  ]),
  {
    root: 'viva-admin',
    group: undefined,
    name: 'settings',
    description: 'Member access, managers, log channel; shows them when nothing is given',
    options: [
      option(
        'member-access',
        'Who sees member parts: a role (Discord), a user group or private channel (Slack)',
        { type: 'grant', complete: 'grant' },
      ),
      option('managers', 'Who may manage feeds besides administrators', { type: 'grant', complete: 'grant' }),
      option('log-channel', 'Where Viva reports trouble', { type: 'channel', complete: 'channel' }),
      option('clear', 'Take a setting back', {
        choices: ['member-access', 'managers', 'log-channel'].map((value) => ({ name: value, value })),
      }),
    ],
  },
];

/** On Discord and Slack in the menu of a message: `answer` for the round that the message is. */
export const revealShortcut = {
  /** Discord and Slack show it; at most 24 characters. */
  name: 'Reveal answer',
  /** Comes back from Slack. */
  id: 'reveal_answer',
  description: 'See the answer to a question that Viva posted, in private',
} as const;

/** `schedule add`, `show`: how a command is named within its root. */
export function commandPath(spec: CommandSpec): string {
  return spec.group === undefined ? spec.name : `${spec.group} ${spec.name}`;
}

export function findCommand(root: string, path: string): CommandSpec | undefined {
  return catalogue.find((spec) => spec.root === root && commandPath(spec) === path);
}

/** `/viva-admin schedule add [time] [days] …`: usage in one line. */
export function usage(spec: CommandSpec): string {
  const options = spec.options.map((one) => (one.required ? `<${one.name}>` : `[${one.name}]`));
  return [`/${spec.root}`, commandPath(spec), ...options].join(' ');
}
