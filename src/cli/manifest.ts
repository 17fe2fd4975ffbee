import { slackManifest } from '../platforms/slack/manifest.ts';
import type { Console } from './console.ts';

/** `viva manifest`: what Slack's "From a manifest" takes: for Socket Mode, or with an address for HTTP. */
export async function manifest({ url }: { url?: string }, io: Console): Promise<number> {
  if (url !== undefined && !/^https:\/\/[^/]/.test(url)) {
    io.complain(`Slack sends only to https addresses, and ${url} is none.`);
    return 1;
  }
  const address = url === undefined ? undefined : new URL('/slack/events', url).href;
  io.print(JSON.stringify(slackManifest(address), null, 2));
  return 0;
}
