import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PageEvent } from '../../audience.ts';
import type { PageState } from '../../state.ts';
import type { MessageView } from '../../views.ts';
import { applyEvent } from './apply-event.ts';
import { load, wordsFor } from './request.ts';

export interface Page {
  /** Undefined until the first answer. */
  state: PageState | undefined;
  /** False while the stream of events is broken; it is tried again by itself. */
  connected: boolean;
  trouble: string | undefined;
  /** The newest message that came while the page was open. */
  arrived: MessageView | undefined;
  /** Viva's time, as the answer to a jump told it. */
  setTime(time: PageState['time']): void;
}

/** Between two tries to reach a Viva that is away. */
const pauseMs = 1_000;

const empty: Omit<Page, 'setTime'> = {
  state: undefined,
  connected: false,
  trouble: undefined,
  arrived: undefined,
};

/** What one person sees, kept up to date by the server's events. */
export function usePage(as: string): Page {
  const [page, setPage] = useState(empty);

  useEffect(() => {
    let ended = false;
    // What comes while the state is being fetched is applied to it afterwards.
    let waiting: PageEvent[] | undefined = [];
    let events: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    const isOpen = () => events?.readyState === EventSource.OPEN;

    const refresh = async () => {
      waiting = [];
      asked += 1;
      const turn = asked;
      // Of two that cross, only the later one counts.
      const late = () => ended || turn !== asked;
      try {
        const state = await load<PageState>(`/api/state?as=${as}`);
        if (late()) return;
        const missed = waiting ?? [];
        waiting = undefined;
        const current = missed.reduce(applyEvent, state);
        setPage((before) => ({ ...before, state: current, connected: isOpen(), trouble: undefined }));
      } catch (error) {
        if (late()) return;
        setPage((before) => ({ ...before, trouble: wordsFor(error) }));
        again = setTimeout(refresh, pauseMs);
      }
    };

    const take = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as PageEvent | { kind: 'hello' } | { kind: 'alive' };
      if (event.kind === 'hello') return void refresh();
      if (event.kind === 'alive') return;
      if (waiting !== undefined) {
        waiting.push(event);
        return;
      }
      setPage((before) => ({
        ...before,
        state: before.state && applyEvent(before.state, event),
        arrived: event.kind === 'message' ? event.message : before.arrived,
      }));
    };
    const listen = () => {
      // Two tries may be waiting, and only one of them can be called off.
      if (ended) return;
      const stream = new EventSource(`/api/events?as=${as}`);
      events = stream;
      stream.onmessage = take;
      stream.onerror = () => {
        setPage((before) => ({ ...before, connected: false }));
        // The browser tries again after a broken connection, but never after an answer that is no stream: that of a
        // Viva that is just starting.
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(listen, pauseMs);
      };
    };
    listen();

    // The page before stays until the new one is there, so that the keyboard's place is not lost.
    setPage((before) => ({ ...before, arrived: undefined }));
    return () => {
      ended = true;
      clearTimeout(again);
      events?.close();
    };
  }, [as]);

  const setTime = useCallback((time: PageState['time']) => {
    setPage((before) => ({ ...before, state: before.state && { ...before.state, time } }));
  }, []);
  return { ...page, setTime };
}
