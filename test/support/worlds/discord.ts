import type { Exchange, Platform } from '../../../src/app/ports/platform.ts';
import { createDiscordPlatform } from '../../../src/platforms/discord/platform.ts';
import { type DiscordServer, openDiscordServer } from '../../servers/discord/server.ts';
import {
  type Channel,
  directChannel,
  type Interaction,
  type Json,
  type Message,
} from '../../servers/discord/state.ts';
import { walk } from '../../servers/discord/validate.ts';
import type { Person, Seen, World, WorldOptions } from '../world.ts';
import { menuData, slashData } from './discord-slash.ts';

export interface DiscordWorldOptions extends WorldOptions {
  /** Whether the application has the Message Content intent, and Viva uses it. */
  messageContent?: boolean;
  /** How long to wait for Viva's answer, ms. */
  patience?: number;
}

/** The world with what only tests of Discord itself look at. */
export interface DiscordWorld extends World {
  readonly server: DiscordServer;
  /** What the option that is being typed is completed with. */
  complete(
    person: Person,
    root: string,
    options: Json[],
  ): Promise<{ name: string; value: string | number }[]>;
}

/** How long another process must have been quiet to count as done with an answer. */
const quiet = 150;

export async function openDiscordWorld(options: DiscordWorldOptions = {}): Promise<DiscordWorld> {
  const { messageContent = false, patience = 10_000 } = options;
  const server = await openDiscordServer({
    ...(options.now === undefined ? {} : { now: options.now }),
    messageContentAllowed: messageContent,
  });
  const { state, names } = server;
  const modals = new Map<Person, { id: string; fields: Json[]; channel: string }>();

  const deliveries = trackDeliveries();

  /** Waits until something is so, then until Viva is done; gives up after `patience`. */
  const waitFor = async (happened: () => boolean) => {
    const until = Date.now() + patience;
    while (!happened() && Date.now() < until) await server.nextRequest(until - Date.now());
    if (happened()) await done(until);
  };

  const done = async (until: number) => {
    while (deliveries.running() > 0 && Date.now() < until) await server.nextRequest(5);
    if (deliveries.known()) return;
    // Viva runs in another process: it is done when it is quiet.
    for (let count = -1; count !== server.requests.length; ) {
      count = server.requests.length;
      await server.nextRequest(quiet);
    }
  };

  const interact = async (person: Person, channel: string, type: number, data: Json, message?: Message) => {
    const interaction = server.interact(names.users[person], channel, type, data, message);
    await waitFor(() => ['answered', 'modal', 'completed'].includes(interaction.acknowledged));
    if (interaction.acknowledged === 'modal') modals.set(person, { ...modalOf(interaction), channel });
    return interaction;
  };

  const find = (person: Person, id: string): Message => {
    const message = state.messages.find((one) => one.id === id && one.deleted !== true);
    const owner = message?.ephemeralFor ?? names.users[person].id;
    if (message === undefined || owner !== names.users[person].id) {
      throw new Error(`${person} sees no message ${id}`);
    }
    return message;
  };

  const channelOf = (id: string): Channel => {
    const channel = state.channels.get(id);
    if (channel === undefined) throw new Error(`no channel ${id}`);
    return channel;
  };

  const direct = (person: Person) => directChannel(state, names.users[person]).id;

  return {
    title: 'discord',
    platform: 'discord',
    space: `discord:${state.guild.id}`,
    channel: names.general,
    lockedChannel: names.locked,
    env: {
      DISCORD_TOKEN: state.token,
      DISCORD_API_URL: server.apiUrl,
      ...(messageContent ? { DISCORD_MESSAGE_CONTENT: '1' } : {}),
    },
    server,
    direct,
    createPlatform: ({ keyValue, log }) =>
      deliveries.follow(
        createDiscordPlatform({ token: state.token, apiUrl: server.apiUrl, messageContent, keyValue, log }),
      ),
    member: (person) => `discord:${names.users[person].id}`,
    shownAs: (person) => `<@${names.users[person].id}>`,

    async command(person, text, where = {}) {
      await interact(person, where.channel ?? names.general, 2, slashData(state.commands, text));
    },
    async press(person, id, label) {
      const message = find(person, id);
      const button = seen(message).buttons.find((one) => one.label === label);
      if (button === undefined) throw new Error(`no button ${label} on the message ${id}`);
      if (button.disabled) throw new Error(`the button ${label} is disabled`);
      const data = { component_type: 2, custom_id: button.id };
      await interact(person, message.channel_id, 3, data, message);
    },
    async reply(person, id, text) {
      const message = find(person, id);
      const said = server.say(names.users[person], channelOf(message.channel_id), text, message);
      await server.gateway.taken();
      // Talk that Viva leaves alone has no answer to wait for.
      if (deliveries.known()) return done(Date.now() + patience);
      await waitFor(() => state.messages.some((one) => one.message_reference?.message_id === said.id));
    },
    async fromMenu(person, name, id) {
      const target =
        id === undefined
          ? server.say(names.users.dan, channelOf(names.general), 'What a fine day.')
          : find(person, id);
      await interact(person, target.channel_id, 2, menuData(state, name, target));
    },
    async complete(person, root, commandOptions) {
      const command = state.commands.find(({ name }) => name === root);
      const data = { id: command?.id, name: root, type: 1, options: commandOptions };
      const { response } = await interact(person, names.general, 4, data);
      return (response?.choices ?? []) as { name: string; value: string | number }[];
    },
    async submit(person, values) {
      const modal = modals.get(person);
      if (modal === undefined) throw new Error('no modal is open');
      const { id, fields, channel } = modal;
      modals.delete(person);
      const components = fields.map((field, index) => ({
        type: 18,
        id: 2 * index + 1,
        component: { id: 2 * index + 2, ...filledIn(field, values[String(field.custom_id)]) },
      }));
      await interact(person, channel, 5, { custom_id: id, components });
    },

    posts: (channel = names.general) =>
      state.messages
        .filter((one) => one.channel_id === channel && one.ephemeralFor === undefined)
        .filter((one) => one.author.id === state.bot.id && one.deleted !== true)
        .map(seen),
    privately(person) {
      const user = names.users[person].id;
      const own = direct(person);
      return state.messages
        .filter((one) => one.author.id === state.bot.id && one.deleted !== true)
        .filter((one) => one.ephemeralFor === user || one.channel_id === own)
        .map(seen);
    },
    async redeliver() {
      const callbacks = () => server.requests.filter((one) => one.endsWith('/callback')).length;
      const expected = callbacks() + state.interactions.size;
      const again = [...state.interactions.values()].filter(({ acknowledged }) =>
        ['deferred', 'answered'].includes(acknowledged),
      );
      const before = deliveries.total();
      server.redeliver();
      await server.gateway.taken();
      // Discord says of each that it was acknowledged before; only then does Viva look at it once more.
      await waitFor(() => callbacks() >= expected);
      const until = Date.now() + patience;
      while (deliveries.known() && deliveries.total() < before + again.length && Date.now() < until) {
        await server.nextRequest(5);
      }
      await done(until);
    },
    disturb: server.disturb,
    accepted: server.accepted,
    complaints: () => [...state.complaints],
    close: server.close,
  };
}

/** Counts what the platforms of this process are answering, so that nobody has to guess when they are done. */
function trackDeliveries() {
  let running = 0;
  let total = 0;
  let started = 0;
  const follow = (platform: Platform): Platform => ({
    ...platform,
    async start(handlers) {
      const deliver = async (exchange: Exchange) => {
        running += 1;
        total += 1;
        await handlers.deliver(exchange).finally(() => {
          running -= 1;
        });
      };
      await platform.start({ complete: (query) => handlers.complete(query), deliver });
      started += 1;
    },
  });
  return { follow, running: () => running, total: () => total, known: () => started > 0 };
}

function modalOf(interaction: Interaction): { id: string; fields: Json[] } {
  const response = interaction.response ?? {};
  const fields = walk((response.components ?? []) as Json[]).filter(({ type }) => type === 3 || type === 4);
  return { id: String(response.custom_id), fields };
}

/** What Discord tells of a field that somebody filled in, or left as it was. */
function filledIn({ type, custom_id, options }: Json, given: string | undefined): Json {
  if (type === 4) return { type, custom_id, value: given ?? '' };
  const known = (options as Json[]).some(({ value }) => value === given);
  if (given !== undefined && !known) throw new Error(`no option ${given}`);
  return { type, custom_id, values: given === undefined ? [] : [given] };
}

/** A message as a person sees it. */
function seen(message: Message): Seen {
  const all = walk(message.components);
  const texts = all.filter(({ type }) => type === 10).map(({ content }) => String(content));
  const buttons = all.filter(({ type }) => type === 2);
  const alts = all.flatMap(({ items }) => (items ?? []) as { description?: string }[]);
  return {
    id: message.id,
    text: [message.content, ...texts].filter((text) => text !== '').join('\n'),
    buttons: buttons.map(({ label, custom_id, disabled }) => ({
      label: String(label),
      id: String(custom_id),
      disabled: disabled === true,
    })),
    pictures: alts.map(({ description }) => description ?? ''),
  };
}
