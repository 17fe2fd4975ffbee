import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../../state.ts';
import type { Deeds } from '../data/deeds.ts';
import type { useWhereabouts } from '../data/use-whereabouts.ts';
import type { Spotlight } from '../messages/scroll.ts';
import { openRounds } from '../travel/open-rounds.ts';
import type { Travel } from '../travel/use-travel.ts';
import type { Step } from './steps.ts';
import { TourCard } from './tour-card.tsx';
import { useTour } from './use-tour.ts';

interface Properties {
  state: PageState;
  deeds: Deeds;
  travel: Travel;
  place: string;
  where: ReturnType<typeof useWhereabouts>;
  onSpotlight(spotlight: Spotlight): void;
}

/** Knows where each step's way on leads. */
export function GuidedTour({ state, deeds, travel, place, where, onSpotlight }: Properties) {
  const tour = useTour(state.messages);
  const [busy, setBusy] = useState(false);
  const [aim, setAim] = useState<Spotlight>();
  const round = openRounds(state.messages).at(-1);

  // Once the round's channel is drawn, the light falls on it.
  useEffect(() => {
    if (aim === undefined) return;
    onSpotlight(aim);
    setAim(undefined);
  }, [aim]);

  const goTo = async (step: Step) => {
    if (step === 'streak') {
      if (busy) return;
      setBusy(true);
      await deeds.type(round?.message.channel ?? place, '/viva streak');
      setBusy(false);
      return;
    }
    if (round === undefined) return;
    if (round.message.channel !== place) where.enter(round.message.channel);
    const action = step === 'answer' ? 'viva1/choose/' : 'viva1/round-reveal/';
    setAim({ message: round.message.id, action });
  };

  return (
    <TourCard
      state={state}
      tour={tour}
      roundThere={round !== undefined}
      busy={busy}
      onStep={(step) => void goTo(step)}
      onBecome={where.become}
      onJump={state.time?.travels ? () => void travel.jump() : undefined}
      onWeek={() => void travel.week()}
    />
  );
}
