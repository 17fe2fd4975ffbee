import { buttonsOf, isObject } from './blocks.ts';
import type { Deliveries } from './delivery.ts';
import { publicForm } from './messages.ts';
import { botUser, type Json, type Message, type SlackState, teamId } from './state.ts';

/** What people do in the workspace, in the form in which Slack tells an app. */
export class People {
  #state: SlackState;
  #deliveries: Deliveries;
  #base: string;

  constructor(state: SlackState, deliveries: Deliveries, base: string) {
    this.#state = state;
    this.#deliveries = deliveries;
    this.#base = base;
  }

  /** `/viva show DL0003`; `#daily` and `@crew` become mentions, as `should_escape` asks for. */
  command(user: string, text: string, channel: string): Promise<boolean> {
    const [command = '', ...words] = text.split(' ');
    return this.#deliveries.deliver('slash_commands', {
      token: 'verification',
      team_id: teamId,
      team_domain: 'world',
      channel_id: channel,
      channel_name: this.#state.channels.get(channel)?.name ?? 'directmessage',
      user_id: user,
      user_name: this.#state.users.get(user)?.name ?? user,
      command,
      text: this.#escaped(words.join(' ')),
      api_app_id: 'A0VIVA',
      is_enterprise_install: 'false',
      response_url: `${this.#base}/response/${this.#state.newResponse(user, channel)}`,
      trigger_id: this.#state.newTrigger(user),
    });
  }

  #escaped(text: string): string {
    const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return safe.replace(/([#@])([a-z]+)/g, (whole, mark: string, name: string) => {
      const channel = [...this.#state.channels.values()].find((one) => one.name === name);
      if (mark === '#' && channel) return `<#${channel.id}|${name}>`;
      return mark === '@' && name === 'crew' ? '<!subteam^S0CREW|@crew>' : whole;
    });
  }

  /** Presses a button of a message; rejects when there is none of that label. */
  press(user: string, message: Message, label: string): Promise<boolean> {
    const button = buttonsOf(message.blocks).find((one) => one.label === label);
    if (button === undefined) throw new Error(`no button “${label}”`);
    const secret = message.onlyFor !== undefined;
    return this.#deliveries.deliver('interactive', {
      type: 'block_actions',
      team: { id: teamId, domain: 'world' },
      user: {
        id: user,
        username: this.#state.users.get(user)?.name,
        name: this.#state.users.get(user)?.name,
        team_id: teamId,
      },
      api_app_id: 'A0VIVA',
      token: 'verification',
      container: {
        type: 'message',
        message_ts: message.id,
        channel_id: message.channel,
        is_ephemeral: secret,
        ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
      },
      trigger_id: this.#state.newTrigger(user),
      channel: { id: message.channel, name: this.#state.channels.get(message.channel)?.name },
      ...(secret ? {} : { message: publicForm(message, false) }),
      response_url: `${this.#base}/response/${this.#state.newResponse(user, message.channel, message.id)}`,
      actions: [{ type: 'button', action_id: button.id, block_id: 'b1', action_ts: this.#state.nextTs() }],
    });
  }

  /** Opens the app's Home tab, or its Messages tab. */
  openApp(user: string, tab: 'home' | 'messages' = 'home'): Promise<boolean> {
    return this.event({
      type: 'app_home_opened',
      user,
      channel: this.#state.directMessage(user).id,
      tab,
      event_ts: this.#state.nextTs(),
    });
  }

  /** Presses a button of a person's Home tab. */
  pressHome(user: string, label: string): Promise<boolean> {
    const view = this.#state.homes.get(user) ?? {};
    const blocks = Array.isArray(view.blocks) ? view.blocks.filter(isObject) : [];
    const button = buttonsOf(blocks).find((one) => one.label === label);
    if (button === undefined) throw new Error(`no button “${label}” on the Home tab`);
    const name = this.#state.users.get(user)?.name;
    return this.#deliveries.deliver('interactive', {
      type: 'block_actions',
      team: { id: teamId, domain: 'world' },
      user: { id: user, username: name, name, team_id: teamId },
      api_app_id: 'A0VIVA',
      token: 'verification',
      container: { type: 'view', view_id: `V0HOME${user}` },
      trigger_id: this.#state.newTrigger(user),
      view: { ...view, id: `V0HOME${user}` },
      actions: [{ type: 'button', action_id: button.id, block_id: 'b1', action_ts: this.#state.nextTs() }],
    });
  }

  /** Chooses a shortcut of a message's menu. */
  shortcut(user: string, message: Message, callback: string): Promise<boolean> {
    const name = this.#state.users.get(user)?.name;
    return this.#deliveries.deliver('interactive', {
      type: 'message_action',
      callback_id: callback,
      team: { id: teamId, domain: 'world' },
      user: { id: user, username: name, name, team_id: teamId },
      api_app_id: 'A0VIVA',
      token: 'verification',
      trigger_id: this.#state.newTrigger(user),
      action_ts: this.#state.nextTs(),
      channel: { id: message.channel, name: this.#state.channels.get(message.channel)?.name },
      message_ts: message.id,
      message: publicForm(message, false),
      response_url: `${this.#base}/response/${this.#state.newResponse(user, message.channel)}`,
    });
  }

  /** Fills in the newest modal that a person has open, and sends it. */
  submit(user: string, values: Record<string, string>): Promise<boolean> {
    const modal = this.#state.modals.findLast((one) => one.user === user && !one.sent);
    if (modal === undefined) throw new Error('no modal is open');
    modal.sent = true;
    const blocks = Array.isArray(modal.view.blocks) ? modal.view.blocks.filter(isObject) : [];
    const state = {
      values: Object.fromEntries(
        blocks.map(({ block_id, element }) => [
          String(block_id),
          { value: filledIn(isObject(element) ? element : {}, values[String(block_id)]) },
        ]),
      ),
    };
    return this.#deliveries.deliver('interactive', {
      type: 'view_submission',
      team: { id: teamId, domain: 'world' },
      user: { id: user, name: this.#state.users.get(user)?.name, team_id: teamId },
      api_app_id: 'A0VIVA',
      token: 'verification',
      trigger_id: this.#state.newTrigger(user),
      view: { ...modal.view, id: modal.id, state },
      response_urls: [],
    });
  }

  /** Says something; where it names the bot, Slack tells of it twice. Gives the message's id. */
  async say(user: string, channel: string, text: string, thread?: string): Promise<string> {
    const root = this.#state.messages.find((one) => one.id === thread);
    const message: Message = {
      id: this.#state.nextTs(),
      channel,
      author: user,
      text,
      blocks: [],
      thread: root?.thread ?? thread,
      metadata: undefined,
      onlyFor: undefined,
    };
    this.#state.messages.push(message);
    const event = {
      ...publicForm(message, false),
      channel,
      event_ts: message.id,
      ...(message.thread === undefined ? {} : { parent_user_id: this.#authorOf(message.thread) }),
    };
    const kinds = { public: 'channel', private: 'group', dm: 'im' } as const;
    const kind = kinds[this.#state.channels.get(channel)?.kind ?? 'public'];
    const told = [this.event({ ...event, channel_type: kind })];
    if (text.includes(`<@${botUser}>`) && kind !== 'im')
      told.push(this.event({ ...event, type: 'app_mention' }));
    await Promise.all(told);
    return message.id;
  }

  #authorOf(ts: string): string | undefined {
    return this.#state.messages.find((one) => one.id === ts)?.author;
  }

  event(event: Json): Promise<boolean> {
    return this.#deliveries.deliver('events_api', {
      token: 'verification',
      team_id: teamId,
      api_app_id: 'A0VIVA',
      event,
      type: 'event_callback',
      event_id: this.#state.nextId('Ev'),
      event_time: Math.floor(this.#state.now() / 1000),
      authorizations: [{ team_id: teamId, user_id: botUser, is_bot: true, is_enterprise_install: false }],
    });
  }
}

/** What Slack tells of a field that somebody filled in, or left as it was. */
function filledIn({ type, options }: Json, given: string | undefined): Json {
  if (type !== 'static_select') return { type, value: given ?? null };
  const all = Array.isArray(options) ? options.filter(isObject) : [];
  const chosen = all.find(({ value }) => value === given);
  if (given !== undefined && chosen === undefined) throw new Error(`no option ${given}`);
  return { type, selected_option: chosen ?? null };
}
