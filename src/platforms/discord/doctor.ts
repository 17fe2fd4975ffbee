import {
  type APIApplication,
  ApplicationFlags,
  type RESTGetAPICurrentUserGuildsResult,
  Routes,
} from 'discord.js';
import { type ApiOptions, openApi } from './api.ts';
import { closeTrouble, startTrouble } from './errors.ts';
import { inviteLink } from './invite.ts';

export interface Finding {
  ok: boolean;
  text: string;
  /** How to put it right. */
  mend?: string;
}

/** Examines the token, the application, its intents and its servers, without connecting. */
export async function checkDiscord(options: ApiOptions & { messageContent: boolean }): Promise<Finding[]> {
  const api = openApi(options);
  let application: APIApplication;
  let guilds: RESTGetAPICurrentUserGuildsResult;
  try {
    application = (await api.patient.get(Routes.currentApplication(), {
      signal: api.deadline(),
    })) as APIApplication;
    guilds = (await api.patient.get(Routes.userGuilds(), {
      signal: api.deadline(),
    })) as RESTGetAPICurrentUserGuildsResult;
  } catch (error) {
    const trouble = startTrouble(error);
    return [{ ok: false, text: trouble.message, mend: trouble.mend }];
  }
  return [
    { ok: true, text: `Discord knows the token: it belongs to the application ${application.name}.` },
    intentFinding(application, options.messageContent),
    guildFinding(application.id, guilds),
  ];
}

function intentFinding(application: APIApplication, wanted: boolean): Finding {
  const allowed =
    ((application.flags ?? 0) &
      (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !==
    0;
  if (wanted && !allowed) {
    const { message, mend } = closeTrouble(4014);
    return { ok: false, text: message, mend };
  }
  if (wanted) return { ok: true, text: 'Replies work without a mention: the Message Content intent is on.' };
  return {
    ok: true,
    text: allowed
      ? 'Replies work with a mention of Viva. The Message Content intent is on: DISCORD_MESSAGE_CONTENT=1 uses it.'
      : 'Replies work with a mention of Viva.',
  };
}

function guildFinding(application: string, guilds: { name: string }[]): Finding {
  if (guilds.length === 0) {
    return {
      ok: false,
      text: 'Viva is in no server yet.',
      mend: `Add it with this link: ${inviteLink(application)}`,
    };
  }
  const names = guilds.slice(0, 5).map(({ name }) => name);
  const more = guilds.length > names.length ? ` and ${guilds.length - names.length} more` : '';
  return { ok: true, text: `Viva is in ${names.join(', ')}${more}.` };
}
