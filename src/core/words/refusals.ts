import type { Card } from '../card.ts';
import { revealShortcut } from '../catalogue.ts';
import type { Refusal } from '../refusal.ts';
import type { Block } from '../rich-text.ts';
import { longestAnswer, problemOf } from '../written-answer.ts';
import { bullets, channel, code, coming, note, paragraph, say, strong } from './common.ts';
import { grantLabel } from './grants.ts';
import { notConfirmedWords } from './privacy.ts';
import { feedRefused } from './refusals-feed.ts';
import { flagRefused } from './refusals-flag.ts';
import { typedRefused } from './refusals-typed.ts';
import { givenBack, writeLabel } from './written.ts';

/** A refusal in words: what is wrong, and what to do next. */
export function refusalCard(refusal: Refusal, wrote = ''): Card {
  const [title, ...body] = wordsFor(refusal);
  const made = note('refusal', title, ...body);
  return problemOf(wrote)?.kind === 'empty'
    ? made
    : { ...made, sections: [...made.sections, givenBack(wrote)] };
}

function wordsFor(refusal: Refusal): [string, ...Block[]] {
  switch (refusal.kind) {
    case 'storage-away':
      return ['Storage is away', paragraph('Nothing was lost. Try again in a moment.')];
    case 'fault':
      return [
        'Something went wrong',
        paragraph(
          'That is a fault of Viva, not of yours. Try again; if it stays, tell whoever runs Viva this: ',
          code(refusal.reference),
          '.',
        ),
      ];
    case 'unknown-question':
      return [
        'No such question',
        paragraph(
          'Nothing in the bank goes by “',
          refusal.given,
          '”. Give an id or words of a title, such as:',
        ),
        bullets(refusal.near.map(({ id, title }) => say(strong(id), ` · ${title}`))),
      ];
    case 'nothing-found':
      return [
        'Nothing found',
        paragraph(`No title, tag or text of a question fits “${refusal.given}”.`),
        bullets([
          say('Fewer words find more, and the beginning of one will do: ', code('/viva search convol'), '.'),
          say('A letter that slipped is forgiven; another word for it is not: try its usual English name.'),
          say(code('/viva browse'), ' goes through all questions, or those of one topic.'),
        ]),
      ];
    case 'no-question-matches':
      return [
        'No question matches',
        paragraph(`The bank has no ${refusal.filter} to give now. Try another topic or difficulty.`),
      ];
    case 'no-round-here':
      return [
        'No round here yet',
        paragraph(
          'Nothing was posted here so far. Name a question instead: ',
          code('/viva answer DL0003'),
          '.',
        ),
      ];
    case 'not-a-round':
      return [
        'That message is no round',
        paragraph(
          strong(revealShortcut.name),
          ' and the reply words ',
          code('answer'),
          ' and ',
          code('hint'),
          ' are for the questions that Viva posts: use them on one of those, and you alone are shown its answer or hint.',
        ),
      ];
    case 'round-gone':
      return [
        'That round is gone',
        paragraph('Viva no longer knows it. ', code('/viva show'), ' finds its question.'),
      ];
    case 'round-void':
      return ['That round was taken back', paragraph('It counts for nobody, so there is nothing to do.')];
    case 'round-over':
      return [
        'That round is over',
        paragraph('The next one has begun; this one takes no more attempts. Its answer is in the post.'),
      ];
    case 'round-forgotten':
      return [
        'You asked to be forgotten in this round',
        paragraph(
          'It was not over then, so you cannot take part in it again: what you did counts already, without your name. The next round is open to you.',
        ),
      ];
    case 'not-confirmed':
      return ['Nothing was removed', notConfirmedWords(refusal.given)];
    case 'answer-first':
      return [
        'Choose first',
        paragraph(
          'This question is open in ',
          channel(refusal.channel),
          ', where the answer opens once you have made your choice or written an answer.',
        ),
      ];
    case 'bad-answer':
      return refusal.problem.kind === 'empty'
        ? [
            'There is nothing in it',
            paragraph(
              'An answer needs words that can be seen, so nothing was recorded. Press ',
              strong(writeLabel),
              ' under the question, or reply to it: ',
              code('answer: my own words'),
              '.',
            ),
          ]
        : [
            'That is too long',
            paragraph(
              `An answer has ${longestAnswer.toLocaleString('en')} characters at most, and this one has ${refusal.problem.length.toLocaleString('en')}. `,
              'Nothing was recorded: shorten it and send it again.',
            ),
          ];
    case 'nothing-written':
      return [
        'No answer of yours here',
        paragraph(
          'Nothing that you wrote stands in that round. ',
          strong(writeLabel),
          ' under its question takes one, while it is open.',
        ),
      ];
    case 'ticks-stand':
      return ['That round is over', paragraph('The next one has begun, so its ticks stay as they are.')];
    case 'opens-at-close':
      return [
        'Not yet',
        refusal.opensAt === undefined
          ? paragraph(
              'This question is open in ',
              channel(refusal.channel),
              ', and its answer opens when the round closes.',
            )
          : paragraph(
              'This question is open in ',
              channel(refusal.channel),
              ', and its answer opens at ',
              coming(refusal.opensAt, refusal.zone),
              '.',
            ),
      ];
    case 'asked-in-round':
      return [
        'This question is in a round',
        paragraph(
          'It is being asked in ',
          channel(refusal.channel),
          ' now: make your choice there, where it counts.',
        ),
      ];
    case 'no-hint':
      return ['No hint', paragraph(`${refusal.question} has no hint.`)];
    case 'members-only':
      return refusal.grant === undefined
        ? ['For members', paragraph('Ask in a server or workspace, where your membership is known.')]
        : [
            'For members',
            paragraph(
              'This question is for ',
              ...grantLabel(refusal.grant),
              '. Whoever manages this place can let you in.',
            ),
          ];
    case 'managers-only':
      return [
        'For managers',
        refusal.grant === undefined
          ? paragraph(
              'This needs Manage Server (Discord) or an admin or owner (Slack). They can also name a managers’ role or group with ',
              code('/viva-admin settings'),
              '.',
            )
          : paragraph(
              'This needs an administrator, or ',
              ...grantLabel(refusal.grant),
              '. An administrator can let you in.',
            ),
      ];
    case 'not-in-dm':
      return [
        'Not here',
        paragraph('This belongs to a server or workspace: give the command in one of its channels.'),
      ];
    case 'nobody-to-tell':
    case 'question-gone':
    case 'no-reason':
    case 'no-remark':
    case 'remark-too-long':
    case 'too-many-flags':
    case 'flags-gone':
      return flagRefused(refusal);
    case 'too-many-feeds':
    case 'cannot-post':
    case 'no-feed-here':
    case 'unknown-feed':
    case 'which-feed':
    case 'just-posted':
    case 'feed-paused':
    case 'no-such-round':
      return feedRefused(refusal);
    case 'misunderstood':
    case 'bad-zone':
    case 'bad-away':
    case 'bad-new-cards':
    case 'bad-time':
    case 'bad-days':
    case 'bad-cron':
    case 'time-and-cron':
    case 'never-runs':
    case 'too-often':
    case 'bad-close':
    case 'bad-grant':
      return typedRefused(refusal);
  }
}
