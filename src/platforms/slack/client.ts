import { type Logger, WebClient } from '@slack/web-api';

export const requestTimeout = 10_000;

/**
 * A client that never repeats a request by itself: Slack's own repeats a post up to ten times, also after an answer
 * that leaves open whether the first one landed, and waits out a 429 with everything else behind it.
 */
export function createClient(token: string, apiUrl: string, logger: Logger): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    timeout: requestTimeout,
    rejectRateLimitedCalls: true,
    logger,
  });
}
