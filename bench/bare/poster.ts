import { MessageFlags, REST, Routes } from 'discord.js';
import { serve } from '../child.ts';

/** A loop that posts one payload into many channels by the client of discord.js, so many at a time. */
const [, , apiUrl = '', token = ''] = process.argv;

interface Work {
  channels: string[];
  components: unknown[];
  files: { name: string; data: Uint8Array }[];
  attachments: unknown[];
  concurrency: number;
  /** The client's own limit. */
  perSecond: number;
}

serve({
  /** Gives the seconds that it took. */
  post: async ({ channels, components, files, attachments, concurrency, perSecond }: Work) => {
    const rest = new REST({ api: apiUrl, globalRequestsPerSecond: perSecond }).setToken(token);
    const began = performance.now();
    let next = 0;
    const poster = async () => {
      for (let channel = channels[next++]; channel !== undefined; channel = channels[next++]) {
        await rest.post(Routes.channelMessages(channel), {
          body: {
            flags: MessageFlags.IsComponentsV2,
            components,
            allowed_mentions: { parse: [] },
            nonce: channel,
            enforce_nonce: true,
            attachments,
          },
          files: files.map(({ name, data }) => ({ name, data: Buffer.from(data), contentType: 'image/png' })),
        });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, poster));
    return (performance.now() - began) / 1_000;
  },
});
