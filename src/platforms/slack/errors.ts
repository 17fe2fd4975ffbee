import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { PlatformTrouble, PublishFailure } from '../../app/ports/platform.ts';

interface Words {
  reason: string;
  mend: string;
}

const invite = 'Write /invite @Viva in that channel.';
const copyToken =
  'Copy the Bot User OAuth Token from OAuth & Permissions at api.slack.com/apps into SLACK_BOT_TOKEN and start Viva again.';
const token: Words = { reason: 'Slack does not accept the bot token.', mend: copyToken };

const words: Record<string, Words> = {
  not_in_channel: { reason: 'Viva is not in this channel.', mend: invite },
  channel_not_found: { reason: 'Viva cannot see this channel: it is private, or gone.', mend: invite },
  is_archived: { reason: 'This channel is archived.', mend: 'Unarchive it, or remove the feed.' },
  restricted_action: {
    reason: 'A setting of the workspace keeps Viva from posting in this channel.',
    mend: 'A workspace owner can let apps post there: channel settings, Posting permissions.',
  },
  restricted_action_read_only_channel: {
    reason: 'This channel is read-only for Viva.',
    mend: 'A workspace owner can let apps post there: channel settings, Posting permissions.',
  },
  cannot_dm_bot: { reason: 'Slack lets no app write to an app.', mend: '' },
  user_not_found: { reason: 'Slack does not know this person.', mend: '' },
  user_disabled: { reason: 'This person’s account is deactivated.', mend: '' },
  user_not_visible: { reason: 'Viva cannot see this person.', mend: '' },
  not_enabled: {
    reason: 'The Home tab of Viva is switched off.',
    mend: 'Switch on App Home, Home Tab, at api.slack.com/apps, or use the manifest that viva manifest prints.',
  },
  messages_tab_disabled: {
    reason: 'Direct messages to Viva are switched off.',
    mend: 'Switch on App Home, Messages Tab, at api.slack.com/apps, or use the manifest that viva manifest prints.',
  },
  invalid_auth: token,
  not_authed: token,
  token_revoked: {
    reason: 'The bot token was revoked.',
    mend: 'Install the app to the workspace again and set the new SLACK_BOT_TOKEN.',
  },
  token_expired: {
    reason: 'The bot token has expired.',
    mend: 'Install the app to the workspace again and set the new SLACK_BOT_TOKEN.',
  },
  account_inactive: {
    reason: 'The app was removed from the workspace.',
    mend: 'Install the app to the workspace again and set the new SLACK_BOT_TOKEN.',
  },
  not_allowed_token_type: {
    reason: 'This is not the kind of token that Slack wants here.',
    mend: 'SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.',
  },
  message_not_found: { reason: 'The message is not there any more.', mend: '' },
  cant_update_message: { reason: 'Slack does not let Viva edit this message.', mend: '' },
  edit_window_closed: { reason: 'A setting of the workspace lets nobody edit a message that old.', mend: '' },
  cant_delete_message: { reason: 'Slack does not let Viva delete this message.', mend: '' },
  msg_too_long: { reason: 'The message is too long for Slack.', mend: 'Shorten the question.' },
  msg_blocks_too_long: { reason: 'The message is too long for Slack.', mend: 'Shorten the question.' },
  invalid_blocks: {
    reason: 'Slack does not accept the form of this message.',
    mend: 'Report it with the question’s id.',
  },
};

/** Errors by which a person, and not a setting of Viva's, takes no direct messages. */
const closedToViva = new Set(['cannot_dm_bot', 'user_not_found', 'user_disabled', 'user_not_visible']);

/** Slack's own answer that leaves open whether the request was carried out. */
const unsure = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
const limited = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** Network errors by which a request surely never left. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const shortWait = 5_000;

/** Slack's error code (`not_in_channel`), where Slack answered with one. */
export function slackCode(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const code: unknown = error.data.error;
  // A proxy's page with status 200 ends up here too, as an "error" that is its whole text.
  return typeof code === 'string' && /^[a-z0-9_]{1,60}$/i.test(code) ? code : undefined;
}

function wordsFor(error: WebAPIPlatformError, code: string): Words {
  if (code === 'missing_scope') {
    const needed = 'needed' in error.data ? error.data.needed : undefined;
    const scope = typeof needed === 'string' ? needed : 'that this needs';
    return missingScope(scope);
  }
  return (
    words[code] ?? {
      reason: `Slack refused: ${code}.`,
      mend: 'Run viva doctor: it checks tokens and scopes.',
    }
  );
}

export function missingScope(scope: string): Words {
  return {
    reason: `The Slack app lacks the scope ${scope}.`,
    mend: `Add ${scope} under OAuth & Permissions at api.slack.com/apps (or paste the manifest that viva manifest prints), then install the app to the workspace again.`,
  };
}

/** What went wrong with a request, in the port's three kinds. */
export function publishFailure(error: unknown): PublishFailure {
  if (error instanceof PublishFailure) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new PublishFailure(
      'slow-down',
      'Slack asks for a pause.',
      '',
      Math.max(error.retryAfter, 1) * 1000,
    );
  }
  if (error instanceof WebAPIHTTPError) {
    const said = `Slack answered with status ${error.statusCode}.`;
    return new PublishFailure(error.statusCode >= 500 ? 'doubt' : 'refused', said);
  }
  if (error instanceof WebAPIRequestError) {
    if (unsent.has(networkCode(error.original) ?? '')) {
      return new PublishFailure('slow-down', 'Slack cannot be reached.', 'Check the network.', shortWait);
    }
    return new PublishFailure('doubt', 'Slack did not answer.');
  }
  if (error instanceof WebAPIPlatformError) {
    const code = slackCode(error);
    if (code === undefined || unsure.has(code))
      return new PublishFailure('doubt', 'Slack reported an error of its own.');
    if (limited.has(code)) return new PublishFailure('slow-down', 'Slack asks for a pause.', '', shortWait);
    const { reason, mend } = wordsFor(error, code);
    return new PublishFailure('refused', reason, mend, 0, closedToViva.has(code));
  }
  // A 429 without Retry-After comes as a bare Error.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return new PublishFailure('slow-down', 'Slack asks for a pause.', '', shortWait);
  }
  return new PublishFailure('doubt', 'The request to Slack failed.');
}

function networkCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

const wordsForAppToken: Record<string, string> = {
  missing_scope: 'The app-level token lacks the scope connections:write.',
  token_revoked: 'The app-level token was revoked.',
  token_expired: 'The app-level token has expired.',
  account_inactive: 'The app of the app-level token was removed or switched off.',
  not_allowed_token_type: 'SLACK_APP_TOKEN is no app-level token: those begin with xapp-.',
};

const passing = new Set([...unsure, ...limited]);

/** Why Slack cannot be started, for the person at the console. `which` names the token that was used. */
export function platformTrouble(
  error: unknown,
  which: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
): PlatformTrouble {
  if (error instanceof PlatformTrouble) return error;
  const code = slackCode(error);
  if (error instanceof WebAPIPlatformError && code !== undefined && !passing.has(code)) {
    if (which === 'SLACK_APP_TOKEN') {
      return new PlatformTrouble(
        wordsForAppToken[code] ?? `Slack does not accept the app-level token (${code}).`,
        'Make one with the scope connections:write under Basic Information, App-Level Tokens, at api.slack.com/apps, and set it as SLACK_APP_TOKEN.',
        true,
      );
    }
    const { reason, mend } = wordsFor(error, code);
    return new PlatformTrouble(reason, mend, true);
  }
  const failure = publishFailure(error);
  return new PlatformTrouble(
    `Slack could not be reached: ${failure.message}`,
    'Check the network and SLACK_API_URL; Viva tries again by itself.',
    false,
  );
}
