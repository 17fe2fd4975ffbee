import { openDiscordWorld } from '../support/worlds/discord.ts';
import { killContract } from './kills.ts';

killContract({
  title: 'Discord',
  open: () => openDiscordWorld(),
  apiKey: 'DISCORD_API_URL',
  post: '/messages',
  history: '/messages?',
});
