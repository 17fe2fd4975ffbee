import type { PageState } from '../../state.ts';
import type { MessageView } from '../../views.ts';

interface Properties {
  state: PageState;
  arrived: MessageView | undefined;
}

/** The newest message in one line, read out to those who do not see it come. */
export function Heard({ state, arrived }: Properties) {
  const from = state.people.find(({ id }) => id === arrived?.from)?.name ?? 'Viva';
  return (
    <p class="unseen" aria-live="polite">
      {arrived !== undefined && `${from}: ${arrived.summary ?? arrived.text ?? ''}`}
    </p>
  );
}
