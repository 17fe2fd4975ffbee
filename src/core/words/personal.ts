/** What a kind of personal data is, in words: for the file of an export, and for docs/privacy.md. */
export interface PersonalWords {
  /** What it holds, in the file's own terms. */
  what: string;
  why: string;
  /** For how long. */
  keptFor: string;
  /** What `/viva privacy forget` does with it. */
  forgotten: string;
}

const untilForgotten = 'Until you ask to be forgotten.';

/** Every kind of personal data that Viva holds. What is not in this list is not kept. */
export const personalWords = {
  profile: {
    what: 'What you told Viva with /viva me: your time zone, the dates that you are away, how many new questions you practise a day, and whether boards hide you.',
    why: 'Dates and times are told in your zone, and rounds on away dates cost your streak nothing.',
    keptFor: 'Until you change it, or ask to be forgotten. Old away dates make room for new ones.',
    forgotten: 'Removed.',
  },
  participation: {
    what: 'For each feed the numbers of the rounds that you took part in, by an attempt or by looking at the answer.',
    why: 'Your streak is computed from it.',
    keptFor: untilForgotten,
    forgotten: 'Removed.',
  },
  deeds: {
    what: 'What you did in each round: when you answered and what you chose (the letter as it stood in the post), when you took the hint, and when you looked at the answer. Times are those of the platform, in UTC.',
    why: 'One attempt counts, and its points, the turnout and the spread of choices are computed from it.',
    keptFor: untilForgotten,
    forgotten:
      'Kept without you: under a random name, another one in each round, which nothing leads back from. Turnout and spread stay right.',
  },
  answers: {
    what: 'The words of the answers that you wrote yourself, with the round of each.',
    why: 'You may look at them again beside the key points, and whoever keeps the questions learns which words the matcher should know.',
    keptFor: 'Thirty days, unless whoever runs Viva set another time (VIVA_ANSWERS_KEPT).',
    forgotten: 'Removed. Which key points were found stays with what you did in the round.',
  },
  practice: {
    what: 'Your practice: for each question when it is due again, when you graded it last, how often you did and forgot it, and what is reckoned of your memory (stability in days, difficulty from 1 to 10); what you did on the last day, and your last grades, which can be undone.',
    why: 'It decides what you practise, and when.',
    keptFor: untilForgotten,
    forgotten: 'Removed.',
  },
  flags: {
    what: 'What you said is wrong with a question: the reason, your line of text, and when. Of one that was resolved, when that was and what you were answered; as a manager, also notes of yours that are still to be sent.',
    why: 'Whoever manages Viva looks at it, and you are told what became of it.',
    keptFor: 'Until it is resolved; that it was is remembered for 90 days. A note until it was sent.',
    forgotten: 'Removed, whether it was looked at or not. A note of yours to others is still sent.',
  },
  boards: {
    what: 'Your points on each board (a feed or a whole server or workspace, with its week, month or all time), your running streak on the board of each feed as it was when last looked at, and the name of yours that boards show.',
    why: 'The boards are made of it.',
    keptFor: 'A week’s board for 60 days, a month’s for 400; all else until you ask to be forgotten.',
    forgotten: 'Removed; those behind move up.',
  },
  topics: {
    what: 'For each topic in each server or workspace: how many questions you tried, and how much of them you got right (1 for each that was all right).',
    why: '/viva stats tells your accuracy from it.',
    keptFor: untilForgotten,
    forgotten:
      'Removed. The sums of the server or workspace stay, and count one member less. They never said who.',
  },
  milestones: {
    what: 'For each feed the highest milestone of a streak that you were congratulated on.',
    why: 'So that you are congratulated once.',
    keptFor: untilForgotten,
    forgotten: 'Removed.',
  },
  reminders: {
    what: 'Whether you want to be reminded, since when and where you said so, and the zone that the platform knew you in; the day of the last reminder, which ones you have not reacted to, whether your platform refused one, and when Viva looks next whether there is something to remind you of.',
    why: 'You asked for it, and are reminded once a day at most.',
    keptFor: 'From the first time that you turned reminders on or off, until you ask to be forgotten.',
    forgotten: 'Removed. What is being sent just then may still arrive.',
  },
  'own-feeds': {
    what: 'The feeds that post to you alone, in your direct messages, with their rounds. Feeds that you removed are named too.',
    why: 'They post when you asked for it.',
    keptFor: 'Until you remove the feed; its rounds until you ask to be forgotten.',
    forgotten: 'Removed, with all of their rounds.',
  },
  'feeds-made': {
    what: 'The feeds of channels that you set up.',
    why: 'Where no log channel is set, whoever set a feed up is told of trouble with it.',
    keptFor: 'Until the feed is removed, or you ask to be forgotten.',
    forgotten: 'The feeds stay, for their channels; they no longer say who set them up.',
  },
  messages: {
    what: 'On the local page alone: what you said there, and your direct messages with Viva.',
    why: 'The page shows them.',
    keptFor: 'The newest 500 of each channel; what only you are shown, until Viva is restarted.',
    forgotten:
      'Removed, but for the message that tells you so; so are answers in the direct messages of others that name you, such as boards.',
  },
} as const satisfies Record<string, PersonalWords>;

export type PersonalKind = keyof typeof personalWords;

/** Stands at the top of the file. */
export const exportPreface =
  'Everything that Viva holds about you, by kind. Each kind says what it is, why it is held, and for how long. Where its data is null, nothing of the kind is held.';

/** What an export cannot hold. */
export const exportLimits = [
  'Messages that stand in Discord or Slack are kept there, not by Viva: export and delete them as any other.',
  'Backups that whoever runs Viva made hold the same as this file did when they were made.',
  'While Viva looks whether to remind you, or sends you a note, its queue names you, and no longer.',
  'Pictures that were drawn for you are kept in a folder beside the store, and go about a week after anybody last asked for them.',
  'That a deed of yours was answered is remembered for a day, by a fingerprint that does not say whose it was.',
];
