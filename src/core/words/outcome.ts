import type { Card } from '../card.ts';
import type { Outcome } from '../outcome.ts';
import { boardCard } from './board.ts';
import { difficultyCard } from './difficulty.ts';
import { flaggedCard, flagsCard, flagsOfCard, resolvedCard } from './flags.ts';
import { helpCard } from './help.ts';
import { homeCard } from './home.ts';
import { browsedCard, candidatesCard, foundCard } from './list.ts';
import { profileCard } from './member.ts';
import { doneCard, practiceCard, toldCard } from './practice.ts';
import { exportedCard, forgetAskedCard, forgottenCard } from './privacy.ts';
import { answerCard, attemptedCard, hintCard, offerCard, questionCard, triedCard } from './question.ts';
import { refusalCard } from './refusals.ts';
import { stoppedCard } from './reminders.ts';
import {
  extraCard,
  feedAddedCards,
  feedChangedCard,
  feedsCard,
  ledgerCard,
  queuedCard,
  settingsCard,
  skippedCard,
  voidedCard,
} from './schedule.ts';
import { statsCard } from './stats.ts';
import { streaksCard, whyCards } from './streak.ts';
import { writtenCard } from './written.ts';

/** An outcome in words: the cards that answer a person, in order. Every word people read is in this folder. */
export function wordOutcome(outcome: Outcome): Card[] {
  switch (outcome.kind) {
    case 'refused':
      return [refusalCard(outcome.refusal, outcome.wrote)];
    case 'question':
      return [questionCard(outcome)];
    case 'found':
      return [foundCard(outcome)];
    case 'browsed':
      return [browsedCard(outcome)];
    case 'candidates':
      return [candidatesCard(outcome)];
    case 'hint':
      return [hintCard(outcome)];
    case 'attempted':
      return [attemptedCard(outcome)];
    case 'written':
      return [writtenCard(outcome)];
    case 'tried':
      return [triedCard(outcome)];
    case 'answer':
      return [answerCard(outcome)];
    case 'offer':
      return [offerCard(outcome)];
    case 'practice-card':
      return [practiceCard(outcome)];
    case 'practice-told':
      return [toldCard(outcome)];
    case 'practice-done':
      return [doneCard(outcome)];
    case 'flagged':
      return [flaggedCard(outcome)];
    case 'flags':
      return [flagsCard(outcome)];
    case 'flags-of':
      return [flagsOfCard(outcome)];
    case 'resolved':
      return [resolvedCard(outcome)];
    case 'difficulty':
      return [difficultyCard(outcome)];
    case 'streaks':
      return [streaksCard(outcome)];
    case 'why':
      return whyCards(outcome);
    case 'board':
      return [boardCard(outcome)];
    case 'stats':
      return [statsCard(outcome)];
    case 'profile':
      return [profileCard(outcome)];
    case 'reminders-stopped':
      return [stoppedCard];
    case 'exported':
      return [exportedCard(outcome)];
    case 'forget-asked':
      return [forgetAskedCard()];
    case 'forgotten':
      return [forgottenCard(outcome)];
    case 'help':
      return [helpCard(outcome)];
    case 'home':
      return [homeCard(outcome)];
    case 'feed-added':
      return feedAddedCards(outcome);
    case 'feed-changed':
      return [feedChangedCard(outcome)];
    case 'feeds':
      return [feedsCard(outcome)];
    case 'skipped':
      return [skippedCard(outcome)];
    case 'queued':
      return [queuedCard(outcome)];
    case 'posting-extra':
      return [extraCard(outcome)];
    case 'voided':
      return [voidedCard(outcome)];
    case 'ledger':
      return [ledgerCard(outcome)];
    case 'settings':
      return [settingsCard(outcome)];
  }
}
