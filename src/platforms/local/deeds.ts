import type { z } from 'zod';
import type { Completion, CompletionQuery, Handlers } from '../../app/ports/platform.ts';
import type { TimeView } from '../../app/ports/time-machine.ts';
import { decodeAction, turnsPage } from '../../core/action.ts';
import type { Form } from '../../core/card.ts';
import { formFor } from '../../core/form.ts';
import { meaningOf } from '../../core/words/suggest/suggestion.ts';
import { travelWords } from '../../core/words/travel.ts';
import type { commandBody, completeBody, pressBody, sayBody, submitBody, travelBody } from './bodies.ts';
import { decodeForm, decodePress, decodeSaid, decodeTyped } from './decode.ts';
import { callerOf, type Deed, exchangeOf, placeOf, post, rightsOf, type Services } from './exchange.ts';
import type { StoredMessage } from './messages.ts';
import {
  channels,
  findChannel,
  findPerson,
  type LocalChannel,
  type LocalPerson,
  ownNames,
  sees,
} from './place.ts';
import { pressable } from './views.ts';

/** Something that people may be told, with the status that goes with it. */
export class Turned extends Error {
  readonly status: 400 | 403 | 404 | 409 | 503;
  constructor(status: Turned['status'], words: string) {
    super(words);
    this.name = 'Turned';
    this.status = status;
  }
}

const gone = 'That message is gone. Reload the page to see what stands there now.';

/** What people do on the page. Each resolves when it has been answered; a `form` is to be opened at once. */
export function createDeeds(services: Services, running: Set<Promise<void>>) {
  function ready(): Handlers {
    const handlers = services.handlers();
    if (handlers === undefined)
      throw new Turned(503, 'Viva is not taking commands now. Try again in a moment.');
    return handlers;
  }

  /** What runs is let end when Viva stops. */
  async function finished<T>(run: Promise<T>): Promise<T> {
    const known = run.then(
      () => {},
      () => {},
    );
    running.add(known);
    try {
      return await run;
    } finally {
      running.delete(known);
    }
  }

  async function deliver(deed: Deed): Promise<void> {
    await finished(ready().deliver(exchangeOf(services, deed)));
    // A command may have moved, paused or removed the next post.
    void services.time.look();
  }

  async function shown(
    person: LocalPerson,
    id: string,
  ): Promise<{ message: StoredMessage; channel: LocalChannel }> {
    const own = services.audience.privateAnswers(person.id).find((message) => message.id === id);
    const visible = channels.filter((channel) => sees(person.id, channel));
    for (const channel of visible) {
      const message = own?.channel === channel.id ? own : await services.messages.get(channel.id, id);
      if (message !== undefined) return { message, channel };
    }
    throw new Turned(404, gone);
  }

  return {
    async command({ as, channel: channelId, text, id }: z.infer<typeof commandBody>): Promise<void> {
      const { person, channel } = placed(as, channelId);
      const command = decodeTyped(text);
      if (command === undefined)
        throw new Turned(400, 'There is no such command. Type /viva help to see them all.');
      await deliver({ id, person, channel, under: undefined, command });
    },

    async press({
      as,
      message: messageId,
      action,
      id,
    }: z.infer<typeof pressBody>): Promise<Form | undefined> {
      const person = named(as);
      const { message, channel } = await shown(person, messageId);
      // Only what stands on the message can be pressed, as on the platforms: ids made up by hand get nowhere.
      if (!('card' in message.content) || !pressable(message.content.card).includes(action)) {
        throw new Turned(409, 'That button is not there any more: the message has changed.');
      }
      const decoded = decodeAction(action);
      if (decoded?.name === 'open-form') return formFor(decoded.form, decoded.about);
      const deed = { id, person, channel, under: message.under, command: decodePress(action) };
      await deliver(turnsPage(decoded) ? { ...deed, turns: message.id } : deed);
      return undefined;
    },

    async submit(body: z.infer<typeof submitBody>): Promise<void> {
      const { person, channel } = placed(body.as, body.channel ?? `dm-${body.as}`);
      const values = fieldsOf(body.form, body.values);
      await deliver({
        id: body.id,
        person,
        channel,
        under: undefined,
        command: decodeForm(body.form, values),
      });
    },

    async say({ as, channel: channelId, under, text, id }: z.infer<typeof sayBody>): Promise<void> {
      const { person, channel } = placed(as, channelId);
      const root = under === undefined ? undefined : await services.messages.get(channel.id, under);
      if (under !== undefined && root === undefined) throw new Turned(404, gone);
      // A thread hangs on its first message, never on a reply.
      const thread = root?.under ?? root?.id;
      const inThread = thread === undefined ? {} : { under: thread };
      await post(services, channel, {
        channel: channel.id,
        from: person.id,
        ...inThread,
        nonce: `say-${id}`,
        content: { text },
      });
      const command = decodeSaid(text, channel.kind, thread);
      if (command !== undefined) await deliver({ id, person, channel, under: thread, command });
    },

    async travel({ id }: z.infer<typeof travelBody>): Promise<TimeView> {
      ready();
      const result = await finished(services.time.travel(id));
      if (result !== 'arrived') throw new Turned(409, travelWords[result]);
      return services.time.view();
    },

    async complete({ as, channel: channelId, kind, typed }: z.infer<typeof completeBody>) {
      const { person, channel } = placed(as, channelId);
      if (kind === 'grant' || kind === 'channel') return ownNames(kind, typed, person).map(forTheBox);
      const query: CompletionQuery = {
        kind,
        typed,
        feed: undefined,
        caller: callerOf(person),
        place: placeOf(channel),
        rights: rightsOf(person),
      };
      const found = (await services.handlers()?.complete(query)) ?? [];
      return found.map(forTheBox);
    },
  };
}

/** The page shows the value and beside it the name; in its box a value with spaces stands in quotes. */
function forTheBox({ name, value }: Completion): Completion {
  return { name: meaningOf({ name, value }), value: /\s/.test(value) ? `"${value}"` : value };
}

function named(as: string): LocalPerson {
  const person = findPerson(as);
  if (person === undefined) throw new Turned(404, 'There is no such person here.');
  return person;
}

function placed(as: string, channelId: string): { person: LocalPerson; channel: LocalChannel } {
  const person = named(as);
  const channel = findChannel(channelId);
  if (channel === undefined || !sees(person.id, channel))
    throw new Turned(404, 'There is no such channel here.');
  return { person, channel };
}

/** Only the fields that the form has, and no longer than it allows. */
function fieldsOf(formId: string, values: Record<string, string>): Record<string, string> {
  const action = decodeAction(formId);
  if (action?.name !== 'submit-form') return values;
  const fields = formFor(action.form).fields;
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw new Turned(400, `The form has no field ${name}.`);
    if ('choices' in field) {
      if (value !== '' && !field.choices.some((one) => one.value === value))
        throw new Turned(400, `${field.label} ${value} is not among the choices.`);
    } else if (value.length > field.maxLength) {
      throw new Turned(400, `${field.label}: at most ${field.maxLength} characters.`);
    }
  }
  return values;
}
