import type { Day } from '../practice/card.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "6 Dec", and "6 Jan 2027" where that is another year than today's. */
export function dayLabel(day: Day, today: Day): string {
  const [date, now] = [dateOf(day), dateOf(today)];
  const year = date.getUTCFullYear();
  const label = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  return year === now.getUTCFullYear() ? label : `${label} ${year}`;
}

/** "tomorrow", "on 6 Dec". */
export function dayWords(day: Day, today: Day): string {
  if (day <= today) return 'today';
  return day === today + 1 ? 'tomorrow' : `on ${dayLabel(day, today)}`;
}

function dateOf(day: Day): Date {
  return new Date(day * 86_400_000);
}
