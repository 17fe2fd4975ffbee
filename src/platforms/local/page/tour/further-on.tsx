import type { PersonId } from '../../place.ts';
import type { PageState } from '../../state.ts';
import { Face } from '../shell/face.tsx';
import { Icon } from '../shell/icon.tsx';

interface Properties {
  state: PageState;
  onBecome(person: PersonId): void;
  /** Undefined where no jump is possible. */
  onJump: (() => void) | undefined;
  onWeek(): void;
}

/** What to try once the three steps are done. */
export function FurtherOn({ state, onBecome, onJump, onWeek }: Properties) {
  const others = state.people.filter(({ id }) => id !== state.as.id);
  return (
    <div class="further">
      <p>Be somebody else, answer too, and see how the streaks differ:</p>
      <div class="others">
        {others.map(({ id, name }) => (
          <button key={id} type="button" aria-label={`Be ${name}`} onClick={() => onBecome(id)}>
            <Face id={id} name={name} />
            <span>{name}</span>
          </button>
        ))}
      </div>
      {onJump !== undefined && (
        <>
          <p>Or do not wait for tomorrow’s question:</p>
          <button type="button" onClick={onJump}>
            <Icon name="next" />
            Jump to the next post
          </button>
          <button type="button" class="week" onClick={onWeek}>
            <Icon name="week" />
            Play a week
          </button>
          <p class="small">
            Seven rounds in a row earn a freeze. Then jump once more without answering: the freeze bridges the
            round you missed.
          </p>
        </>
      )}
    </div>
  );
}
