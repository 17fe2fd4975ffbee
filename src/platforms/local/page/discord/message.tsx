import type { ComponentChildren } from 'preact';
import type { Surroundings } from '../messages/surroundings.ts';
import { WebLink } from '../messages/web-link.tsx';
import { DiscordMarkdown } from './markdown.tsx';

/** One of Discord's components (version 2), as far as messages use them. */
interface Component {
  type: number;
  accent_color?: number | null;
  components?: Component[];
  accessory?: Component;
  content?: string;
  divider?: boolean;
  items?: { media: { url: string }; description?: string | null }[];
  media?: { url: string };
  description?: string | null;
  label?: string;
  style?: number;
  custom_id?: string;
  url?: string;
  disabled?: boolean;
}

const buttonStyles: Record<number, string> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'secondary',
};

/** Draws the payload that Discord would be sent. */
export function DiscordMessage({ payload, around }: { payload: unknown; around: Surroundings }) {
  const { components } = payload as { components?: Component[] };
  return <div class="discord">{many(components, around)}</div>;
}

function many(components: Component[] | undefined, around: Surroundings): ComponentChildren {
  return components?.map((component, index) => <One key={index} component={component} around={around} />);
}

function One({ component, around }: { component: Component; around: Surroundings }) {
  switch (component.type) {
    case 17:
      return (
        <div
          class="container"
          style={component.accent_color == null ? {} : { borderLeftColor: hex(component.accent_color) }}
        >
          {many(component.components, around)}
        </div>
      );
    case 10:
      return <DiscordMarkdown text={component.content ?? ''} name={around.name} />;
    case 14:
      return component.divider === false ? <div class="space" /> : <hr />;
    case 12:
      return (
        <div class="gallery">
          {component.items?.map((item) => (
            <Picture key={item.media.url} url={item.media.url} alt={item.description ?? ''} around={around} />
          ))}
        </div>
      );
    case 9:
      return (
        <div class="with-accessory">
          <div>{many(component.components, around)}</div>
          {component.accessory && <One component={component.accessory} around={around} />}
        </div>
      );
    case 11:
      return <Picture url={component.media?.url ?? ''} alt={component.description ?? ''} around={around} />;
    case 13:
      // The page hands files over below the message, on whichever platform's looks.
      return null;
    case 1:
      return <div class="row">{many(component.components, around)}</div>;
    case 2:
      return <Button component={component} around={around} />;
    default:
      return <p class="unknown">A component of type {component.type}, which this page cannot draw.</p>;
  }
}

function Button({ component, around }: { component: Component; around: Surroundings }) {
  const { custom_id: id, label, style = 2, url, disabled = false } = component;
  if (style === 5) {
    return (
      <WebLink class="button secondary" url={url}>
        {label}
      </WebLink>
    );
  }
  return (
    <button
      type="button"
      class={`button ${buttonStyles[style] ?? 'secondary'}`}
      data-action={id}
      disabled={disabled || id === undefined || around.press === undefined}
      aria-busy={id !== undefined && around.pressed === id}
      onClick={() => id !== undefined && around.press?.(id)}
    >
      {label}
    </button>
  );
}

/** Attachments are named after their pictures. */
function Picture({ url, alt, around }: { url: string; alt: string; around: Surroundings }) {
  const id = /^attachment:\/\/(.+)\.png$/.exec(url)?.[1];
  const picture = id === undefined ? undefined : around.picture(id);
  if (picture === undefined) return <p class="unknown">A picture that is not here: {alt}</p>;
  // Pictures are drawn at twice their size.
  return <img src={picture.url} alt={alt} width={picture.width / 2} height={picture.height / 2} />;
}

function hex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}
