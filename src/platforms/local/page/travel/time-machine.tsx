import type { PageState } from '../../state.ts';
import { usePresent } from '../data/present.ts';
import { dayName, timeOfDay } from '../messages/days.ts';
import { relative } from '../messages/instant.tsx';
import { Icon } from '../shell/icon.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { daysInWeek, type Travel } from './use-travel.ts';

interface Properties {
  time: PageState['time'] | undefined;
  travel: Travel;
}

/** Viva's time, when the next post comes, and the ways to be there at once. */
export function TimeMachine({ time, travel }: Properties) {
  const now = usePresent();
  if (time === undefined) return null;
  const { under } = travel;
  const week = typeof under === 'number';
  return (
    <section class="time-machine" aria-label="Time machine">
      <p class="clock">
        <Icon name="clock" />
        <span>
          <small>Viva’s time</small>
          <time dateTime={new Date(now).toISOString()}>{moment(now)}</time>
        </span>
      </p>
      <p class="coming">
        <small>Next post</small>
        <NextPost next={time.next} now={now} />
      </p>
      {time.travels && (
        <p class="jumps">
          <button
            type="button"
            aria-busy={under === 'jump'}
            aria-disabled={week}
            title="Jump to the next post"
            onClick={() => !week && void travel.jump()}
          >
            <Icon name="next" />
            {under === 'jump' ? 'Jumping …' : 'Next post'}
          </button>
          <button
            type="button"
            aria-busy={week}
            aria-disabled={under === 'jump'}
            title="Take part and jump, seven times: a week of your streak"
            onClick={() => (week ? travel.stop() : void travel.week())}
          >
            <Icon name="week" />
            {week ? `Stop (day ${under} of ${daysInWeek})` : 'A week'}
          </button>
        </p>
      )}
      <p class="unseen" role="status">
        {under === 'jump' && 'Jumping to the next post'}
        {week && `Day ${under} of ${daysInWeek}`}
      </p>
      <Trouble words={travel.trouble} onDismiss={travel.dismiss} />
    </section>
  );
}

function NextPost({ next, now }: { next: number | undefined; now: number }) {
  if (next === undefined) return <span>none is planned</span>;
  return (
    <span>
      <time dateTime={new Date(next).toISOString()}>{`${dayName(next, now)}, ${timeOfDay(next)}`}</time>
      <small class="relative"> · {next <= now ? 'now' : relative(next - now)}</small>
    </span>
  );
}

/** "Tue 24 Nov, 09:00". */
function moment(at: number): string {
  const day = new Date(at).toLocaleDateString(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return `${day}, ${timeOfDay(at)}`;
}
