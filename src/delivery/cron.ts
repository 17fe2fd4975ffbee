import { Cron as Croner } from 'croner';
import type { Cron } from '../app/ports/system.ts';

interface Parsed {
  engine: Croner;
  /** What was asked last, and the answer: thousands of feeds share a rule, and are due at one instant. */
  after: number | undefined;
  next: number | undefined;
}

/**
 * Next runs by croner, which takes a reference instant and, unlike node-cron, runs a time that a clock change skips
 * and does not run a repeated one twice. A rule is validated by the engine that runs it.
 */
export function createCron(): Cron {
  const parsed = new Map<string, Parsed>();
  const read = ({ cron, zone }: { cron: string; zone: string }): Parsed => {
    const key = `${zone} ${cron}`;
    let known = parsed.get(key);
    if (known === undefined) {
      const engine = new Croner(cron, { timezone: zone, paused: true, mode: '5-part' });
      known = { engine, after: undefined, next: undefined };
      // Rules repeat among feeds; the cap keeps a server of endless edits from growing without end.
      if (parsed.size >= maxParsed) parsed.clear();
      parsed.set(key, known);
    }
    return known;
  };
  return {
    problem(rule) {
      if (rule.cron.trim().split(/\s+/).length !== 5) return 'It does not have five fields.';
      try {
        read(rule).engine.nextRun(new Date(0));
        return undefined;
      } catch (error) {
        const words = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
        return words.endsWith('.') ? words : `${words}.`;
      }
    },
    next(rule, after) {
      const known = read(rule);
      if (known.after !== after) {
        known.next = known.engine.nextRun(new Date(after))?.getTime();
        known.after = after;
      }
      return known.next;
    },
  };
}

const maxParsed = 5_000;
