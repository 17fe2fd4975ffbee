import type { WebClient } from '@slack/web-api';
import type { Examination, Finding } from '../../app/ports/doctor.ts';
import type { KeyValue, Log } from '../../app/ports/system.ts';
import type { Feed } from '../../core/feed.ts';
import { boltLogger } from './bolt-log.ts';
import { createClient } from './client.ts';
import { missingScope, platformTrouble, publishFailure, slackCode } from './errors.ts';
import { botScopes } from './manifest.ts';
import { fingerprint, type RefusedSignatures, refusedKey, shelf, switchedOffKey } from './notes.ts';

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface SlackSettings {
  botToken: string;
  appToken: string | undefined;
  signingSecret: string | undefined;
  apiUrl: string;
}

/** Examines both tokens, their scopes, whether they are of one app, the way of delivery and the feeds' channels. */
export async function checkSlack(settings: SlackSettings, examination: Examination): Promise<Finding[]> {
  const logger = boltLogger(silent);
  const bot = createClient(settings.botToken, settings.apiUrl, logger);
  const known = await checkBot(bot);
  const findings = [...known.findings];
  if (settings.appToken !== undefined) {
    const app = createClient(settings.appToken, settings.apiUrl, logger);
    findings.push(...(await checkSocket(app, known.appId, examination.keyValue)));
  } else if (settings.signingSecret !== undefined) {
    findings.push(...(await checkSigning(settings.signingSecret, examination)));
  } else {
    findings.push({
      id: 'slack-delivery',
      mark: 'wrong',
      text: 'Slack has no way to reach Viva.',
      mend: 'Set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP).',
    });
  }
  if (known.accepted) findings.push(...(await checkChannels(bot, examination.feeds)));
  return findings;
}

interface Bot {
  findings: Finding[];
  accepted: boolean;
  /** The app that the bot token is of, where Slack tells. */
  appId: string | undefined;
}

const ended = new Set(['token_revoked', 'token_expired', 'account_inactive']);

async function checkBot(client: WebClient): Promise<Bot> {
  try {
    const { team, user, bot_id, response_metadata } = await client.auth.test();
    const findings: Finding[] = [
      {
        id: 'slack-bot-token',
        mark: 'well',
        text: `Slack: the bot token is of ${user} in the workspace ${team}.`,
      },
    ];
    const scopes = response_metadata?.scopes;
    const missing = botScopes.filter((scope) => scopes?.includes(scope) === false);
    for (const scope of missing) {
      const { reason, mend } = missingScope(scope);
      findings.push({ id: 'slack-scope', mark: 'wrong', text: reason, mend });
    }
    if (missing.length === 0 && scopes !== undefined) {
      findings.push({
        id: 'slack-scope',
        mark: 'well',
        text: 'Slack: every scope that Viva uses is granted.',
      });
    }
    return {
      findings,
      accepted: true,
      appId: missing.includes('users:read') ? undefined : await appOf(client, bot_id),
    };
  } catch (error) {
    const { message, mend, permanent } = platformTrouble(error, 'SLACK_BOT_TOKEN');
    const id = permanent ? botTokenId(slackCode(error)) : 'slack-unreachable';
    return { findings: [{ id, mark: 'wrong', text: message, mend }], accepted: false, appId: undefined };
  }
}

function botTokenId(code: string | undefined): string {
  return ended.has(code ?? '') ? 'slack-bot-token-ended' : 'slack-bot-token';
}

/** Which app a bot belongs to; undefined where Slack does not say. */
async function appOf(client: WebClient, bot: string | undefined): Promise<string | undefined> {
  if (bot === undefined) return undefined;
  const answer = await client.bots.info({ bot }).catch(() => undefined);
  return answer?.bot?.app_id;
}

const newAppToken =
  'Make one with the scope connections:write under Basic Information, App-Level Tokens, at api.slack.com/apps, and set it as SLACK_APP_TOKEN.';

async function checkSocket(
  client: WebClient,
  appOfBot: string | undefined,
  keyValue: KeyValue | undefined,
): Promise<Finding[]> {
  try {
    // Only an address is asked for: nothing connects to it, so that no event is taken from a Viva that runs.
    await client.apps.connections.open({});
  } catch (error) {
    const { message, mend, permanent } = platformTrouble(error, 'SLACK_APP_TOKEN');
    const id = permanent ? appTokenId(slackCode(error)) : 'slack-unreachable';
    return [{ id, mark: 'wrong', text: message, mend }];
  }
  const ownApp = (await client.auth.test().catch(() => undefined))?.app_id;
  if (ownApp !== undefined && appOfBot !== undefined && ownApp !== appOfBot) {
    return [
      {
        id: 'slack-other-app',
        mark: 'wrong',
        text: `The app-level token is of the app ${ownApp}, the bot token of the app ${appOfBot}: what people do would never reach Viva.`,
        mend: `Open the app ${appOfBot} at api.slack.com/apps. ${newAppToken}`,
      },
    ];
  }
  if ((await keyValue?.get(shelf, switchedOffKey).catch(() => undefined)) !== undefined) {
    return [
      {
        id: 'slack-socket-mode-off',
        mark: 'wrong',
        text: 'Slack closed the connection of a running Viva because Socket Mode is switched off in the app.',
        mend: 'Switch it on at api.slack.com/apps, your app, Socket Mode. A running Viva then connects by itself.',
      },
    ];
  }
  return [{ id: 'slack-app-token', mark: 'well', text: 'Slack: Socket Mode can connect.' }];
}

function appTokenId(code: string | undefined): string {
  if (code === 'missing_scope') return 'slack-app-scope';
  return ended.has(code ?? '') ? 'slack-app-token-ended' : 'slack-app-token';
}

/** Slack lets nobody test a signing secret: its shape, and what a running Viva saw, is all there is to go by. */
async function checkSigning(secret: string, { keyValue, now }: Examination): Promise<Finding[]> {
  const copy =
    'Copy the Signing Secret of the app that the bot token is of: api.slack.com/apps, Basic Information, App Credentials; then start Viva again.';
  if (!/^[0-9a-f]{32}$/.test(secret)) {
    return [
      {
        id: 'slack-signing-secret-shape',
        mark: 'wrong',
        text: 'SLACK_SIGNING_SECRET is no signing secret: those have 32 digits and letters from a to f.',
        mend: copy,
      },
    ];
  }
  const note = await keyValue?.get(shelf, refusedKey).catch(() => undefined);
  const refused = note === undefined ? undefined : (JSON.parse(note) as RefusedSignatures);
  if (refused !== undefined && refused.secret === fingerprint(secret)) {
    const minutes = Math.max(0, Math.round((now - refused.at) / 60_000));
    return [
      refused.late
        ? {
            id: 'slack-signatures-late',
            mark: 'wrong',
            text: `A running Viva refused requests to /slack/events ${minutes} min ago, since their time is more than five minutes from this machine’s.`,
            mend: 'Set this machine’s clock (timedatectl set-ntp true).',
          }
        : {
            id: 'slack-signing-secret',
            mark: 'wrong',
            text: `A running Viva refused requests to /slack/events ${minutes} min ago: their signature is not made with SLACK_SIGNING_SECRET, and none was accepted since. The secret is probably another app’s.`,
            mend: copy,
          },
    ];
  }
  return [
    {
      id: 'slack-signing-secret',
      mark: 'well',
      text: 'Slack delivers over HTTP to /slack/events; no signature was refused so far. (Slack has no way to prove the signing secret beforehand.)',
    },
  ];
}

async function checkChannels(client: WebClient, feeds: readonly Feed[]): Promise<Finding[]> {
  const places = new Map<string, string[]>();
  for (const { channel, id } of feeds) places.set(channel, [...(places.get(channel) ?? []), id]);
  const findings: Finding[] = [];
  for (const [channel, ids] of places) {
    const who = `Feed${ids.length > 1 ? 's' : ''} ${ids.join(', ')}`;
    findings.push(...(await checkChannel(client, channel, who)));
  }
  if (places.size > 0 && findings.length === 0) {
    const text = `Slack: Viva is in every channel with a feed (${places.size}).`;
    findings.push({ id: 'slack-channels', mark: 'well', text });
  }
  return findings;
}

async function checkChannel(client: WebClient, channel: string, who: string): Promise<Finding[]> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    const where = `${who} in #${found?.name ?? channel}`;
    if (found?.is_archived) {
      return [
        {
          id: 'slack-channel-archived',
          mark: 'wrong',
          text: `${where}: the channel is archived.`,
          mend: 'Unarchive it, or remove the feed: /viva-admin schedule remove.',
        },
      ];
    }
    if (!found?.is_member && !found?.is_im) {
      return [
        {
          id: 'slack-not-in-channel',
          mark: 'wrong',
          text: `${where}: Viva is not in this channel.`,
          mend: `Write /invite @Viva in #${found?.name ?? channel}.`,
        },
      ];
    }
    return [];
  } catch (error) {
    const { message, mend } = publishFailure(error);
    const gone = slackCode(error) === 'channel_not_found';
    return [
      {
        id: gone ? 'slack-channel-gone' : 'slack-channel-unknown',
        mark: gone ? 'wrong' : 'warn',
        text: `${who} in the channel ${channel}: ${message}`,
        mend: mend === '' ? 'Run viva doctor again in a minute.' : mend,
      },
    ];
  }
}
