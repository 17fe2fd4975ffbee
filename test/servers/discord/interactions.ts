import { type Body, isJson } from './body.ts';
import { complain, newMessage, shown } from './messages.ts';
import { messageObject } from './objects.ts';
import { type Answer, noContent, ok, refusals } from './respond.ts';
import type { Interaction, Json, Message, State } from './state.ts';
import { againstSchema, messageProblems, walk } from './validate.ts';

/** By when an interaction must be acknowledged, and how long it can be answered, by the server's clock. */
const acknowledgeWithin = 3_000;
const usableFor = 15 * 60_000;
const ephemeral = 1 << 6;

/** The requests with which the bot answers interactions. */
export interface InteractionRoutes {
  callback(id: string, token: string, body: Body): Answer;
  editOriginal(application: string, token: string, body: Body): Answer;
  followUp(application: string, token: string, body: Body): Answer;
}

export function interactionRoutes(
  state: State,
  onAnswer: (interaction: Interaction) => void,
): InteractionRoutes {
  const byToken = (application: string, token: string): Interaction | undefined =>
    application === state.application.id
      ? [...state.interactions.values()].find((one) => one.token === token)
      : undefined;

  const answer = (interaction: Interaction, body: Json, files: Body['files'], hidden: boolean): Message => {
    const message: Message = {
      ...newMessage(state, interaction.channel, body, files),
      answers: interaction.id,
      ...(hidden ? { ephemeralFor: interaction.user } : {}),
    };
    state.messages.push(message);
    return message;
  };

  const fillIn = (interaction: Interaction, { json, files }: Body): Answer => {
    const body = isJson(json) ? json : {};
    const problems = problemsOf('IncomingWebhookUpdateRequestPartialSchema', json, body, files);
    if (problems.length > 0) return complain(state, `PATCH @original: ${problems.join('; ')}`);
    const known = state.messages.find(({ id, deleted }) => id === interaction.original && deleted !== true);
    if (known !== undefined) Object.assign(known, shown(state, interaction.channel, body, files));
    if (known === undefined && interaction.original !== undefined) return refusals.unknownMessage;
    const message = known ?? answer(interaction, body, files, interaction.ephemeral);
    interaction.original = message.id;
    interaction.acknowledged = 'answered';
    onAnswer(interaction);
    return ok(messageObject(state, message));
  };

  const usable = (interaction: Interaction | undefined): Answer | undefined => {
    if (interaction === undefined || interaction.acknowledged === 'no') return refusals.unknownWebhook;
    return state.now() - interaction.at > usableFor ? refusals.invalidWebhookToken : undefined;
  };

  return {
    callback(id, token, { json }) {
      const interaction = state.interactions.get(id);
      if (interaction === undefined || interaction.token !== token) return refusals.unknownInteraction;
      if (interaction.acknowledged !== 'no') return refusals.acknowledged;
      if (state.now() - interaction.at > acknowledgeWithin) return refusals.unknownInteraction;
      const body = isJson(json) ? json : {};
      const problems = callbackProblems(interaction, body);
      if (problems.length > 0) return complain(state, `callback: ${problems.join('; ')}`);
      const data = isJson(body.data) ? body.data : {};
      interaction.response = data;
      interaction.ephemeral = (Number(data.flags ?? 0) & ephemeral) !== 0;
      switch (body.type) {
        case 5:
          interaction.acknowledged = 'deferred';
          break;
        case 6:
          // What is filled in later is the message that the button stands under, as visible as it is.
          interaction.acknowledged = 'deferred';
          interaction.original = interaction.source;
          break;
        case 8:
          interaction.acknowledged = 'completed';
          onAnswer(interaction);
          break;
        case 9:
          interaction.acknowledged = 'modal';
          onAnswer(interaction);
          break;
        default:
          interaction.acknowledged = 'answered';
          interaction.original = answer(interaction, data, [], interaction.ephemeral).id;
          onAnswer(interaction);
      }
      return noContent;
    },
    editOriginal(application, token, body) {
      const interaction = byToken(application, token);
      return usable(interaction) ?? fillIn(interaction as Interaction, body);
    },
    followUp(application, token, body) {
      const interaction = byToken(application, token);
      const refused = usable(interaction);
      if (refused !== undefined || interaction === undefined) return refused ?? refusals.unknownWebhook;
      // Discord's trap: the first follow-up to a deferred answer becomes that answer, and as visible as it.
      if (interaction.acknowledged === 'deferred' && interaction.original === undefined) {
        return fillIn(interaction, body);
      }
      interaction.acknowledged = 'answered';
      const json = isJson(body.json) ? body.json : {};
      const problems = problemsOf('IncomingWebhookRequestPartialSchema', body.json, json, body.files);
      if (problems.length > 0) return complain(state, `follow-up: ${problems.join('; ')}`);
      const hidden = (Number(json.flags ?? 0) & ephemeral) !== 0;
      const message = answer(interaction, json, body.files, hidden);
      onAnswer(interaction);
      return ok(messageObject(state, message));
    },
  };
}

function problemsOf(
  schema: 'IncomingWebhookUpdateRequestPartialSchema' | 'IncomingWebhookRequestPartialSchema',
  raw: unknown,
  body: Json,
  files: Body['files'],
): string[] {
  const names = files.map(({ name }) => name);
  const size = files.reduce((sum, one) => sum + one.size, 0);
  return [...againstSchema(schema, raw), ...messageProblems(body, { files: names, size, interaction: true })];
}

/** Which first answers an interaction may have: completion has its own, and a modal cannot follow a modal. */
const fitting: Record<number, readonly number[]> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

function callbackProblems(interaction: Interaction, body: Json): string[] {
  const type = Number(body.type);
  if (!fitting[interaction.type]?.includes(type)) {
    return [`an answer of type ${type} does not fit an interaction of type ${interaction.type}`];
  }
  if (type === 8) return completionProblems(interaction, body);
  if (type === 9) return modalProblems(body);
  const kind = type === 6 || type === 7 ? 'Update' : 'Create';
  const problems = againstSchema(`${kind}MessageInteractionCallbackRequestSchema`, body);
  if (type !== 4) return problems;
  const data = isJson(body.data) ? body.data : {};
  return [...problems, ...messageProblems(data, { files: [], interaction: true })];
}

/** The option that is being typed, within its command. */
function focusedOf(data: Json): Json | undefined {
  const options = (data.options ?? []) as Json[];
  return (
    options.find((one) => one.focused === true) ?? options.map(focusedOf).find((one) => one !== undefined)
  );
}

function completionProblems({ data: asked }: Interaction, body: Json): string[] {
  const data = isJson(body.data) ? body.data : {};
  const choices = (data.choices ?? []) as { name: string; value: string | number }[];
  const wanted = focusedOf(asked)?.type === 4 ? 'number' : 'string';
  const tooLong = choices.filter(({ name, value }) => name.length > 100 || String(value).length > 100);
  return [
    ...againstSchema('ApplicationCommandAutocompleteCallbackRequestSchema', body),
    ...(choices.length > 25 ? [`${choices.length} choices, at most 25`] : []),
    ...tooLong.map(({ name }) => `a choice that is too long: ${name}`),
    ...choices
      .filter(({ name, value }) => name === '' || value === '' || typeof value !== wanted)
      .map(({ name, value }) => `a choice that does not fit its option: ${name} ${String(value)}`),
  ];
}

function modalProblems(body: Json): string[] {
  const data = isJson(body.data) ? body.data : {};
  const components = (data.components ?? []) as Json[];
  const ids = walk(components).flatMap((one) => (one.custom_id ? [one.custom_id] : []));
  return [
    ...againstSchema('ModalInteractionCallbackRequestSchema', body),
    ...(components.length > 5 ? [`${components.length} parts in a modal, at most 5`] : []),
    ...(new Set(ids).size !== ids.length ? ['two fields with one custom_id'] : []),
  ];
}
