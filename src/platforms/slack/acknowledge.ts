import type { App, Context, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Exchange } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import { revealShortcut } from '../../core/catalogue.ts';
import { redact } from './bolt-log.ts';
import { rootNames } from './manifest.ts';
import type { InTurn } from './turns.ts';

export interface AcknowledgeServices {
  log: Log;
  inTurn: InTurn;
  /** Keeps count of what is being answered, so that `stop` can wait for it. */
  track<T>(work: Promise<T>): Promise<T>;
}

/**
 * A receiver that acknowledges as soon as it knows what came, and hands it to Bolt when its turn has come: of many
 * presses at once none waits for the answers to others until Slack gives it up, three seconds later. What Viva does not
 * listen to stays unacknowledged, so that Slack tells the person.
 */
export function acknowledgingFirst(receiver: Receiver, services: AcknowledgeServices): Receiver {
  return {
    init(app) {
      const first: App = Object.create(app);
      first.processEvent = (event) =>
        isListenedTo(event.body) ? acknowledge(app, event, services) : app.processEvent(event);
      receiver.init(first);
    },
    start: (...given) => receiver.start(...given),
    stop: (...given) => receiver.stop(...given),
  };
}

/** Never rejects: the receiver would answer once more. */
async function acknowledge(app: App, event: ReceiverEvent, services: AcknowledgeServices): Promise<void> {
  const { log, inTurn, track } = services;
  const came = performance.now();
  try {
    await event.ack();
    const acknowledged = performance.now();
    const handle = () => {
      const waits: Waits = { acknowledgedIn: acknowledged - came, waited: performance.now() - acknowledged };
      const customProperties = { ...event.customProperties, [waitsKey]: waits };
      return app.processEvent({ ...event, customProperties, ack: async () => {} });
    };
    await track(inTurn(handle));
  } catch (error) {
    const reason = redact(error instanceof Error ? error.message : String(error));
    log.error({ reason }, 'a Slack event could not be handled');
  }
}

export type Waits = Pick<Exchange, 'acknowledgedIn' | 'waited'>;
const waitsKey = 'waits';

/** What Bolt handed over had to wait for before. */
export function waitsOf(context: Context): Waits {
  return context[waitsKey];
}

/** Whether `listen` has a handler for it. */
function isListenedTo(body: ReceiverEvent['body']): boolean {
  switch (body.type) {
    case 'event_callback':
    case 'block_actions':
    case 'view_submission':
      return true;
    case 'message_action':
      return body.callback_id === revealShortcut.id;
    default:
      return rootNames().some((root) => body.command === `/${root}`);
  }
}
