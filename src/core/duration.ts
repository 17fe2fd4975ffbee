const units: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** Milliseconds of `15m`, `1h30m`, `6h`, `90s`, `2d` (largest unit first, spaces allowed), or undefined. */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().toLowerCase().replace(/\s+/g, '');
  if (!/^(?=\d)(\d+d)?(\d+h)?(\d+m(?:in)?)?(\d+s)?$/.test(compact)) return undefined;
  let total = 0;
  for (const [, count = '', unit = ''] of compact.matchAll(/(\d+)([dhms])/g)) {
    total += Number(count) * (units[unit] ?? 0);
  }
  return total > 0 ? total : undefined;
}

/** "1 h 30 min": milliseconds in words, to the second. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.length === 0 ? '0 s' : shown.join(' ');
}
