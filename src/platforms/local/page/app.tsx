import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Composer } from './composer/composer.tsx';
import { type OpenForm, useDeeds } from './data/deeds.ts';
import { looks, themes, useAppearance, useChoice } from './data/preferences.ts';
import { Present, useVivaTime } from './data/present.ts';
import { usePage } from './data/use-page.ts';
import { useWhereabouts } from './data/use-whereabouts.ts';
import { FormDialog } from './forms/form-dialog.tsx';
import { MessageList } from './messages/message-list.tsx';
import type { Spotlight } from './messages/scroll.ts';
import { Thread } from './messages/thread.tsx';
import { Answering } from './shell/answering.tsx';
import { ChannelHeader } from './shell/channel-header.tsx';
import { Heard } from './shell/heard.tsx';
import { Notices } from './shell/notices.tsx';
import { Places } from './shell/places.tsx';
import { SkipLinks } from './shell/skip-links.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { Trouble } from './shell/trouble.tsx';
import { GuidedTour } from './tour/guided-tour.tsx';
import { useTravel } from './travel/use-travel.ts';

export function App() {
  const [look, setLook] = useChoice('look', looks, 'discord');
  const [theme, setTheme] = useChoice('theme', themes, 'system');
  const [draft, setDraft] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [form, setForm] = useState<OpenForm>();
  const [drawer, setDrawer] = useState(false);
  const [spotlight, setSpotlight] = useState<Spotlight>();
  const where = useWhereabouts();
  const { as, place } = where;
  const page = usePage(as);
  const { state, arrived } = page;
  const { deeds, answering } = useDeeds(as, setTrouble, setForm);
  const now = useVivaTime(state?.time);
  where.useArrival(arrived);
  useAppearance(look, theme);

  const showWeek = useCallback(
    (channel = 'daily-quiz') => {
      where.enter(channel);
      void deeds.type(channel, '/viva streak why');
    },
    [deeds],
  );
  const travel = useTravel({ as, state, deeds, onTime: page.setTime, onWeek: showWeek });
  useEffect(() => setTrouble(undefined), [as]);

  const channel = state?.channels.find(({ id }) => id === place) ?? state?.channels[0];
  const messages = useMemo(
    () => state?.messages.filter((one) => one.channel === channel?.id) ?? [],
    [state?.messages, channel?.id],
  );
  const fill = useCallback((text: string) => {
    setDraft(text);
    document.getElementById('box')?.focus();
  }, []);

  if (state === undefined || channel === undefined) {
    return (
      <p class="waiting" role="status">
        {page.trouble ?? 'Connecting to Viva …'}
      </p>
    );
  }
  const root = messages.find(({ id }) => id === where.thread);
  const shown = { state, look, deeds };
  const closeDrawer = () => setDrawer(false);
  return (
    <Present.Provider value={now}>
      <SkipLinks />
      <div class="page">
        <TopBar time={state.time} travel={travel} />
        <div class="chat">
          <Places
            {...shown}
            place={channel.id}
            unread={where.unread}
            theme={theme}
            open={drawer}
            onClose={closeDrawer}
            onEnter={where.enter}
            onBecome={where.become}
            onLook={setLook}
            onTheme={setTheme}
          />
          {drawer && (
            <button
              type="button"
              class="behind-drawer"
              tabIndex={-1}
              aria-hidden="true"
              onClick={closeDrawer}
            />
          )}
          <main
            class="middle"
            inert={drawer}
            aria-label={channel.kind === 'dm' ? 'Direct messages' : `Channel ${channel.name}`}
          >
            <ChannelHeader channel={channel} drawerOpen={drawer} onDrawer={() => setDrawer(true)} />
            <Notices page={page} />
            <GuidedTour
              {...{ state, deeds, travel, place: channel.id }}
              where={where}
              onSpotlight={setSpotlight}
            />
            <MessageList
              {...shown}
              key={`${state.as.id}/${channel.id}`}
              {...{ channel, messages, spotlight }}
              onThread={where.setThread}
              onFill={fill}
            />
            <Trouble
              words={form === undefined ? trouble : undefined}
              onDismiss={() => setTrouble(undefined)}
            />
            <Composer state={state} channel={channel} draft={draft} onDraft={setDraft} deeds={deeds} />
            <Answering answering={answering} />
          </main>
          {root !== undefined && (
            <Thread {...shown} {...{ channel, root, messages }} onClose={() => where.setThread(undefined)} />
          )}
        </div>
        {form !== undefined && (
          <FormDialog open={form} deeds={deeds} trouble={trouble} onClose={() => setForm(undefined)} />
        )}
        <Heard state={state} arrived={arrived} />
      </div>
    </Present.Provider>
  );
}
