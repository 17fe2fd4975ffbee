import { catalogue, commandPath, revealShortcut } from '../../core/catalogue.ts';

/** What the bot token must be allowed. */
export const botScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'usergroups:read',
  'users:read',
] as const;

export const botEvents = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
] as const;

const roots = {
  viva: 'Interview questions: look one up, answer, see your streak',
  'viva-admin': 'Schedules and settings of Viva',
} as const;

/**
 * The manifest that creates the Slack app in one paste. Without `address` it uses Socket Mode; with it (the public
 * `https://…/slack/events`) Slack delivers by HTTP.
 */
export function slackManifest(address?: string): object {
  const socket = address === undefined;
  const url = socket ? {} : { url: address };
  const requestUrl = socket ? {} : { request_url: address };
  return {
    display_information: {
      name: 'Viva',
      description:
        'A question of the day: machine-learning interview questions, private answers, fair streaks.',
      background_color: '#1f2a44',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Viva', always_online: true },
      shortcuts: [
        {
          name: revealShortcut.name,
          type: 'message',
          callback_id: revealShortcut.id,
          description: revealShortcut.description,
        },
      ],
      slash_commands: rootNames().map((root) => ({
        command: `/${root}`,
        description: roots[root],
        usage_hint: usageHint(root),
        // Mentions of channels and user groups then arrive with their ids.
        should_escape: true,
        ...url,
      })),
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { bot_events: [...botEvents], ...requestUrl },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  };
}

/** The root commands that the catalogue has something under. */
export function rootNames(): (keyof typeof roots)[] {
  return [...new Set(catalogue.map((spec) => spec.root))];
}

function usageHint(root: string): string {
  const names = catalogue.filter((spec) => spec.root === root).map((spec) => spec.group ?? commandPath(spec));
  return `[${[...new Set(names)].join(' | ')}]`;
}
