import { usePresent } from '../data/present.ts';

/** An instant in the reader's own zone, in the styles that Discord knows by letter. */
export function Instant({ at, style }: { at: number; style: string }) {
  const now = usePresent();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{String(at)}</span>;
  return (
    <time class="instant" dateTime={date.toISOString()} title={date.toLocaleString()}>
      {words(date, style, now)}
    </time>
  );
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

function words(date: Date, style: string, now: number): string {
  if (style === 'R') return relative(date.getTime() - now);
  return new Intl.DateTimeFormat(undefined, styles[style] ?? styles.f).format(date);
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** "in 3 hours", "yesterday". */
export function relative(difference: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(difference) >= length) ?? [
    'second' as const,
    1000,
  ];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
    Math.round(difference / size),
    unit,
  );
}
