import type { LocalChannel } from '../../place.ts';
import { Face } from '../shell/face.tsx';
import { Icon } from '../shell/icon.tsx';

interface Properties {
  channel: LocalChannel;
  empty: boolean;
  onFill(text: string): void;
}

const everyMinute = '/viva-admin schedule add cron="* * * * *"';

/** Where a channel begins; an empty one says what to do. */
export function Beginning({ channel, empty, onFill }: Properties) {
  const private_ = channel.kind === 'dm';
  return (
    <div class="beginning">
      {private_ ? (
        <Face id="viva" name="Viva" />
      ) : (
        <span class="sign">
          <Icon name={channel.locked ? 'lock' : 'hash'} />
        </span>
      )}
      <h3>{private_ ? 'You and Viva' : `Welcome to #${channel.name}`}</h3>
      <p>{words(channel)}</p>
      {empty && !channel.locked && (
        <div class="try">
          <p>
            {private_ ? 'Have a question of your own every minute:' : 'As Ada, have a question every minute:'}
          </p>
          <p class="row">
            <code>{everyMinute}</code>
            <button type="button" onClick={() => onFill(everyMinute)}>
              Fill it in
            </button>
          </p>
          <p>
            Or look a question up at once with <code>/viva ask</code>; <code>/viva help</code> tells the rest.
          </p>
        </div>
      )}
    </div>
  );
}

function words(channel: LocalChannel): string {
  if (channel.kind === 'dm') return 'Nobody else reads what is said here.';
  if (channel.locked) return 'Viva may not post here. Try, and see what it says.';
  return `${channel.topic}. This is where it begins.`;
}
