import type { Card } from '../card.ts';
import type { StatsDrawing } from '../drawing.ts';
import type { Outcome } from '../outcome.ts';
import type { Inline } from '../rich-text.ts';
import { leastAttempts, leastMembers } from '../stats.ts';
import { topics } from '../topics.ts';
import { bullets, card, code, note, paragraph, plural, say, section, strong } from './common.ts';
import { drawn, percent } from './drawing.ts';

/** A member's year in numbers and as a picture. */
export function statsCard({ stats }: Extract<Outcome, { kind: 'stats' }>): Card {
  const rounds = stats.days.reduce((sum, count) => sum + count, 0);
  if (rounds === 0 && stats.topics.length === 0 && stats.bestStreak === 0) {
    return note(
      'info',
      'Nothing to count yet',
      paragraph(
        'Take part in a round, by a choice or a reveal, and your year begins. ',
        code('/viva help'),
        ' tells what is open.',
      ),
    );
  }
  const title = 'Your year';
  return card('info', title, {
    title,
    context: `The last ${stats.days.length} days, in all your feeds`,
    sections: [
      section(undefined, bullets(overall(stats, rounds))),
      ...(stats.topics.length === 0 ? [] : [section('Right by topic', bullets(stats.topics.map(topicLine)))]),
      section(undefined, drawn(stats, { told: true })),
    ],
    footer: `Others are shown from ${leastAttempts} attempts by ${leastMembers} members on.`,
  });
}

function overall({ days, currentStreak, bestStreak }: StatsDrawing, rounds: number): Inline[][] {
  const active = days.filter((count) => count > 0).length;
  return [
    say(strong(plural(currentStreak, 'round')), ` in a row now, ${bestStreak} at best`),
    say(strong(plural(rounds, 'round')), ` on ${plural(active, 'day')}`),
  ];
}

function topicLine({ topic, own, attempts, space }: StatsDrawing['topics'][number]): Inline[] {
  const others = space === undefined ? '' : `; everyone here ${percent(space)}`;
  return say(strong(topics[topic].name), `: ${percent(own)} of ${plural(attempts, 'attempt')}${others}`);
}
