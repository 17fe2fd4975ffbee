import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpMount } from '../../../src/app/ports/http.ts';
import type { Platform } from '../../../src/app/ports/platform.ts';
import type { TimeMachine } from '../../../src/app/ports/time-machine.ts';
import { personOf } from '../../../src/platforms/local/place.ts';
import { createLocalPlatform } from '../../../src/platforms/local/platform.ts';
import type { PageState } from '../../../src/platforms/local/state.ts';
import type { MessageView } from '../../../src/platforms/local/views.ts';
import { renderers } from '../../../src/renderers.ts';
import { emptyLibrary } from '../empty-library.ts';
import { stillTime } from '../still-time.ts';
import type { Person, World, WorldOptions } from '../world.ts';
import { seen } from './local-seen.ts';

const persons: readonly Person[] = ['ada', 'ben', 'cleo', 'dan'];
/** How long people wait for an answer. */
const patienceMs = 10_000;

export interface LocalWorld extends World {
  /** Where its page stands. */
  readonly url: string;
  /** Talk in the channel. */
  say(person: Person, text: string): Promise<void>;
  /** Looks at what everybody sees now. */
  refresh(): Promise<void>;
}

/** A local world whose server stands in this process. */
export interface OwnLocalWorld extends LocalWorld {
  /** Cuts every connection, and every new one, until what it gives back is called. */
  cutOff(): () => void;
}

export interface LocalWorldOptions extends WorldOptions {
  time?: TimeMachine;
}

/** The local platform, driven over HTTP and its event stream as the page does. */
export async function openLocalWorld(options: LocalWorldOptions = {}): Promise<OwnLocalWorld> {
  let listener: Parameters<HttpMount['mount']>[1] | undefined;
  const server = createServer((request, response) => {
    if (listener !== undefined) return listener(request, response);
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"error":"not there yet"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = openLocalWorldAt(url);
  let away = false;
  server.on('connection', (socket) => {
    if (away) socket.destroy();
  });

  return {
    ...world,
    cutOff() {
      away = true;
      server.closeAllConnections();
      return () => {
        away = false;
      };
    },
    createPlatform({ keyValue, log, http }) {
      const mount: HttpMount = {
        mount(prefix, given) {
          listener = given;
          http?.mount(prefix, given);
        },
      };
      const platform = createLocalPlatform({
        http: mount,
        keyValue,
        log,
        now: options.now ?? Date.now,
        time: options.time ?? stillTime(options.now ?? Date.now),
        pageFolder: 'dist/page',
        origin: () => url,
        notices: [],
        renderers,
        library: emptyLibrary,
      });
      return inStep(platform, world.refresh);
    },
    async close() {
      await world.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What Viva posts is seen at once, where the stream of events would take a moment. */
function inStep(platform: Platform, refresh: () => Promise<void>): Platform {
  const then = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      await refresh();
    }
  };
  return {
    ...platform,
    start: (handlers) => then(platform.start(handlers)),
    publish: (to, card, mark) => then(platform.publish(to, card, mark)),
    revise: (message, card) => then(platform.revise(message, card)),
    remove: (message) => then(platform.remove(message)),
  };
}

/** A world of a process that runs already, such as `npm start`: it makes no platform of its own. */
export function openLocalWorldAt(url: string): LocalWorld {
  const sent: { path: string; body: object }[] = [];
  const wrong: string[] = [];
  const states = new Map<Person, MessageView[]>();
  const answers = new Map<Person, Map<string, MessageView>>(persons.map((one) => [one, new Map()]));
  const everPosted = new Set<string>();
  const closing = new AbortController();
  const closed = new Promise<undefined>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

  /** A request that ends with the world, or when people's patience does; its body is read by then. */
  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    // Node 20 can lose the abort of combined signals, so there is one of its own, and a timer.
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, patienceMs);
    closing.signal.addEventListener('abort', abort);
    try {
      closing.signal.throwIfAborted();
      const response = await fetch(url + path, { ...init, signal: controller.signal });
      return { status: response.status, text: await response.text() };
    } finally {
      clearTimeout(timer);
      closing.signal.removeEventListener('abort', abort);
    }
  }

  async function load(person: Person): Promise<void> {
    const { status, text } = await ask(`/api/state?as=${person}`);
    if (status !== 200) return;
    const { messages } = JSON.parse(text) as PageState;
    states.set(person, messages);
    for (const message of messages) {
      if (message.onlyYou) answers.get(person)?.set(message.id, message);
      else if (isPost(message)) everPosted.add(message.id);
    }
  }

  // One look at a time; whoever asks while one waits to begin shares it.
  let looking: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  function refresh(): Promise<void> {
    waiting ??= looking.then(async () => {
      waiting = undefined;
      await Promise.allSettled(persons.map(load));
    });
    looking = waiting;
    return waiting;
  }

  async function follow(person: Person): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const stream = await fetch(`${url}/api/events?as=${person}`, { signal: closing.signal });
        const reader = stream.body?.getReader();
        // Node 20's fetch can leave a read hanging for ever when it is aborted: the closing is waited for beside it.
        while (stream.ok && (await Promise.race([reader?.read(), closed]))?.done === false) await refresh();
      } catch {
        // The process is away, or the world is closing.
      }
      if (!closing.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const following = persons.map(follow);

  async function post(path: string, body: object): Promise<{ status: number; text: string } | undefined> {
    try {
      return await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify(body),
      });
    } catch {
      // No answer came, as when a process is killed: people see nothing then.
      return undefined;
    }
  }

  const forms = new Map<Person, { channel: string; form: string }>();

  async function act(path: string, body: object): Promise<string | undefined> {
    const deed = { path, body: { ...body, id: randomUUID() } };
    sent.push(deed);
    const answer = await post(deed.path, deed.body);
    await refresh();
    if (answer !== undefined && answer.status >= 400 && answer.status < 500) {
      throw new Error(`${path} was refused with ${answer.status}: ${answer.text}`);
    }
    return answer?.text;
  }

  /** What a person sees of Viva, everywhere. */
  function seenBy(person: Person): MessageView[] {
    const kept = (states.get(person) ?? []).filter((one) => one.from === 'viva' && !one.onlyYou);
    return [...kept, ...(answers.get(person)?.values() ?? [])].sort((one, other) => one.at - other.at);
  }

  function messageOf(person: Person, id: string): MessageView {
    const message = seenBy(person).find((one) => one.id === id);
    if (message === undefined) throw new Error(`${person} sees no message ${id}`);
    return message;
  }

  return {
    title: 'local',
    platform: 'local',
    space: 'local:local',
    channel: 'daily-quiz',
    lockedChannel: 'announcements',
    env: { VIVA_LOCAL: '1' },
    url,
    refresh,
    createPlatform() {
      throw new Error('The process of this world has its own platform.');
    },
    member: (person) => `local:${person}`,
    shownAs: (person) => personOf(`local:${person}`)?.name ?? person,
    direct: (person) => `dm-${person}`,
    async command(person, text, { channel = 'daily-quiz' } = {}) {
      await act('/api/command', { as: person, channel, text });
    },
    async press(person, message, label) {
      const view = messageOf(person, message);
      const button = seen(view).buttons.find((one) => one.label === label);
      if (button === undefined) throw new Error(`Message ${message} has no button ${label}`);
      if (button.disabled) throw new Error(`The button ${label} of message ${message} is disabled`);
      const answer = await act('/api/press', { as: person, message, action: button.id });
      const { form } = JSON.parse(answer ?? '{}') as { form?: { id: string } };
      if (form !== undefined) forms.set(person, { channel: view.channel, form: form.id });
    },
    async submit(person, values) {
      const open = forms.get(person);
      if (open === undefined) throw new Error(`${person} has no form open`);
      forms.delete(person);
      await act('/api/submit', { as: person, ...open, values });
    },
    async reply(person, message, text) {
      const { channel } = messageOf(person, message);
      await act('/api/say', { as: person, channel, under: message, text });
    },
    async say(person, text) {
      await act('/api/say', { as: person, channel: 'daily-quiz', text });
    },
    posts: (channel = 'daily-quiz') =>
      (states.get('ada') ?? []).filter((one) => isPost(one) && one.channel === channel).map(seen),
    privately: (person) =>
      seenBy(person)
        .filter((one) => one.onlyYou || isDirect(one))
        .map(seen),
    async redeliver() {
      for (const { path, body } of [...sent].reverse()) {
        const answer = await post(path, body);
        if (answer?.status === 400) wrong.push(`${path} was refused when it came again`);
      }
      await refresh();
    },
    disturb(how) {
      throw new Error(`The local platform has no server of its own that could ${how}.`);
    },
    accepted: () => everPosted.size,
    complaints: () => [...wrong],
    async close() {
      closing.abort();
      await Promise.allSettled([...following, looking]);
    },
  };
}

function isDirect(message: MessageView): boolean {
  return message.channel.startsWith('dm-');
}

function isPost(message: MessageView): boolean {
  return message.from === 'viva' && !message.onlyYou && !isDirect(message);
}
