import { blockProblems, isObject } from './blocks.ts';
import {
  type Answer,
  channelRefusal,
  deleteMessage,
  history,
  postEphemeral,
  postMessage,
  Refusal,
  shareFiles,
  updateMessage,
} from './messages.ts';
import { appId, botId, botUser, type Channel, type Json, type SlackState, teamId } from './state.ts';

interface Method {
  /** What the token must be allowed; by kind of channel where that decides. */
  scope: string | ((channel: Channel | undefined) => string) | undefined;
  run(state: SlackState, given: Json, base: string): Answer;
}

const byKind = (suffix: string) => (channel: Channel | undefined) => {
  const kinds = { public: 'channels', private: 'groups', dm: 'im' } as const;
  return `${kinds[channel?.kind ?? 'public']}:${suffix}`;
};

export const methods: Record<string, Method> = {
  'auth.test': {
    scope: undefined,
    run: () => ({ team: 'World', team_id: teamId, user: 'viva', user_id: botUser, bot_id: botId }),
  },
  'bots.info': { scope: 'users:read', run: botInfo },
  'chat.postMessage': { scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { scope: 'chat:write', run: postEphemeral },
  'chat.update': { scope: 'chat:write', run: updateMessage },
  'chat.delete': { scope: 'chat:write', run: deleteMessage },
  'conversations.history': { scope: byKind('history'), run: history },
  'conversations.info': { scope: byKind('read'), run: channelInfo },
  'conversations.members': { scope: byKind('read'), run: channelMembers },
  'conversations.open': { scope: 'im:write', run: openDirectMessage },
  'users.info': { scope: 'users:read', run: userInfo },
  'usergroups.users.list': { scope: 'usergroups:read', run: groupMembers },
  'views.open': { scope: undefined, run: openView },
  'views.publish': { scope: undefined, run: publishHome },
  'files.getUploadURLExternal': { scope: 'files:write', run: uploadUrl },
  'files.completeUploadExternal': { scope: 'files:write', run: completeUpload },
  'files.info': { scope: 'files:read', run: fileInfo },
};

/** Runs a request of the bot's token; scopes and unknown methods are checked first. */
export function callMethod(state: SlackState, name: string, given: Json, base: string): Answer {
  state.requests.push({ method: name, given });
  const method = methods[name];
  if (method === undefined) {
    state.complain(`unknown method ${name}`);
    return new Refusal('unknown_method');
  }
  const channel = state.channels.get(String(given.channel ?? ''));
  const scope = typeof method.scope === 'function' ? method.scope(channel) : method.scope;
  if (scope !== undefined && !state.scopes.has(scope)) {
    state.complain(`${name} without the scope ${scope}`);
    return new Refusal('missing_scope', { needed: scope, provided: [...state.scopes].join(',') });
  }
  return method.run(state, given, base);
}

function botInfo(_: SlackState, given: Json): Answer {
  if (given.bot !== botId) return new Refusal('bot_not_found');
  return { bot: { id: botId, deleted: false, name: 'Viva', app_id: appId, user_id: botUser } };
}

function channelInfo(state: SlackState, given: Json): Answer {
  const channel = state.channels.get(String(given.channel));
  const inside = channel?.members.has(botUser) ?? false;
  if (channel === undefined || (channel.kind !== 'public' && !inside))
    return new Refusal('channel_not_found');
  const common = { id: channel.id, is_archived: channel.archived };
  if (channel.kind === 'dm') {
    return { channel: { ...common, is_im: true, user: [...channel.members].find((one) => one !== botUser) } };
  }
  const hidden = channel.kind === 'private';
  return {
    channel: {
      ...common,
      name: channel.name,
      is_channel: true,
      is_private: hidden,
      is_im: false,
      is_member: inside,
    },
  };
}

function channelMembers(state: SlackState, given: Json): Answer {
  const channel = channelRefusal(state, given.channel);
  if (channel instanceof Refusal) {
    const open = state.channels.get(String(given.channel));
    if (open?.kind !== 'public') return channel;
    return page([...open.members], given);
  }
  return page([...channel.members], given);
}

/** Two a page, so that paging is not forgotten. */
function page(members: string[], given: Json): Answer {
  const start = Number(given.cursor ?? 0);
  const next = start + 2 < members.length ? String(start + 2) : '';
  return { members: members.slice(start, start + 2), response_metadata: { next_cursor: next } };
}

function openDirectMessage(state: SlackState, given: Json): Answer {
  const user = String(given.users);
  if (!state.users.has(user)) return new Refusal('user_not_found');
  return { channel: { id: state.directMessage(user).id } };
}

function userInfo(state: SlackState, given: Json): Answer {
  const user = state.users.get(String(given.user));
  if (user === undefined) return new Refusal('user_not_found');
  return {
    user: {
      id: user.id,
      name: user.name,
      tz: user.zone,
      is_admin: user.admin,
      is_owner: false,
      profile: { display_name: user.name, real_name: user.name },
    },
  };
}

function groupMembers(state: SlackState, given: Json): Answer {
  const group = state.groups.get(String(given.usergroup));
  return group === undefined ? new Refusal('no_such_subteam') : { users: [...group] };
}

function openView(state: SlackState, given: Json): Answer {
  const trigger = state.triggers.get(String(given.trigger_id));
  if (trigger === undefined) return new Refusal('invalid_trigger_id');
  if (trigger.used) {
    state.complain('views.open: a trigger was used twice');
    return new Refusal('exchanged_trigger_id');
  }
  if (state.now() - trigger.at > 3_000) {
    state.complain('views.open: a trigger was used after three seconds');
    return new Refusal('expired_trigger_id');
  }
  trigger.used = true;
  const view = isObject(given.view) ? given.view : {};
  const problems = viewProblems(view, state);
  for (const problem of problems) state.complain(`views.open: ${problem}`);
  if (problems.length > 0)
    return new Refusal('invalid_arguments', { response_metadata: { messages: problems } });
  const id = state.nextId('V');
  state.modals.push({ id, user: trigger.user, view, sent: false });
  state.changed();
  return { view: { ...view, id } };
}

/** A Home tab: blocks alone, of everything else a modal's. */
function publishHome(state: SlackState, given: Json): Answer {
  const user = String(given.user_id);
  if (!state.users.has(user)) return new Refusal('user_not_found');
  if (!state.homeEnabled) return new Refusal('not_enabled');
  const view = isObject(given.view) ? given.view : {};
  const problems = blockProblems(view.blocks, 'home', 'private', state);
  if (view.type !== 'home') problems.push(`type ${String(view.type)}`);
  for (const part of ['title', 'submit', 'close']) if (part in view) problems.push(`${part} in a Home tab`);
  if (String(view.private_metadata ?? '').length > 3000) problems.push('private_metadata too long');
  if (String(view.callback_id ?? '').length > 255) problems.push('callback_id too long');
  for (const problem of problems) state.complain(`views.publish: ${problem}`);
  if (problems.length > 0)
    return new Refusal('invalid_arguments', { response_metadata: { messages: problems } });
  if (JSON.stringify(view).length > 250_000) {
    state.complain('views.publish: more than 250 KB');
    return new Refusal('view_too_large');
  }
  state.homes.set(user, view);
  state.changed();
  return { view: { ...view, id: `V0HOME${user}` } };
}

function viewProblems(view: Json, state: SlackState): string[] {
  const problems = blockProblems(view.blocks, 'modal', 'private', state);
  if (view.type !== 'modal') problems.push(`type ${String(view.type)}`);
  for (const part of ['title', 'submit', 'close']) {
    const text = isObject(view[part]) ? String(view[part].text) : '';
    if (text === '' || text.length > 24) problems.push(`${part} of ${text.length} characters`);
  }
  if (String(view.private_metadata ?? '').length > 3000) problems.push('private_metadata too long');
  if (String(view.callback_id ?? '').length > 255) problems.push('callback_id too long');
  return problems;
}

function uploadUrl(state: SlackState, given: Json, base: string): Answer {
  const size = Number(given.length);
  const name = String(given.filename ?? '');
  if (!/\.(png|json)$/.test(name) || !(size > 0)) {
    state.complain('files.getUploadURLExternal: a name and a length are needed');
    return new Refusal('invalid_arguments');
  }
  const id = state.nextId('F');
  state.files.set(id, { name, size, uploaded: false, complete: false, polls: 0 });
  return { upload_url: `${base}/upload/${id}`, file_id: id };
}

function completeUpload(state: SlackState, given: Json): Answer {
  const files = Array.isArray(given.files) ? given.files.filter(isObject) : [];
  const channel = given.channel_id === undefined ? undefined : channelRefusal(state, given.channel_id);
  if (channel instanceof Refusal) return channel;
  for (const { id } of files) {
    const file = state.files.get(String(id));
    if (file === undefined || !file.uploaded) {
      state.complain('files.completeUploadExternal: nothing was uploaded');
      return new Refusal('file_not_found');
    }
    if (file.text !== undefined && channel?.kind !== 'dm') {
      state.complain(`files.completeUploadExternal: ${file.name} for others than one person`);
    }
    file.complete = true;
  }
  if (channel !== undefined) {
    const shared = files.flatMap(({ id }) => state.files.get(String(id)) ?? []);
    shareFiles(state, channel.id, shared);
  }
  return { files: files.map(({ id, title }) => ({ id, title })) };
}

/** A file is ready at the second question: until then it has no type. */
function fileInfo(state: SlackState, given: Json): Answer {
  const file = state.files.get(String(given.file));
  if (file === undefined) return new Refusal('file_not_found');
  file.polls += 1;
  return { file: { id: given.file, mimetype: file.polls >= 2 ? 'image/png' : '' } };
}
