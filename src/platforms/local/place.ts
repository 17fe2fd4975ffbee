import type { Address } from '../../app/ports/platform.ts';
import { localId, type MemberId, type SpaceId } from '../../core/feed.ts';
import { channelSuggestion, roleSuggestion } from '../../core/words/suggest/place.ts';
import { fitting, type Suggestion } from '../../core/words/suggest/suggestion.ts';

/** The one space, its people and its channels. They are fixed: nobody signs in, anyone on the page can be anyone. */
export const localSpace: SpaceId = 'local:local';

export const personIds = ['ada', 'ben', 'cleo', 'dan'] as const;
export type PersonId = (typeof personIds)[number];

export interface LocalPerson {
  id: PersonId;
  name: string;
  administers: boolean;
  /** Named in grants as `role:NAME`. */
  roles: readonly string[];
}

export const people: readonly LocalPerson[] = [
  { id: 'ada', name: 'Ada', administers: true, roles: ['managers', 'members'] },
  { id: 'ben', name: 'Ben', administers: false, roles: ['members'] },
  { id: 'cleo', name: 'Cleo', administers: false, roles: [] },
  { id: 'dan', name: 'Dan', administers: false, roles: [] },
];

export interface LocalChannel {
  id: string;
  name: string;
  kind: 'channel' | 'dm';
  topic: string;
  /** Viva may not post here. */
  locked: boolean;
  /** Of a direct message: the one person who sees it. */
  owner: PersonId | undefined;
}

const shared: readonly LocalChannel[] = [
  {
    id: 'daily-quiz',
    name: 'daily-quiz',
    kind: 'channel',
    topic: 'One question a day',
    locked: false,
    owner: undefined,
  },
  {
    id: 'announcements',
    name: 'announcements',
    kind: 'channel',
    topic: 'Viva may not post here, to see what it says then',
    locked: true,
    owner: undefined,
  },
];

export const channels: readonly LocalChannel[] = [
  ...shared,
  ...personIds.map((owner) => ({
    id: `dm-${owner}`,
    name: 'Viva',
    kind: 'dm' as const,
    topic: 'Direct messages with Viva',
    locked: false,
    owner,
  })),
];

export function findChannel(id: string): LocalChannel | undefined {
  return channels.find((channel) => channel.id === id);
}

export function findPerson(id: string): LocalPerson | undefined {
  return people.find((person) => person.id === id);
}

/** The person behind a `local:…` member id. */
export function personOf(member: MemberId): LocalPerson | undefined {
  return member.startsWith('local:') ? findPerson(localId(member)) : undefined;
}

export function sees(person: PersonId, channel: LocalChannel): boolean {
  return channel.owner === undefined || channel.owner === person;
}

/** The channel that an address means: a member's is their direct messages. */
export function channelAt(to: Address): LocalChannel | undefined {
  if (to.space !== localSpace) return undefined;
  if (to.kind === 'channel') return findChannel(to.channel);
  const person = personOf(to.member);
  return person === undefined ? undefined : findChannel(`dm-${person.id}`);
}

/** Whether a person holds `role:members`, or sees `channel:daily-quiz`. */
export function holdsGrant(person: LocalPerson, grant: string): boolean {
  const kind = grant.slice(0, grant.indexOf(':'));
  const name = grant.slice(kind.length + 1);
  if (kind === 'role' || kind === 'usergroup') return person.roles.includes(name);
  if (kind !== 'channel') return false;
  const channel = findChannel(name);
  return channel !== undefined && sees(person.id, channel);
}

/** Channels and roles as a person may write them for a setting. */
export function ownNames(kind: 'grant' | 'channel', typed: string, person: LocalPerson): Suggestion[] {
  const visible = shared.filter((channel) => sees(person.id, channel));
  const places = visible.map(({ name }) => channelSuggestion(name, kind === 'grant'));
  const roles = [...new Set(people.flatMap((one) => one.roles))].map(roleSuggestion);
  return fitting(kind === 'grant' ? [...roles, ...places] : places, typed);
}
