/** The workspace as Slack keeps it: who is in it, what was said, and what Viva asked wrongly. */

export interface User {
  id: string;
  name: string;
  zone: string;
  admin: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'dm';
  members: Set<string>;
  archived: boolean;
}

export type Json = Record<string, unknown>;

export interface UploadedFile {
  name: string;
  size: number;
  uploaded: boolean;
  complete: boolean;
  polls: number;
  /** Of a file that is no picture. */
  text?: string;
}

export interface Message {
  id: string;
  channel: string;
  author: string;
  text: string;
  blocks: Json[];
  thread: string | undefined;
  metadata: Json | undefined;
  /** Set for what only one person sees. */
  onlyFor: string | undefined;
  /** Shared with it. */
  files?: UploadedFile[];
}

export interface Modal {
  id: string;
  user: string;
  view: Json;
  sent: boolean;
}

export const botUser = 'U0VIVA';
export const botId = 'B0VIVA';
export const appId = 'A0VIVA';
export const teamId = 'T0WORLD';

export class SlackState {
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly groups = new Map<string, Set<string>>();
  readonly messages: Message[] = [];
  readonly modals: Modal[] = [];
  /** What each person's Home tab shows. */
  readonly homes = new Map<string, Json>();
  /** Whether the app's settings have a Home tab. */
  homeEnabled = true;
  readonly complaints: string[] = [];
  readonly files = new Map<string, UploadedFile>();
  readonly triggers = new Map<string, { at: number; user: string; used: boolean }>();
  readonly responses = new Map<
    string,
    { uses: number; at: number; user: string; channel: string; message?: string }
  >();
  scopes: Set<string>;
  accepted = 0;
  /** Every request to the Web API, by method, oldest first. */
  readonly requests: { method: string; given: Json }[] = [];
  readonly now: () => number;
  #lastTime = 0;
  #count = 0;
  #watchers = new Set<() => void>();

  constructor(now: () => number, scopes: Iterable<string>) {
    this.now = now;
    this.scopes = new Set(scopes);
  }

  /** A message's id: seconds and six decimals, never the same twice; the sixth digits keep it within its millisecond. */
  nextTs(): string {
    this.#lastTime = Math.max(this.#lastTime, this.now());
    this.#count = (this.#count + 1) % 450;
    if (this.#count === 0) this.#lastTime += 1;
    const [seconds, rest] = [Math.floor(this.#lastTime / 1000), this.#lastTime % 1000];
    return `${seconds}.${String(Math.floor(rest)).padStart(3, '0')}${String(this.#count).padStart(3, '0')}`;
  }

  nextId(prefix: string): string {
    this.#serial += 1;
    return `${prefix}${this.#serial.toString(36).toUpperCase().padStart(6, '0')}`;
  }
  #serial = 0;

  complain(text: string): void {
    this.complaints.push(text);
  }

  /** Tells whoever waits that somebody was shown something. */
  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  message(channel: string, ts: string): Message | undefined {
    return this.messages.find((one) => one.id === ts && one.channel === channel && one.onlyFor === undefined);
  }

  directMessage(user: string): Channel {
    const id = `D${user.slice(1)}`;
    const known = this.channels.get(id);
    if (known !== undefined) return known;
    const channel: Channel = {
      id,
      name: 'directmessage',
      kind: 'dm',
      members: new Set([user, botUser]),
      archived: false,
    };
    this.channels.set(id, channel);
    return channel;
  }

  newTrigger(user: string): string {
    const id = `${this.nextId('')}.${this.now()}.trigger`;
    this.triggers.set(id, { at: this.now(), user, used: false });
    return id;
  }

  newResponse(user: string, channel: string, message?: string): string {
    const id = this.nextId('R');
    this.responses.set(id, { uses: 0, at: this.now(), user, channel, ...(message ? { message } : {}) });
    return id;
  }
}

/** A workspace with an administrator, three members, and channels of each kind. */
export function populate(state: SlackState): void {
  const people: [string, string, boolean][] = [
    ['ada', 'Europe/Berlin', true],
    ['ben', 'America/New_York', false],
    ['cleo', 'Asia/Kolkata', false],
    ['dan', 'Europe/London', false],
  ];
  for (const [name, zone, admin] of people) {
    const id = userId(name);
    state.users.set(id, { id, name, zone, admin });
    state.directMessage(id);
  }
  const everyone = people.map(([name]) => userId(name));
  const add = (id: string, name: string, kind: Channel['kind'], members: string[], archived = false) =>
    state.channels.set(id, { id, name, kind, members: new Set(members), archived });
  add('C0DAILY', 'daily', 'public', [...everyone, botUser]);
  add('C0LOCKED', 'locked', 'public', everyone);
  add('C0SECRET', 'secret', 'private', [userId('ada'), userId('ben'), botUser]);
  add('C0ARCHIVE', 'archive', 'public', [...everyone, botUser], true);
  // Between two people: Viva is no part of it, but slash commands work there.
  add('D0BETWEEN', 'directmessage', 'dm', [userId('ada'), userId('ben')]);
  state.groups.set('S0CREW', new Set([userId('ben')]));
}

export function userId(person: string): string {
  return `U0${person.toUpperCase()}`;
}
