import type { PersonId } from '../../place.ts';
import type { PageState } from '../../state.ts';
import { Face } from './face.tsx';

interface Properties {
  state: PageState;
  onBecome(person: PersonId): void;
}

/** Who to be: one press, and the page is another person's. */
export function People({ state, onBecome }: Properties) {
  return (
    <div class="rail">
      <h2 id="who">You are</h2>
      <ul aria-labelledby="who">
        {state.people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              class="person"
              aria-pressed={person.id === state.as.id}
              title={person.administers ? `${person.name} administers this place` : `Be ${person.name}`}
              onClick={() => onBecome(person.id)}
            >
              <Face id={person.id} name={person.name} />
              <span>{person.name}</span>
              {person.administers && <small>admin</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
