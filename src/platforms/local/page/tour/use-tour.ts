import { useEffect, useState } from 'preact/hooks';
import type { MessageView } from '../../views.ts';
import { useChoice } from '../data/preferences.ts';
import { type Step, steps, stepsDone } from './steps.ts';

export interface Tour {
  /** False once it was put away. */
  shown: boolean;
  done: readonly Step[];
  /** The first step that is not done; undefined when all are. */
  current: Step | undefined;
  dismiss(): void;
}

/**
 * How far the first visit has come. It is the browser's and not a person's: what was done once is known, whoever the
 * visitor is by now, and private answers are gone after a restart.
 */
export function useTour(messages: readonly MessageView[]): Tour {
  const [kept, keep] = useChoice('tour', ['open', 'closed'], 'open');
  const [done, setDone] = useState<readonly Step[]>(() => readDone());
  const proven = stepsDone(messages).filter((step) => !done.includes(step));

  useEffect(() => {
    if (proven.length === 0) return;
    const all = steps.filter((step) => done.includes(step) || proven.includes(step));
    localStorage.setItem('viva-tour-done', all.join(' '));
    setDone(all);
  }, [proven.join()]);

  return {
    shown: kept === 'open',
    done,
    current: steps.find((step) => !done.includes(step)),
    dismiss: () => keep('closed'),
  };
}

function readDone(): Step[] {
  const kept = (localStorage.getItem('viva-tour-done') ?? '').split(' ');
  return steps.filter((step) => kept.includes(step));
}
