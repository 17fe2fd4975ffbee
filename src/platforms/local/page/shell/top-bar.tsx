import type { PageState } from '../../state.ts';
import { TimeMachine } from '../travel/time-machine.tsx';
import type { Travel } from '../travel/use-travel.ts';
import { Mark } from './face.tsx';

interface Properties {
  time: PageState['time'] | undefined;
  travel: Travel;
}

/** What is of this page alone and not of the chat in it: whose it is, and its time. */
export function TopBar({ time, travel }: Properties) {
  return (
    <header class="top-bar">
      <div class="brand">
        <Mark />
        <h1>Viva</h1>
        <small>on this machine alone</small>
      </div>
      <TimeMachine time={time} travel={travel} />
    </header>
  );
}
