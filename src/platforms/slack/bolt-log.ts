import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../app/ports/system.ts';

/** Takes tokens, Socket Mode tickets and response addresses out of a text. */
export function redact(text: string): string {
  return text
    .replace(/x(?:ox[a-z](?:\.xox[a-z])?|app)-[\w.-]+/gi, '[token]')
    .replace(/\bwss?:\/\/\S+/g, '[socket address]')
    .replace(/https?:\/\/\S*\/(?:commands|actions|services|response)\/\S*/g, '[response address]');
}

/** Slack's SDKs log into Viva's log: their debug lines hold what people wrote, so those are dropped. */
export function boltLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
      log[level]({ from: 'slack' }, redact(text).slice(0, 500));
    };
  return {
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
