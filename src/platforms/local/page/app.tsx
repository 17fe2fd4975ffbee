import { useEffect, useState } from 'preact/hooks';
import { ChannelList } from './channel-list.tsx';
import { Composer } from './composer.tsx';
import { type OpenForm, useDeeds } from './deeds.ts';
import { FormDialog } from './form-dialog.tsx';
import { MessageList } from './message-list.tsx';
import { looks, themes, useChoice, useTheme } from './preferences.ts';
import { Thread } from './thread.tsx';
import { TopBar } from './top-bar.tsx';
import { usePage } from './use-page.ts';

export function App() {
  const [as, setAs] = useChoice('as', ['ada', 'ben', 'cleo', 'dan'], 'ada');
  const [look, setLook] = useChoice('look', looks, 'discord');
  const [theme, setTheme] = useChoice('theme', themes, 'system');
  const [place, setPlace] = useState('daily-quiz');
  const [threadRoot, setThreadRoot] = useState<string>();
  const [draft, setDraft] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [form, setForm] = useState<OpenForm>();
  const [unread, setUnread] = useState<readonly string[]>([]);
  const page = usePage(as);
  const deeds = useDeeds(as, setTrouble, setForm);
  useTheme(theme);

  const { state, arrived } = page;
  const channel = state?.channels.find(({ id }) => id === place) ?? state?.channels[0];
  const messages = state?.messages.filter((one) => one.channel === channel?.id) ?? [];
  const root = messages.find(({ id }) => id === threadRoot);

  useEffect(() => {
    if (arrived !== undefined && arrived.channel !== place) {
      setUnread((before) => [...new Set([...before, arrived.channel])]);
    }
  }, [arrived]);

  const enter = (id: string) => {
    setPlace(id);
    setThreadRoot(undefined);
    setUnread((before) => before.filter((one) => one !== id));
  };
  const become = (person: typeof as) => {
    setAs(person);
    setUnread([]);
    // A person's own direct messages are another channel than the one before's.
    setPlace((before) => (before.startsWith('dm-') ? `dm-${person}` : before));
    setThreadRoot(undefined);
  };

  const fill = (text: string) => {
    setDraft(text);
    document.getElementById('box')?.focus();
  };

  if (state === undefined || channel === undefined) {
    return (
      <p class="waiting" role="status">
        {page.trouble ?? 'Connecting to Viva …'}
      </p>
    );
  }
  const shown = { state, look, deeds };
  return (
    <div class="page" data-look={look}>
      <ChannelList state={state} place={channel.id} unread={unread} onEnter={enter} onBecome={become} />
      <main class="middle" aria-label={channel.kind === 'dm' ? 'Direct messages' : `Channel ${channel.name}`}>
        <TopBar channel={channel} page={page} look={look} theme={theme} onLook={setLook} onTheme={setTheme} />
        <MessageList
          {...shown}
          key={`${state.as.id}/${channel.id}`}
          channel={channel}
          messages={messages}
          onThread={setThreadRoot}
          onFill={fill}
        />
        {trouble !== undefined && form === undefined && (
          <p class="trouble" role="alert">
            {trouble}
            <button type="button" onClick={() => setTrouble(undefined)}>
              Dismiss
            </button>
          </p>
        )}
        <Composer state={state} channel={channel} draft={draft} onDraft={setDraft} deeds={deeds} />
      </main>
      {root !== undefined && (
        <Thread {...shown} root={root} messages={messages} onClose={() => setThreadRoot(undefined)} />
      )}
      {form !== undefined && (
        <FormDialog open={form} deeds={deeds} trouble={trouble} onClose={() => setForm(undefined)} />
      )}
      <p class="unseen" aria-live="polite">
        {arrived !== undefined && `${nameOf(arrived.from)}: ${arrived.summary ?? arrived.text ?? ''}`}
      </p>
    </div>
  );

  function nameOf(id: string): string {
    return state?.people.find((person) => person.id === id)?.name ?? 'Viva';
  }
}
