import type { Body } from './body.ts';
import type { InteractionRoutes } from './interactions.ts';
import { complain, type MessageRoutes } from './messages.ts';
import { channelObject, guildObject, memberObject } from './objects.ts';
import { type Answer, noContent, ok, refusals } from './respond.ts';
import { bits, directChannel, type Json, permissionsOf, type State } from './state.ts';
import { againstSchema } from './validate.ts';

export interface Request {
  method: string;
  /** Without `/api/v10`. */
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  body: Body;
}

type Route = [method: string, pattern: RegExp, answer: (match: string[], request: Request) => Answer];

/** Discord's REST interface, as much of it as a bot like Viva uses. */
export function restRoutes(
  state: State,
  messages: MessageRoutes,
  interactions: InteractionRoutes,
  gatewayUrl: () => string,
): (request: Request) => Answer {
  // These carry their own token in the address, or need none.
  const open: Route[] = [
    ['GET', /^\/gateway$/, () => ok({ url: gatewayUrl() })],
    [
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ([, id = '', token = ''], { body }) => interactions.callback(id, token, body),
    ],
    [
      'PATCH',
      /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      ([, id = '', token = ''], { body }) => interactions.editOriginal(id, token, body),
    ],
    [
      'POST',
      /^\/webhooks\/(\d+)\/([^/]+)$/,
      ([, id = '', token = ''], { body }) => interactions.followUp(id, token, body),
    ],
  ];
  const closed: Route[] = [
    ['GET', /^\/gateway\/bot$/, () => ok(gatewayObject(gatewayUrl()))],
    ['GET', /^\/users\/@me$/, () => ok(state.bot)],
    ['GET', /^\/users\/@me\/guilds$/, () => ok(ownGuilds(state))],
    ['POST', /^\/users\/@me\/channels$/, (_, { body }) => openDirect(state, body)],
    ['GET', /^\/(?:applications|oauth2\/applications)\/@me$/, () => ok(applicationObject(state))],
    ['GET', /^\/applications\/(\d+)\/commands$/, () => ok(state.commands)],
    ['PUT', /^\/applications\/(\d+)\/commands$/, ([, id = ''], { body }) => register(state, id, body)],
    [
      'GET',
      /^\/guilds\/(\d+)$/,
      ([, id]) => (id === state.guild.id ? ok(guildObject(state)) : refusals.unknownGuild),
    ],
    [
      'GET',
      /^\/guilds\/(\d+)\/members\/(\d+)$/,
      ([, guild, user = '']) => {
        if (guild !== state.guild.id) return refusals.unknownGuild;
        const member = state.guild.members.get(user);
        return member === undefined ? refusals.unknownMember : ok(memberObject(member));
      },
    ],
    ['GET', /^\/channels\/(\d+)$/, ([, id = '']) => showChannel(state, id)],
    ['GET', /^\/channels\/(\d+)\/messages$/, ([, id = ''], { query }) => messages.history(id, query)],
    ['POST', /^\/channels\/(\d+)\/messages$/, ([, id = ''], { body }) => messages.post(id, body)],
    [
      'PATCH',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([, channel = '', id = ''], { body }) => messages.patch(channel, id, body),
    ],
    [
      'DELETE',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([, channel = '', id = '']) => messages.remove(channel, id),
    ],
    ['GET', /^\/channels\/(\d+)\/thread-members\/(\d+)$/, () => refusals.unknownMember],
  ];

  return (request) => {
    const own = find(open, request);
    if (own !== undefined) return own();
    if (request.authorization !== `Bot ${state.token}`) return refusals.unauthorized;
    const answer = find(closed, request);
    if (answer !== undefined) return answer();
    state.complaints.push(`no such route: ${request.method} ${request.path}`);
    return refusals.notFound;
  };
}

function find(routes: Route[], request: Request): (() => Answer) | undefined {
  for (const [method, pattern, answer] of routes) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match !== null) return () => answer([...match], request);
  }
  return undefined;
}

function gatewayObject(url: string): Json {
  return {
    url,
    shards: 1,
    session_start_limit: { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
  };
}

function applicationObject({ application, bot }: State): Json {
  return { ...application, icon: null, description: '', bot_public: true, bot, summary: '', verify_key: '' };
}

function ownGuilds(state: State): Json[] {
  const { guild, bot } = state;
  return guild.members.has(bot.id) ? [{ id: guild.id, name: guild.name, owner: false, features: [] }] : [];
}

/** A command as Discord gives it back: with what it adds itself, and without the options' `required: false`. */
function commandObject(state: State, application: string, given: Json): Json {
  const { options, ...rest } = given;
  return {
    id: state.snowflake(),
    application_id: application,
    version: state.snowflake(),
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    nsfw: false,
    dm_permission: true,
    ...rest,
    ...(Array.isArray(options) && options.length > 0 ? { options: options.map(optionObject) } : {}),
  };
}

function optionObject({ options, required, ...rest }: Json): Json {
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(Array.isArray(options) && options.length > 0 ? { options: options.map(optionObject) } : {}),
  };
}

function openDirect(state: State, { json }: Body): Answer {
  const problems = againstSchema('CreatePrivateChannelRequestSchema', json);
  if (problems.length > 0) return complain(state, problems.join('; '));
  const user = state.guild.members.get(String((json as Json).recipient_id))?.user;
  if (user === undefined) return refusals.unknownUser;
  return ok(channelObject(directChannel(state, user)));
}

function showChannel(state: State, id: string): Answer {
  const channel = state.channels.get(id);
  if (channel === undefined) return refusals.unknownChannel;
  const visible =
    channel.type === 1 || (permissionsOf(state, state.bot.id, channel) & bits.viewChannel) !== 0n;
  return visible ? ok(channelObject(channel)) : refusals.missingAccess;
}

function register(state: State, application: string, { json }: Body): Answer {
  if (application !== state.application.id) return refusals.notFound;
  const commands = Array.isArray(json) ? (json as Json[]) : [];
  const problems = commands.flatMap((one) => [
    ...againstSchema('ApplicationCommandUpdateRequestSchema', one),
    ...(one.type === 3 ? menuProblems(one) : optionProblems((one.options ?? []) as Json[], String(one.name))),
  ]);
  if (problems.length > 0) return complain(state, `PUT commands: ${problems.join('; ')}`);
  state.commands = commands.map((one) => commandObject(state, application, one));
  return commands.length === 0 ? noContent : ok(state.commands);
}

/** An entry of a message's menu is a name alone, which may have spaces and capitals. */
function menuProblems({ name, description, options }: Json): string[] {
  const bare = !description && ((options ?? []) as Json[]).length === 0;
  const named = /^.{1,32}$/u.test(String(name ?? ''));
  return bare && named ? [] : [`${String(name)}: a message's command is a name alone`];
}

/** Names, lengths, and required options first: the schema does not say so. */
function optionProblems(options: Json[], path: string): string[] {
  const required = options.map((one) => one.required === true);
  const late = required.some((one, index) => one && required.slice(0, index).includes(false));
  return [
    ...(late ? [`${path}: a required option after an optional one`] : []),
    ...options.flatMap((one) => {
      const name = String(one.name);
      const wrongName =
        /^[-_\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase() ? [] : [`${path}: ${name}`];
      const description = String(one.description ?? '');
      const wrongLength =
        description === '' || description.length > 100 ? [`${path} ${name}: description`] : [];
      const both =
        one.autocomplete === true && one.choices ? [`${path} ${name}: completion and choices`] : [];
      return [
        ...wrongName,
        ...wrongLength,
        ...both,
        ...optionProblems((one.options ?? []) as Json[], `${path} ${name}`),
      ];
    }),
  ];
}
