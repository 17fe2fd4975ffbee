import { openSlackWorld } from '../support/worlds/slack.ts';
import { killContract } from './kills.ts';

killContract({
  title: 'Slack',
  open: () => openSlackWorld({ mode: 'socket' }),
  apiKey: 'SLACK_API_URL',
  post: '/api/chat.postMessage',
  history: '/api/conversations.history',
});
