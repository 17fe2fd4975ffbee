import { getRequestListener } from '@hono/node-server';
import type { HttpMount } from '../../app/ports/http.ts';
import type { Handlers, Platform } from '../../app/ports/platform.ts';
import type { KeyValue, Log } from '../../app/ports/system.ts';
import type { TimeMachine } from '../../app/ports/time-machine.ts';
import { createAudience } from './audience.ts';
import type { Services } from './exchange.ts';
import type { Library } from './library.ts';
import { createMemory } from './memory.ts';
import { createMessages } from './messages.ts';
import { channelAt, channels, personOf, sees } from './place.ts';
import { find, obstaclesAt, publish, remove, revise } from './publish.ts';
import type { Renderers } from './renderers.ts';
import { createRoutes } from './routes.ts';

export interface LocalOptions {
  http: HttpMount;
  keyValue: KeyValue;
  log: Log;
  now(): number;
  time: TimeMachine;
  /** The built page. */
  pageFolder: string;
  /** Where the page is open, such as `http://127.0.0.1:3000`: other hosts are turned away. */
  origin(): string;
  /** Shown above the page, such as: nothing outlives the process. */
  notices: readonly string[];
  renderers: Renderers;
  /** For the page's view of the bank. */
  library: Library;
}

/** How long a stop waits for what is being answered. */
const patienceMs = 10_000;

/** A chat page on loopback on which the whole bot works without an account anywhere. */
export function createLocalPlatform(options: LocalOptions): Platform {
  const { http, keyValue, log, now, time, renderers } = options;
  let handlers: Handlers | undefined;
  let stopped = false;
  const running = new Set<Promise<void>>();
  const channelIds = channels.map((channel) => channel.id);
  const services: Services = {
    messages: createMessages(keyValue, channelIds, now),
    audience: createAudience(),
    renderers,
    log,
    now,
    time,
    handlers: () => handlers,
    stopped: () => stopped,
  };
  time.watch((view) => services.audience.tellAll({ kind: 'time', time: view }));
  const { pageFolder, notices, origin, library } = options;
  const routes = createRoutes({ services, running, pageFolder, notices, origin, library });
  // The adapter must not put its own Request and Response in place of the process's: other rooms use those.
  http.mount('/', getRequestListener(routes.fetch, { overrideGlobalObjects: false }));

  return {
    name: 'local',
    exclusive: false,
    async start(given) {
      handlers = given;
      stopped = false;
      log.info({ url: options.origin() }, 'the local page is open');
    },
    reachable: () => handlers !== undefined,
    async publish(to, card, mark) {
      const sent = await publish(services, to, card, mark);
      void time.look();
      return sent;
    },
    revise: (message, card) => revise(services, message, card),
    remove: (message) => remove(services, message),
    find: (to, round, since) => find(services, to, round, since),
    personal: createMemory(services),
    obstacles: async (to) => obstaclesAt(to),
    async canSee(member, to) {
      const person = personOf(member);
      const channel = channelAt(to);
      return person !== undefined && channel !== undefined && sees(person.id, channel);
    },
    async stop() {
      handlers = undefined;
      stopped = true;
      await settled(running);
      services.audience.endAll();
    },
  };
}

async function settled(running: Set<Promise<void>>): Promise<void> {
  if (running.size === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled(running), patience]);
  clearTimeout(timer);
}
