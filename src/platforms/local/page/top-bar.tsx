import type { LocalChannel } from '../place.ts';
import { type Look, looks, type Theme, themes } from './preferences.ts';
import type { Page } from './use-page.ts';

interface Properties {
  channel: LocalChannel;
  page: Page;
  look: Look;
  theme: Theme;
  onLook(look: Look): void;
  onTheme(theme: Theme): void;
}

const names: Record<Look | Theme, string> = {
  discord: 'Discord',
  slack: 'Slack',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
};

export function TopBar({ channel, page, look, theme, onLook, onTheme }: Properties) {
  const notices = [
    ...(page.state?.notices ?? []),
    ...(page.connected ? [] : ['The connection is lost; it is being tried again.']),
    ...(page.state?.ready === false ? ['Viva is not taking commands yet.'] : []),
    ...(page.trouble === undefined ? [] : [page.trouble]),
  ];
  return (
    <header class="top">
      <div class="where">
        <h2>
          {channel.kind === 'dm' ? 'Viva' : `#${channel.name}`}
          <small>{channel.topic}</small>
        </h2>
        <Switch label="Shown as" values={looks} value={look} onChoose={onLook} />
        <Switch label="Theme" values={themes} value={theme} onChoose={onTheme} />
      </div>
      <div role="status">
        {notices.map((notice) => (
          <p class="notice" key={notice}>
            {notice}
          </p>
        ))}
      </div>
    </header>
  );
}

interface SwitchProperties<T extends Look | Theme> {
  label: string;
  values: readonly T[];
  value: T;
  onChoose(value: T): void;
}

function Switch<T extends Look | Theme>({ label, values, value, onChoose }: SwitchProperties<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside its buttons.
    <div class="switch" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChoose(one)}>
          {names[one]}
        </button>
      ))}
    </div>
  );
}
