import type { Card, SectionOf } from '../card.ts';
import type { Feed } from '../feed.ts';
import type { Outcome } from '../outcome.ts';
import type { Block, Inline } from '../rich-text.ts';
import { roundsPerFreeze, type Step, type Streak } from '../streak.ts';
import {
  bullets,
  card,
  code,
  note,
  paragraph,
  plural,
  ruleLabel,
  say,
  section,
  strong,
  where,
} from './common.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** "Streak: 5 rounds, 1 freeze held": the closing line of replies. */
export function streakLine(streak: Streak | undefined): string | undefined {
  if (streak === undefined || streak.steps.length === 0) return undefined;
  return `Streak: ${plural(streak.current, 'round')}${freezesHeld(streak)}`;
}

/** Congratulates on a milestone, once in each feed; nothing where there is none. */
export function milestoneSection(milestone: number | undefined): SectionOf<Block>[] {
  if (milestone === undefined) return [];
  const words = milestoneWords[milestone] ?? 'Keep going.';
  return [section(undefined, paragraph(strong(`🎉 ${milestone} rounds in a row! `), words))];
}

const milestoneWords: Record<number, string> = {
  7: 'Your first milestone here, and well earned.',
  30: 'Thirty questions faced without letting go. That is a habit.',
  100: 'A hundred! Few get this far.',
  365: 'Three hundred and sixty-five. We take our hat off to you.',
};

function freezesHeld({ freezes }: Streak): string {
  return freezes === 0 ? '' : `, ${plural(freezes, 'freeze')} held`;
}

const noStreak = note(
  'info',
  'No streak yet',
  paragraph('Take part in a round, by a choice or a reveal, and your streak begins.'),
);

export function streaksCard({ streaks, here }: Of<'streaks'>): Card {
  if (streaks.length === 0) {
    return noStreak;
  }
  const items = streaks.map(streakItem);
  const why = code('/viva streak why');
  return card('info', here ? 'Your streak here' : 'Your streaks', {
    title: here ? 'Your streak here' : 'Your streaks',
    sections: [
      section(undefined, bullets(items)),
      section(undefined, paragraph(why, ' explains it round by round.')),
    ],
  });
}

export function streakItem({ feed, streak }: { feed: Feed; streak: Streak }): Inline[] {
  return say(
    strong(plural(streak.current, 'round')),
    ` in `,
    where(feed),
    ` (${ruleLabel(feed.rule)})`,
    details(streak),
  );
}

function details(streak: Streak): string {
  const best = streak.best > streak.current ? `, best ${streak.best}` : '';
  const waiting = streak.waiting ? '; the newest round waits for you' : '';
  return `${best}${freezesHeld(streak)}${waiting}`;
}

/** How many rounds `why` goes back. */
const shownSteps = 14;

/** So many feeds are explained at once. */
const explainedAtMost = 5;

export function whyCards({ streaks }: Of<'why'>): Card[] {
  const begun = streaks.filter(({ streak }) => streak.steps.length > 0);
  if (begun.length === 0) return [noStreak];
  return begun.slice(0, explainedAtMost).map(whyCard);
}

function whyCard({ feed, streak }: { feed: Feed; streak: Streak }): Card {
  const steps = streak.steps.slice(-shownSteps);
  return card('info', 'Your streak, round by round', {
    title: `Your streak: ${plural(streak.current, 'round')}`,
    context: `${ruleLabel(feed.rule)}${freezesHeld(streak)}`,
    sections: [
      section(undefined, paragraph('In ', where(feed), ':')),
      section(
        undefined,
        bullets(
          steps.map((step) => {
            const before = streak.steps[streak.steps.indexOf(step) - 1];
            return say(strong(`Round ${step.round}`), `: ${stepWords(step, before?.streak ?? 0)}`);
          }),
        ),
      ),
      section(
        undefined,
        paragraph(
          `Every ${roundsPerFreeze}th round in a row earns a freeze, two at most; freezes bridge a gap only if they cover all of it.`,
        ),
      ),
    ],
  });
}

/** `before`: the streak that stood before this round. */
function stepWords({ kind, streak, freezes, earned }: Step, before: number): string {
  switch (kind) {
    case 'took-part':
      return `you took part; streak ${streak}${earned ? `, a freeze earned (${freezes} held)` : ''}`;
    case 'frozen':
      return `missed, bridged by a freeze (${freezes} left); streak stays ${streak}`;
    case 'missed':
      return before === 0 ? 'missed; no streak was running' : missedWords(before, freezes);
    case 'excused':
      return `Viva could not be reached; streak stays ${streak}`;
    case 'away':
      return `you were away; streak stays ${streak}`;
    case 'voided':
      return 'taken back or never posted; as if it had not been';
    case 'waiting':
      return `waits for you; streak ${streak}`;
  }
}

/** Freezes stay where they could not cover all of a gap. */
function missedWords(before: number, freezes: number): string {
  const why =
    freezes === 0
      ? ''
      : `: the gap was longer than ${freezes === 1 ? 'the freeze' : `the ${freezes} freezes`} held`;
  return `missed; the streak of ${before} ended${why}`;
}
