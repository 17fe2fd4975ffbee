import { useState } from 'preact/hooks';
import { looks, themes, useAppearance, useChoice } from '../data/preferences.ts';
import { Present } from '../data/present.ts';
import { Mark } from '../shell/face.tsx';
import { lookNames, themeNames } from '../shell/names.ts';
import { Switch } from '../shell/switch.tsx';
import { addressOf } from './address.ts';
import { Filters } from './filters.tsx';
import { QuestionList } from './question-list.tsx';
import { ReadingPane } from './reading-pane.tsx';
import { useBank } from './use-bank.ts';

/** The bank to be read by those who write it: every question as both services show it. */
export function BankPage() {
  const [look, setLook] = useChoice('look', looks, 'discord');
  const [theme, setTheme] = useChoice('theme', themes, 'system');
  const [now] = useState(() => Date.now());
  const { address, go, shelf, reading, trouble } = useBank();
  useAppearance(look, theme);
  const hrefOf = (question: string) => addressOf({ ...address, question });
  const open = (question: string) => {
    go({ question });
    document.querySelector('.bank-open')?.scrollTo({ top: 0 });
  };
  return (
    <Present.Provider value={now}>
      <div class="page bank-page">
        <header class="top-bar">
          <div class="brand">
            <Mark />
            <h1>Question bank</h1>
          </div>
          <a class="bar-link" href="/">
            Back to the chat
          </a>
          <Switch label="Shown as" values={looks} names={lookNames} value={look} onChoose={setLook} />
          <Switch label="Theme" values={themes} names={themeNames} value={theme} onChoose={setTheme} />
        </header>
        <div class={address.question === undefined ? 'bank' : 'bank is-open'}>
          <nav class="bank-shelf" aria-label="Questions">
            <Filters address={address} shelf={shelf} onChange={go} />
            <QuestionList shelf={shelf} open={address.question} hrefOf={hrefOf} onOpen={open} />
          </nav>
          <main class="bank-open" aria-label="The question">
            {address.question !== undefined && (
              <button type="button" class="bank-back" onClick={() => go({ question: undefined })}>
                All questions
              </button>
            )}
            {trouble !== undefined && (
              <p class="trouble" role="alert">
                {trouble}
              </p>
            )}
            {reading !== undefined && <ReadingPane {...{ reading, look, hrefOf }} onOpen={open} />}
            {reading === undefined && trouble === undefined && (
              <p class="waiting" role="status">
                {address.question === undefined ? 'Choose a question to read it.' : 'Opening it …'}
              </p>
            )}
          </main>
        </div>
      </div>
    </Present.Provider>
  );
}
