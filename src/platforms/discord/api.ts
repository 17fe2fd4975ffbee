import { REST } from 'discord.js';

/** How long a request to Discord may last, from being queued to the last byte of its answer. */
const requestTimeout = 10_000;

/** Between two seconds of the limit, ms: a request on its way must not arrive in the second before its own. */
const windowGap = 20;

export interface ApiOptions {
  token: string;
  /** `https://discord.com/api`, or a proxy, or another server. */
  apiUrl: string;
  /** Discord's limit for the whole bot: 50 unless set. Large bots are granted more. */
  requestsPerSecond?: number;
}

/** Discord's REST interface, thrice: it needs no gateway, so a process that only works the queue has it too. */
export interface DiscordApi {
  /**
   * For posts: never repeats by itself after a failure, and never waits out a rate limit of a channel, so that what
   * becomes of a request is known to whoever made it. Only for its turn within the bot's own limit it waits, at most a
   * second: many posts that are due at once would otherwise be turned away, and looked for before each next try.
   */
  readonly strict: REST;
  /** For requests that may wait: repeats after a 5xx, and waits until Discord takes more. */
  readonly patient: REST;
  /** For answers to interactions. They carry a token of their own, and Discord's limit of a bot does not count them. */
  readonly answers: REST;
  /** Ends a request, its reading included, that takes too long. A new one for every request. */
  deadline(): AbortSignal;
}

export function openApi({ token, apiUrl, requestsPerSecond = 50 }: ApiOptions): DiscordApi {
  const shared = { api: apiUrl.replace(/\/+$/, ''), version: '10', timeout: requestTimeout };
  const strict = new REST({
    ...shared,
    retries: 0,
    globalRequestsPerSecond: requestsPerSecond,
    offset: windowGap,
    rejectOnRateLimit: ({ global, retryAfter }) => !(global && retryAfter <= 1_000 + windowGap),
  });
  const patient = new REST({ ...shared, retries: 2 });
  const answers = new REST({
    ...shared,
    retries: 2,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    // The client keeps a queue for every interaction, and would keep it for an hour: nobody comes back to most.
    handlerSweepInterval: 10_000,
  });
  return {
    answers,
    // Set before each request: after a single 401 the client forgets its token, and every later request would fail
    // without reaching Discord.
    get strict() {
      return strict.setToken(token);
    },
    get patient() {
      return patient.setToken(token);
    },
    deadline: () => AbortSignal.timeout(requestTimeout),
  };
}
