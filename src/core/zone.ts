/** Whether the machine's time-zone data knows this IANA name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // Bare offsets such as +02:00 pass too, but know no clock changes: nobody who writes one wants that.
    return !/^[+-]?\d/.test(zone);
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

export interface LocalTime {
  /** `YYYY-MM-DD` */
  date: string;
  hour: number;
  minute: number;
  second: number;
}

/** What the clock on the wall shows in a zone at an instant (ms). */
export function localTime(at: number, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second),
  };
}

/** `2026-11-23 10:00 Europe/Berlin`: an instant for readers whose own zone is not known. A zone unknown here gives UTC. */
export function wallClock(at: number, zone = 'UTC'): string {
  const known = isZone(zone) ? zone : 'UTC';
  const { date, hour, minute } = localTime(at, known);
  return `${date} ${twoDigits(hour)}:${twoDigits(minute)} ${known}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The instant (ms) at which a calendar day begins in a zone; where midnight is skipped, the first instant of the day. */
export function dayStart(date: string, zone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`);
  // Offsets lie within a day of UTC, and change at most once near a midnight: two corrections settle it.
  let guess = wanted - offsetAt(wanted, zone);
  guess = wanted - offsetAt(guess, zone);
  while (localTime(guess, zone).date < date) guess += 30 * 60_000;
  return guess;
}

/** The instant (ms) at which a zone's clocks show a full hour (0 to 23) on a calendar day; a skipped hour is the one after. */
export function hourOn(date: string, hour: number, zone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000;
  const guess = wanted - offsetAt(wanted, zone);
  return wanted - offsetAt(guess, zone);
}

/** How far a zone's clocks are ahead of UTC at an instant, in minutes. */
export function offsetMinutes(at: number, zone: string): number {
  return Math.round(offsetAt(at, zone) / 60_000);
}

function offsetAt(at: number, zone: string): number {
  const { date, hour, minute, second } = localTime(at, zone);
  return (
    Date.parse(`${date}T00:00:00Z`) +
    ((hour * 60 + minute) * 60 + second) * 1000 -
    Math.floor(at / 1000) * 1000
  );
}

export function nextDay(date: string): string {
  return addDays(date, 1);
}

/** The date so many days after another; before it, where `days` is negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
