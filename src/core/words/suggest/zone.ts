import { localTime, offsetMinutes, twoDigits } from '../../zone.ts';
import { type Suggestion, suggestion } from './suggestion.ts';

/** Where nothing was typed: some that many people live in. */
const usual = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Warsaw',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Toronto',
  'America/Sao_Paulo',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Australia/Sydney',
  'Pacific/Auckland',
];

const none: Suggestion = suggestion('none', 'the zone of each feed');

/** Zones whose name holds what was typed, a city that begins with it first; each says what time it is there. */
export function zoneSuggestions(typed: string, now: number): Suggestion[] {
  return zonesLike(typed).map((zone) => suggestion(zone, `${offset(zone, now)}, now ${clock(zone, now)}`));
}

/** For a member's own zone, which can be taken back. */
export function ownZoneSuggestions(typed: string, now: number): Suggestion[] {
  const text = typed.trim().toLowerCase();
  const found = zoneSuggestions(typed, now);
  return text !== '' && 'none'.startsWith(text)
    ? [none, ...found]
    : [...found, ...(text === '' ? [none] : [])];
}

/** So many are ever shown at once. */
const most = 25;

function zonesLike(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, '_');
  if (wanted === '') return usual;
  const held = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) =>
    zone.toLowerCase().includes(wanted),
  );
  const begins = (zone: string) =>
    zone.toLowerCase().startsWith(wanted) || (zone.split('/').at(-1) ?? '').toLowerCase().startsWith(wanted);
  return [...held.filter(begins), ...held.filter((zone) => !begins(zone))].slice(0, most);
}

/** Names like a zone that is none, for whoever has no completion. */
export function zonesNear(given: string): string[] {
  const city = given.split('/').at(-1) ?? '';
  return city.trim().length < 3 ? [] : zonesLike(city).slice(0, 3);
}

function offset(zone: string, now: number): string {
  const minutes = offsetMinutes(now, zone);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${twoDigits(hours)}:${twoDigits(rest)}`;
}

function clock(zone: string, now: number): string {
  const { hour, minute } = localTime(now, zone);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}
