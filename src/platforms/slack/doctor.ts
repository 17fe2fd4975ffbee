import type { WebClient } from '@slack/web-api';
import type { Log } from '../../app/ports/system.ts';
import { boltLogger } from './bolt-log.ts';
import { createClient } from './client.ts';
import { missingScope, platformTrouble } from './errors.ts';
import { botScopes } from './manifest.ts';

export interface Check {
  ok: boolean;
  text: string;
  mend?: string;
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Checks what Slack needs: the bot token, its scopes, and the app-level token where Socket Mode is used. */
export async function checkSlack(options: {
  botToken: string;
  appToken: string | undefined;
  signingSecret: string | undefined;
  apiUrl: string;
}): Promise<Check[]> {
  const logger = boltLogger(silent);
  const checks = await checkBot(createClient(options.botToken, options.apiUrl, logger));
  if (options.appToken !== undefined) {
    checks.push(await checkSocket(createClient(options.appToken, options.apiUrl, logger)));
  } else if (options.signingSecret !== undefined) {
    checks.push({ ok: true, text: 'Slack delivers over HTTP to /slack/events; the signing secret is set.' });
  } else {
    checks.push({
      ok: false,
      text: 'Slack has no way to reach Viva.',
      mend: 'Set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP).',
    });
  }
  return checks;
}

async function checkBot(client: WebClient): Promise<Check[]> {
  try {
    const { team, user, response_metadata } = await client.auth.test();
    const checks: Check[] = [{ ok: true, text: `Slack: connected to the workspace ${team} as ${user}.` }];
    const scopes = response_metadata?.scopes;
    if (scopes === undefined) return checks;
    const missing = botScopes.filter((scope) => !scopes.includes(scope));
    for (const scope of missing) {
      const { reason, mend } = missingScope(scope);
      checks.push({ ok: false, text: reason, mend });
    }
    if (missing.length === 0)
      checks.push({ ok: true, text: 'Slack: every scope that Viva uses is granted.' });
    return checks;
  } catch (error) {
    const trouble = platformTrouble(error, 'SLACK_BOT_TOKEN');
    return [{ ok: false, text: trouble.message, mend: trouble.mend }];
  }
}

async function checkSocket(client: WebClient): Promise<Check> {
  try {
    await client.apps.connections.open({});
    return { ok: true, text: 'Slack: Socket Mode can connect.' };
  } catch (error) {
    const trouble = platformTrouble(error, 'SLACK_APP_TOKEN');
    return { ok: false, text: trouble.message, mend: trouble.mend };
  }
}
