import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { parseDuration } from './core/duration.ts';
import { kindOfToken } from './token-kind.ts';

export const roles = ['gateway', 'scheduler', 'worker'] as const;
export type Role = (typeof roles)[number];

const text = (what: string) => z.string().trim().min(1, `is empty; give ${what}, or leave the line out`);
const token = (what: string, pattern: RegExp, looksLike: string) =>
  text(what).regex(pattern, {
    error: ({ input }) => {
      const kind = kindOfToken(String(input));
      return `does not look like ${what}: it ${looksLike}${kind === undefined ? '' : `, and this is ${kind}`}`;
    },
  });
const httpUrl = z.url({ protocol: /^https?$/, error: 'is not an http or https address' });
const flag = z.enum(['0', '1'], 'must be 1 (on) or 0 (off)').transform((value) => value === '1');
const list = (value: string) => value.split(/[\s,]+/).filter(Boolean);

/** Every key of the environment, with what is right for it. `.env.example` is held against this by a test. */
export const environmentSchema = z.object({
  DISCORD_TOKEN: token(
    'a Discord bot token',
    /^[\w-]+\.[\w-]+\.[\w-]+$/,
    'has three parts with dots between',
  ).optional(),
  DISCORD_API_URL: httpUrl.default('https://discord.com/api'),
  DISCORD_REQUESTS_PER_SECOND: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .default(50),
  DISCORD_MESSAGE_CONTENT: flag.default(false),
  SLACK_BOT_TOKEN: token('a Slack bot token', /^xoxb-/, 'begins with xoxb-').optional(),
  SLACK_APP_TOKEN: token('a Slack app-level token', /^xapp-/, 'begins with xapp-').optional(),
  SLACK_SIGNING_SECRET: text('the app’s signing secret').optional(),
  SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
  REDIS_URL: z
    .string()
    .transform(list)
    .refine((urls) => urls.length > 0 && urls.every((url) => /^rediss?:\/\/[^/]/.test(url)), {
      error: 'must be redis://host:port or rediss://host:port; several, with commas between, for a cluster',
      abort: true,
    })
    .refine((urls) => urls.every(isRedisUrl), {
      error:
        'is no address that can be read: after the host stands a port up to 65535, then at most /0 for a database; ' +
        'in a password write / as %2F, ? as %3F, # as %23, % as %25',
    })
    .optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^(\{[\w-]+\}|[\w-]+)$/, 'may hold letters, digits, - and _; on a cluster it stands in braces')
    .default('viva'),
  VIVA_QUESTIONS: text('folders of questions, with commas between').transform(list).default(['questions']),
  VIVA_HOST: text('an address to listen on').default('127.0.0.1'),
  VIVA_PORT: z.coerce
    .number('must be a port number')
    .int('must be a whole number')
    .min(0, 'must be from 0 to 65535')
    .max(65_535, 'must be from 0 to 65535')
    .default(3_000),
  VIVA_ROLES: z
    .string()
    .transform(list)
    .pipe(
      z.array(z.enum(roles, `must be of ${roles.join(', ')}, with commas between`)).min(1, 'names no role'),
    )
    .default([...roles]),
  VIVA_DATA: text('a folder').default('.viva'),
  VIVA_LOCAL: flag.optional(),
  VIVA_MIN_INTERVAL: z
    .string()
    .transform((value, context) => {
      const duration = parseDuration(value);
      if (duration !== undefined && duration >= 60_000) return duration;
      context.addIssue({
        code: 'custom',
        message: 'must be a duration of a minute or more, such as 15m or 1h30m',
      });
      return z.NEVER;
    })
    .optional(),
  VIVA_ANSWERS_KEPT: z
    .string()
    .transform((value, context) => {
      const duration = value === '0' ? 0 : parseDuration(value);
      if (duration !== undefined) return duration;
      context.addIssue({
        code: 'custom',
        message: 'must be a duration, such as 30d or 12h, or 0: not at all',
      });
      return z.NEVER;
    })
    .default(30 * 86_400_000),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

/** A password with signs of a URL in it is else taken for host and path, and would be shown as such. */
function isRedisUrl(url: string): boolean {
  try {
    const { pathname, username, password } = new URL(url);
    decodeURIComponent(username + password);
    return /^\/?\d*$/.test(pathname);
  } catch {
    return false;
  }
}

export interface Config {
  discord: { token: string; apiUrl: string; requestsPerSecond: number; messageContent: boolean } | undefined;
  slack:
    | { botToken: string; appToken: string | undefined; signingSecret: string | undefined; apiUrl: string }
    | undefined;
  /** The local platform and its page. */
  local: boolean;
  redisUrls: readonly string[];
  prefix: string;
  questionFolders: readonly string[];
  host: string;
  port: number;
  roles: readonly Role[];
  dataFolder: string;
  /** Milliseconds. */
  minInterval: number;
  /** Milliseconds that the words of written answers are kept; 0: not at all. */
  answersKept: number;
  logLevel: string;
}

/** Between two posts of a feed, unless set. On the local page alone nobody can be flooded, and waiting teaches nothing. */
const usualInterval = 15 * 60_000;
const localInterval = 60_000;

/** One wrong or missing key. */
export interface ConfigProblem {
  key: string;
  /** What is wrong and what is right, to be read after the key. */
  text: string;
}

/** The configuration, or everything that is wrong with the environment at once. Values never appear in problems. */
export function readConfig(
  environment: Record<string, string | undefined>,
): { config: Config } | { problems: ConfigProblem[] } {
  // An empty line of an .env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => ({ key: String(issue.path[0]), text: issue.message })),
    };
  }
  const env = parsed.data;
  const tokens = env.DISCORD_TOKEN !== undefined || env.SLACK_BOT_TOKEN !== undefined;
  const local = env.VIVA_LOCAL ?? !tokens;
  const problems = crossChecks(env, local);
  if (problems.length > 0) return { problems };
  const { DISCORD_TOKEN: discordToken, SLACK_BOT_TOKEN: botToken } = env;
  return {
    config: {
      discord:
        discordToken === undefined
          ? undefined
          : {
              token: discordToken,
              apiUrl: env.DISCORD_API_URL,
              requestsPerSecond: env.DISCORD_REQUESTS_PER_SECOND,
              messageContent: env.DISCORD_MESSAGE_CONTENT,
            },
      slack:
        botToken === undefined
          ? undefined
          : {
              botToken,
              appToken: env.SLACK_APP_TOKEN,
              signingSecret: env.SLACK_SIGNING_SECRET,
              apiUrl: env.SLACK_API_URL.replace(/\/?$/, '/'),
            },
      local,
      redisUrls: env.REDIS_URL ?? [],
      prefix: env.REDIS_PREFIX,
      questionFolders: env.VIVA_QUESTIONS,
      host: env.VIVA_HOST,
      port: env.VIVA_PORT,
      roles: [...new Set(env.VIVA_ROLES)],
      dataFolder: env.VIVA_DATA,
      minInterval: env.VIVA_MIN_INTERVAL ?? (tokens ? usualInterval : localInterval),
      answersKept: env.VIVA_ANSWERS_KEPT,
      logLevel: env.LOG_LEVEL,
    },
  };
}

function crossChecks(env: z.infer<typeof environmentSchema>, local: boolean): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const slackKeys = [env.SLACK_APP_TOKEN, env.SLACK_SIGNING_SECRET];
  const hasWay = slackKeys.some((key) => key !== undefined);
  if (env.SLACK_BOT_TOKEN !== undefined && !hasWay) {
    problems.push({
      key: 'SLACK_APP_TOKEN',
      text: 'is missing: SLACK_BOT_TOKEN needs it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    });
  }
  if (env.SLACK_BOT_TOKEN === undefined && hasWay) {
    problems.push({ key: 'SLACK_BOT_TOKEN', text: 'is missing: the other Slack keys do nothing without it' });
  }
  if (local && !isLoopback(env.VIVA_HOST)) {
    problems.push({
      key: 'VIVA_LOCAL',
      text: 'is refused: on the local page anyone can be anyone, so VIVA_HOST must be 127.0.0.1, ::1 or localhost',
    });
  }
  if ((env.REDIS_URL?.length ?? 0) > 1 && !env.REDIS_PREFIX.startsWith('{')) {
    problems.push({ key: 'REDIS_PREFIX', text: 'must stand in braces on a cluster, such as {viva}' });
  }
  return problems;
}

export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && host === '::1');
}
