import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpMount } from '../../../src/app/ports/http.ts';
import type { Platform } from '../../../src/app/ports/platform.ts';
import { memberId } from '../../../src/core/feed.ts';
import { botScopes, slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { createSlackPlatform, eventsPath } from '../../../src/platforms/slack/platform.ts';
import { blockText, buttonsOf } from '../../servers/slack/blocks.ts';
import type { Timer } from '../../servers/slack/delivery.ts';
import { createSlackServer, type SlackServer } from '../../servers/slack/server.ts';
import { botUser, type Message, teamId, userId } from '../../servers/slack/state.ts';
import type { Person, Seen, World, WorldOptions } from '../world.ts';

export interface SlackWorldOptions extends WorldOptions {
  mode: 'socket' | 'http';
  scopes?: readonly string[];
  timer?: Timer;
  /** How long a person waits for an answer, ms. */
  patience?: number;
}

export interface SlackWorld extends World {
  readonly server: SlackServer;
  /** Over HTTP: the listener that `createPlatform` uses where it is given none. */
  readonly address: string | undefined;
  /** Over HTTP: where Viva takes events, `http://127.0.0.1:3000/slack/events`. */
  deliverTo(url: string): void;
  /** Opens Viva's Home tab; resolves when it was published anew, or patience is at its end. */
  openHome(person: Person): Promise<void>;
  /** Presses a button of the Home tab. */
  pressHome(person: Person, label: string): Promise<void>;
  /** What a person's Home tab shows now. */
  home(person: Person): Seen | undefined;
  /** Says something in a channel, in no thread. */
  say(person: Person, channel: string, text: string): Promise<void>;
}

const quiet = 300;

/** A Slack workspace on loopback, with Viva in `#daily` and not in `#locked`. */
export async function openSlackWorld(options: SlackWorldOptions): Promise<SlackWorld> {
  const { mode, now = Date.now, patience = 10_000 } = options;
  const server = await createSlackServer({
    now,
    scopes: options.scopes ?? botScopes,
    ...(options.timer === undefined ? {} : { timer: options.timer }),
  });
  const { state, people, deliveries } = server;
  const own = mode === 'http' ? await openListener() : undefined;
  const keys = { SLACK_BOT_TOKEN: server.botToken, SLACK_API_URL: server.apiUrl };

  /** What Viva is answering, where it runs in this process: then an answer is known to be complete. */
  const watched = { inProcess: false, started: 0, running: 0 };

  function watching(platform: Platform): Platform {
    return {
      ...platform,
      start: (handlers) =>
        platform.start({
          ...handlers,
          async deliver(exchange) {
            watched.started += 1;
            watched.running += 1;
            try {
              await handlers.deliver(exchange);
            } finally {
              watched.running -= 1;
              state.changed();
            }
          },
        }),
    };
  }

  /** Does something, and waits until the person was shown all there is for it, or patience is at its end. */
  async function seen(person: Person, act: () => Promise<unknown>): Promise<void> {
    const count = () =>
      shownTo(person).length + state.modals.filter((one) => one.user === userId(person)).length;
    const before = { count: count(), started: watched.started };
    let finish = () => {};
    const shown = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let timer = setTimeout(finish, patience);
    const check = () => {
      const answered = count() > before.count;
      if (watched.inProcess) {
        if (watched.running === 0 && (answered || watched.started > before.started)) finish();
      } else if (answered) {
        // In another process: all was said when nothing more comes for a moment.
        clearTimeout(timer);
        timer = setTimeout(finish, quiet);
      }
    };
    const unwatch = state.watch(check);
    try {
      await act();
      check();
      await shown;
    } finally {
      clearTimeout(timer);
      unwatch();
    }
  }

  function shownTo(person: Person): Message[] {
    const user = userId(person);
    const direct = state.directMessage(user).id;
    return state.messages.filter(
      (one) => one.onlyFor === user || (one.channel === direct && one.author === botUser),
    );
  }

  function messageOf(id: string): Message {
    const message = state.messages.find((one) => one.id === id);
    if (message === undefined) throw new Error(`no message ${id}`);
    return message;
  }

  function ownMount(): HttpMount {
    if (own === undefined) return { mount: () => {} };
    deliveries.deliverTo(own.address);
    return own;
  }

  return {
    title: mode === 'socket' ? 'slack over Socket Mode' : 'slack over HTTP',
    platform: 'slack',
    space: `slack:${teamId}`,
    channel: 'C0DAILY',
    lockedChannel: 'C0LOCKED',
    env:
      mode === 'socket'
        ? { ...keys, SLACK_APP_TOKEN: server.appToken }
        : { ...keys, SLACK_SIGNING_SECRET: server.signingSecret },
    server,
    address: own?.address,
    createPlatform({ keyValue, log, http }) {
      watched.inProcess = true;
      const platform = createSlackPlatform({
        botToken: server.botToken,
        appToken: mode === 'socket' ? server.appToken : undefined,
        signingSecret: mode === 'http' ? server.signingSecret : undefined,
        apiUrl: server.apiUrl,
        http: http ?? ownMount(),
        keyValue,
        log,
        now,
      });
      return watching(platform);
    },
    member: (person) => memberId('slack', userId(person)),
    shownAs: userId,
    direct: (person) => state.directMessage(userId(person)).id,
    deliverTo: (url) => deliveries.deliverTo(url),
    command: (person, text, where) =>
      seen(person, () => people.command(userId(person), text, where?.channel ?? 'C0DAILY')),
    press: (person, message, label) =>
      seen(person, () => people.press(userId(person), messageOf(message), label)),
    reply: (person, message, text) =>
      seen(person, () => people.say(userId(person), messageOf(message).channel, text, message)),
    async fromMenu(person, name, id) {
      const shortcut = shortcuts().find((one) => one.name === name);
      if (shortcut === undefined) throw new Error(`the manifest has no shortcut ${name}`);
      const target = id ?? (await people.say(userId('dan'), 'C0DAILY', 'What a fine day.'));
      await seen(person, () => people.shortcut(userId(person), messageOf(target), shortcut.callback_id));
    },
    openHome: (person) => seen(person, () => people.openApp(userId(person))),
    pressHome: (person, label) => seen(person, () => people.pressHome(userId(person), label)),
    home(person) {
      const view = state.homes.get(userId(person));
      if (view === undefined) return undefined;
      const blocks = (view.blocks ?? []) as Message['blocks'];
      return { id: 'home', text: blockText(blocks).join('\n'), buttons: buttonsOf(blocks), pictures: [] };
    },
    say: (person, channel, text) => seen(person, () => people.say(userId(person), channel, text)),
    submit: (person, values) => seen(person, () => people.submit(userId(person), values)),
    posts: (channel = 'C0DAILY') =>
      state.messages
        .filter((one) => one.channel === channel && one.onlyFor === undefined && one.author === botUser)
        .map(asSeen),
    privately: (person) => shownTo(person).map(asSeen),
    redeliver: () => deliveries.redeliver(),
    disturb: (how) => server.disturb(how),
    accepted: () => state.accepted,
    complaints: () => [...state.complaints],
    async close() {
      await server.close();
      await own?.close();
    },
  };
}

function asSeen({ id, text, blocks }: Message): Seen {
  return {
    id,
    text: [text, ...blockText(blocks)].join('\n'),
    buttons: buttonsOf(blocks),
    pictures: blocks.filter((block) => block.type === 'image').map((block) => String(block.alt_text)),
  };
}

/** What the app's manifest puts into the menus of messages. */
function shortcuts(): { name: string; callback_id: string }[] {
  const { features } = slackManifest() as {
    features: { shortcuts: { type: string; name: string; callback_id: string }[] };
  };
  return features.shortcuts.filter(({ type }) => type === 'message');
}

/** A listener of its own, where no process of Viva lends its server. */
async function openListener(): Promise<HttpMount & { address: string; close(): Promise<void> }> {
  let listener: RequestListener = (_, response) => void response.writeHead(404).end();
  const http = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}${eventsPath}`,
    mount: (_, next) => {
      listener = next;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
