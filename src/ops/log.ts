import { type Logger, pino } from 'pino';

/** Whatever looks like a token of Discord or Slack, or a password in a URL. */
const secrets =
  /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

export function redact(text: string): string {
  return text.replace(secrets, '[secret]');
}

/**
 * JSON lines on the standard output, or readable ones where a person looks on. Every line passes `redact`, so that a
 * library's error text cannot carry a token into the log.
 */
export function createLog(level: string, forPeople: boolean): Logger {
  const out = {
    write: (line: string) => void process.stdout.write(forPeople ? readable(line) : redact(line)),
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, out);
}

const names: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: '',
  40: 'warning',
  50: 'error',
  60: 'fatal',
};

/** `09:00:12  connected  platform=discord` */
function readable(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(redact(line)) as Record<string, unknown>;
  const name = names[Number(level)] ?? '';
  const rest = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const head = [String(time).slice(11, 19), name, String(msg)].filter((part) => part !== '').join('  ');
  return `${[head, ...rest].join('  ')}\n`;
}
