import { type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { PlatformTrouble } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import { requestTimeout } from './client.ts';
import { platformTrouble } from './errors.ts';

const connectTimeout = 15_000;
const closeTimeout = 2_000;
const longestWait = 30_000;
const steadyAfter = 2_000;

export interface Connection {
  receiver: Receiver;
  /** Rejects with `PlatformTrouble`. */
  connect(): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
}

export interface SocketOptions {
  appToken: string;
  apiUrl: string;
  logger: Logger;
  log: Log;
  /** Told when Slack says that Socket Mode is switched off in the app, and when a connection stands again. */
  noteOff(off: boolean): void;
}

/**
 * Socket Mode. The SDK's own reconnecting waits five seconds before its first try, and a token that is refused during
 * it becomes an unhandled rejection that ends the process; so it is switched off, and done here.
 */
export function openSocket({ appToken, apiUrl, logger, log, noteOff }: SocketOptions): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: requestTimeout },
    },
  });
  const { client } = receiver;
  let wanted = false;
  let up = false;
  /** At first it is not known what an earlier process noted. */
  let off = true;
  let trying = false;
  let since = Number.NEGATIVE_INFINITY;
  let wake = () => {};
  client.on('connected', () => {
    up = true;
    since = performance.now();
    if (off) noteOff(false);
    off = false;
  });
  // The SDK keeps the reason of a farewell to itself.
  client.on('ws_message', (data: unknown) => {
    if (!/"reason"\s*:\s*"link_disabled"/.test(String(data))) return;
    off = true;
    noteOff(true);
    log.error(
      { mend: 'Switch it on at api.slack.com/apps, your app, Socket Mode.' },
      'Socket Mode is switched off in the Slack app',
    );
  });
  client.on('disconnected', () => {
    up = false;
    void keepTrying();
  });

  async function keepTrying(): Promise<void> {
    if (trying || !wanted) return;
    trying = true;
    // A connection that fell at once would otherwise be made again without a pause.
    const fell = performance.now() - since < steadyAfter ? 1 : 0;
    for (let attempt = fell; wanted && !up; attempt += 1) {
      if (attempt > 0) await pause(Math.min(longestWait, 1_000 * 2 ** (attempt - 1)));
      if (!wanted) break;
      try {
        await once();
        log.info({ attempt }, 'Slack is connected again');
      } catch (error) {
        const trouble = platformTrouble(error, 'SLACK_APP_TOKEN');
        log.warn({ attempt, reason: trouble.message, mend: trouble.mend }, 'Slack cannot be reached');
      }
    }
    trying = false;
  }

  async function once(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new PlatformTrouble('Slack opened no connection in time.', 'Check the network.', false));
      }, connectTimeout);
    });
    try {
      await Promise.race([client.start(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    receiver,
    async connect() {
      try {
        // Only a first connection that stood is kept up: until then the caller decides.
        await once();
        wanted = true;
        if (!up) void keepTrying();
      } catch (error) {
        void client.disconnect();
        throw platformTrouble(error, 'SLACK_APP_TOKEN');
      }
    },
    connected: () => up,
    async close() {
      wanted = false;
      up = false;
      wake();
      await Promise.race([
        client.disconnect(),
        new Promise((resolve) => setTimeout(resolve, closeTimeout).unref()),
      ]);
    },
  };
}
