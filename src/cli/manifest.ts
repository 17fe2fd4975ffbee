import { slackManifest } from '../platforms/slack/manifest.ts';
import type { Console } from './console.ts';

/** `viva manifest`: what Slack's "From a manifest" takes. */
export async function manifest(io: Console): Promise<number> {
  io.print(JSON.stringify(slackManifest(), null, 2));
  return 0;
}
