import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { serve } from '../child.ts';

/**
 * A bot as one writes it by the guide of discord.js: a handler that defers and then answers with what it was given. Its
 * own limit of 50 requests a second is off, since Discord does not count answers to interactions.
 */
const [, , apiUrl = '', token = ''] = process.argv;

interface File {
  name: string;
  data: Buffer;
  description: string;
}

let answer: { components: unknown[]; files: File[] } = { components: [], files: [] };

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: apiUrl, globalRequestsPerSecond: 1_000_000 },
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isButton()) return;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    components: answer.components as never,
    files: answer.files.map(({ name, data, description }) => ({ name, attachment: data, description })),
    allowedMentions: { parse: [] },
  });
});

const ready = new Promise<void>((resolve) => {
  client.once(Events.ClientReady, () => resolve());
});
await client.login(token);
await ready;

serve({
  answerWith: (given: typeof answer) => {
    answer = { ...given, files: given.files.map((file) => ({ ...file, data: Buffer.from(file.data) })) };
  },
});
