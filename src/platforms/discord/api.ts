import { REST } from 'discord.js';

/** How long a request to Discord may last, from being queued to the last byte of its answer. */
const requestTimeout = 10_000;

export interface ApiOptions {
  token: string;
  /** `https://discord.com/api`, or a proxy, or another server. */
  apiUrl: string;
}

/** Discord's REST interface, twice: it needs no gateway, so a process that only works the queue has it too. */
export interface DiscordApi {
  /**
   * For posts: never repeats by itself and never waits out a rate limit, so that what becomes of a request is known
   * to whoever made it.
   */
  readonly strict: REST;
  /** For answers to people: repeats after a 5xx, and waits until Discord takes more. */
  readonly patient: REST;
  /** Ends a request, its reading included, that takes too long. A new one for every request. */
  deadline(): AbortSignal;
}

export function openApi({ token, apiUrl }: ApiOptions): DiscordApi {
  const shared = { api: apiUrl.replace(/\/+$/, ''), version: '10', timeout: requestTimeout };
  const strict = new REST({ ...shared, retries: 0, rejectOnRateLimit: () => true });
  const patient = new REST({ ...shared, retries: 2 });
  return {
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
