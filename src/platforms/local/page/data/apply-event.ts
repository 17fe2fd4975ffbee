import type { PageEvent } from '../../audience.ts';
import type { PageState } from '../../state.ts';

/** The state after an event. A message that is there already is replaced where it stands. */
export function applyEvent(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'time':
      return { ...state, time: event.time };
    case 'removed': {
      const left = state.messages.filter(({ id, channel }) => id !== event.id || channel !== event.channel);
      return { ...state, messages: left };
    }
    case 'message': {
      const { message } = event;
      const known = state.messages.some(({ id }) => id === message.id);
      const messages = known
        ? state.messages.map((one) => (one.id === message.id ? message : one))
        : [...state.messages, message];
      return { ...state, messages };
    }
  }
}
