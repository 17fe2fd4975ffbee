import type { LocalChannel } from '../../place.ts';
import { Face } from './face.tsx';
import { Icon } from './icon.tsx';

interface Properties {
  channel: LocalChannel;
  drawerOpen: boolean;
  onDrawer(): void;
}

/** Which channel this is; in a narrow window also the way to the others. */
export function ChannelHeader({ channel, drawerOpen, onDrawer }: Properties) {
  return (
    <header class="channel-header">
      <button
        id="to-places"
        type="button"
        class="quiet drawer-button"
        aria-expanded={drawerOpen}
        aria-controls="places"
        aria-label="Channels and people"
        onClick={onDrawer}
      >
        <Icon name="menu" />
      </button>
      <h2>
        {channel.kind === 'dm' ? (
          <Face id="viva" name="Viva" />
        ) : (
          <Icon name={channel.locked ? 'lock' : 'hash'} />
        )}
        {channel.name}
      </h2>
      <p class="topic">{channel.topic}</p>
    </header>
  );
}
