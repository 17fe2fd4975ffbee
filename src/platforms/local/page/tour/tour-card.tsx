import type { PersonId } from '../../place.ts';
import type { PageState } from '../../state.ts';
import { Icon } from '../shell/icon.tsx';
import { FurtherOn } from './further-on.tsx';
import { type Step, steps } from './steps.ts';
import type { Tour } from './use-tour.ts';

interface Properties {
  state: PageState;
  tour: Tour;
  /** A round stands open somewhere in sight. */
  roundThere: boolean;
  /** The step's way on is under way. */
  busy: boolean;
  onStep(step: Step): void;
  onBecome(person: PersonId): void;
  /** Undefined where no jump is possible. */
  onJump: (() => void) | undefined;
  onWeek(): void;
}

const words: Record<Step, { what: string; how: string; way: string }> = {
  answer: {
    what: 'Answer the question',
    how: 'Press a letter under it. Only you see how you did.',
    way: 'Take me there',
  },
  reveal: { what: 'Reveal the answer', how: 'It is shown to you alone.', way: 'Show me where' },
  streak: { what: 'See your streak', how: 'It counts the rounds you took part in.', way: 'See my streak' },
};

/** A first visit in three steps. They follow what really happened; this card only shows the way. */
export function TourCard({ state, tour, roundThere, busy, onStep, ...further }: Properties) {
  if (!tour.shown) return null;
  const number = tour.current === undefined ? steps.length : steps.indexOf(tour.current) + 1;
  return (
    <section class="tour" aria-label="First steps">
      <header>
        <h3>{tour.current === undefined ? 'That is all it takes' : 'First steps'}</h3>
        {tour.current !== undefined && <small>{`${number} of ${steps.length}`}</small>}
        <button type="button" class="quiet" aria-label="Close the first steps" onClick={tour.dismiss}>
          <Icon name="close" />
        </button>
      </header>
      <ol>
        {steps.map((step) => {
          const done = tour.done.includes(step);
          const current = step === tour.current;
          return (
            <li key={step} class={done ? 'done' : ''} aria-current={current ? 'step' : undefined}>
              <span class="tick" aria-hidden="true">
                {done ? <Icon name="check" /> : steps.indexOf(step) + 1}
              </span>
              <div>
                <strong>{words[step].what}</strong>
                {done && <span class="unseen"> (done)</span>}
                {current && (
                  <>
                    <p>
                      {roundThere || step === 'streak'
                        ? words[step].how
                        : 'The first question is on its way …'}
                    </p>
                    {(roundThere || step === 'streak') && (
                      <button type="button" class="primary" aria-busy={busy} onClick={() => onStep(step)}>
                        {words[step].way}
                      </button>
                    )}
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {tour.current === undefined && <FurtherOn state={state} {...further} />}
    </section>
  );
}
