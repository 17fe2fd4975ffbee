import type { Card } from '../card.ts';
import { type Measured, triesNeeded, type Verdict } from '../measured.ts';
import type { Outcome } from '../outcome.ts';
import { type Difficulty, topics } from '../question.ts';
import type { Inline } from '../rich-text.ts';
import { bullets, card, note, paragraph, plural, say, section, strong } from './common.ts';
import { pageLabel, turning } from './list.ts';

type Difficulties = Extract<Outcome, { kind: 'difficulty' }>;

const verdicts: Record<Verdict, string> = {
  harder: 'harder than that',
  easier: 'easier than that',
  'as-said': 'about as expected',
};

/** How hard questions proved to be, where that surprises most first. */
export function difficultyCard({ topic, page, waiting }: Difficulties): Card {
  const about = topic === 'any' ? [] : [topics[topic].name];
  if (page.total === 0) {
    return note(
      'info',
      'Too few attempts yet',
      paragraph(
        `A question is listed ${topic === 'any' ? '' : `under ${topics[topic].name} `}once ${triesNeeded} members have chosen in rounds of it here that have closed.`,
      ),
      ...(waiting === 0 ? [] : [paragraph(`${plural(waiting, 'question')} on the way there.`)]),
    );
  }
  return card('info', ['Measured difficulty', ...about, ...pageLabel(page)].join(', '), {
    title: 'Measured difficulty',
    context: [...about, 'greatest surprise first', ...pageLabel(page)].join(' · '),
    sections: [
      section(
        undefined,
        bullets(
          page.items.map(({ id, title, difficulty, measured }): Inline[] =>
            say(
              strong(`${id} · ${title}`),
              ` · ${difficulty} · ${shareLine(measured)} · ${verdicts[measured.verdict]}`,
            ),
          ),
        ),
      ),
    ],
    actions: turning(page, (number) => ({ name: 'difficulty', topic, page: number })),
    footer:
      waiting === 0
        ? undefined
        : `${plural(waiting, 'question')} more ${waiting === 1 ? 'has' : 'have'} fewer than ${triesNeeded} attempts.`,
  });
}

/** What is known of one question. */
export function measuredLine(
  difficulty: Difficulty,
  measured: Measured | undefined,
  attempts: number,
): string {
  return measured === undefined
    ? `Its author calls it ${difficulty}. ${plural(attempts, 'attempt')} here so far: from ${triesNeeded} on, the share of right ones is told.`
    : `Its author calls it ${difficulty}. Here ${shareLine(measured)}: ${verdicts[measured.verdict]}.`;
}

function shareLine({ share, attempts }: Measured): string {
  return `${Math.round(100 * share)} % of ${attempts} right`;
}
