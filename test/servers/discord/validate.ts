// @ts-expect-error: the package ships its schemas without types.
import * as spec from 'discord-api-spec/zod';
import type { Json } from './state.ts';

type SchemaName =
  | 'MessageCreateRequestSchema'
  | 'MessageEditRequestPartialSchema'
  | 'IncomingWebhookUpdateRequestPartialSchema'
  | 'IncomingWebhookRequestPartialSchema'
  | 'ApplicationCommandUpdateRequestSchema'
  | 'CreateMessageInteractionCallbackRequestSchema'
  | 'UpdateMessageInteractionCallbackRequestSchema'
  | 'ModalInteractionCallbackRequestSchema'
  | 'ApplicationCommandAutocompleteCallbackRequestSchema'
  | 'CreatePrivateChannelRequestSchema';

interface Schema {
  safeParse(value: unknown): {
    success: boolean;
    error?: { issues: { path: PropertyKey[]; message: string }[] };
  };
}

const schemas = spec as unknown as Record<SchemaName, Schema>;

const componentsV2 = 1 << 15;
const ephemeral = 1 << 6;
/** What everybody may attach to a message. */
const mostBytes = 10 * 1_024 * 1_024;

/** Discord's own schema of a request's body. */
export function againstSchema(name: SchemaName, body: unknown): string[] {
  const result = schemas[name].safeParse(body);
  if (result.success) return [];
  return (result.error?.issues ?? []).map(({ path, message }) => `${name}: ${path.join('.')}: ${message}`);
}

export interface MessageRules {
  /** Names of the files that came with the request. */
  files: readonly string[];
  /** Of all files together, bytes. */
  size?: number;
  /** For an edit: once Components V2, always Components V2. */
  wasV2?: boolean;
  /** An answer to an interaction: only that may be ephemeral. */
  interaction?: boolean;
}

/** What Discord checks of a message besides its schema. */
export function messageProblems(
  body: Json,
  { files, size = 0, wasV2 = false, interaction = false }: MessageRules,
): string[] {
  const problems: string[] = [];
  const flags = Number(body.flags ?? 0);
  const content = typeof body.content === 'string' ? body.content : '';
  const embeds = Array.isArray(body.embeds) ? body.embeds : [];
  const components = Array.isArray(body.components) ? (body.components as Json[]) : [];
  const v2 = (flags & componentsV2) !== 0 || wasV2;
  if (content.length > 2_000) problems.push('content is longer than 2,000 characters');
  if (v2 && (content !== '' || embeds.length > 0))
    problems.push('Components V2 go without content and embeds');
  if (!v2 && components.some(({ type }) => type !== 1)) problems.push('Components V2 need their flag');
  if (content === '' && embeds.length === 0 && components.length === 0 && files.length === 0) {
    problems.push('the message is empty');
  }
  if (size > mostBytes) problems.push(`${size} bytes of files, at most ${mostBytes}`);
  if (!interaction && (flags & ephemeral) !== 0) problems.push('only an answer can be ephemeral');
  const mentions = body.allowed_mentions as { parse?: unknown[] } | undefined;
  if (mentions === undefined || (mentions.parse ?? []).length > 0)
    problems.push('mentions are not switched off');
  return [...problems, ...componentProblems(components), ...attachmentProblems(body, components, files)];
}

function componentProblems(components: Json[]): string[] {
  const problems: string[] = [];
  const all = walk(components);
  if (all.length > 40) problems.push(`${all.length} components, at most 40`);
  const text = all.reduce((sum, one) => sum + (one.type === 10 ? String(one.content).length : 0), 0);
  if (text > 4_000) problems.push(`${text} characters of text, at most 4,000`);
  const ids = all.flatMap((one) => (typeof one.custom_id === 'string' ? [one.custom_id] : []));
  if (new Set(ids).size !== ids.length) problems.push(`two components with one custom_id: ${ids.join(', ')}`);
  for (const one of all) {
    const children = one.components;
    if (one.type === 2 && one.style !== 5 && !one.custom_id) problems.push('a button without custom_id');
    if (one.type === 10 && String(one.content ?? '').trim() === '') problems.push('an empty text');
    if (one.type === 1 && Array.isArray(children) && (children.length === 0 || children.length > 5)) {
      problems.push(`a row of ${children.length} buttons`);
    }
    if (one.type === 17 && Array.isArray(children) && children.length === 0)
      problems.push('an empty container');
  }
  return problems;
}

/** Every attachment is described, sent, and shown somewhere; everything that is shown was attached. */
function attachmentProblems(body: Json, components: Json[], files: readonly string[]): string[] {
  const attachments = (body.attachments ?? []) as { filename?: string; description?: string }[];
  const names = attachments.map(({ filename }) => filename ?? '');
  const used = new Set<string>();
  for (const one of walk(components)) {
    for (const item of (one.items ?? []) as { media?: { url?: string } }[]) {
      const url = item.media?.url ?? '';
      if (url.startsWith('attachment://')) used.add(url.slice('attachment://'.length));
    }
    const file = (one.file as { url?: string } | undefined)?.url;
    if (file?.startsWith('attachment://')) used.add(file.slice('attachment://'.length));
  }
  return [
    ...names.filter((name) => !used.has(name)).map((name) => `the attachment ${name} is not referenced`),
    ...[...used].filter((name) => !names.includes(name)).map((name) => `${name} is shown but not attached`),
    ...names.filter((name) => !files.includes(name)).map((name) => `${name} is described but not sent`),
    ...files.filter((name) => !names.includes(name)).map((name) => `${name} is sent but not described`),
    ...attachments
      .filter(({ filename = '', description }) => filename.endsWith('.png') && !description)
      .map(({ filename }) => `${filename} has no alt text`),
  ];
}

/** Every component, those within others too. A media gallery's items are none. */
export function walk(components: readonly Json[]): Json[] {
  return components.flatMap((one) => [
    one,
    ...walk((one.components as Json[] | undefined) ?? []),
    ...(one.component === undefined ? [] : walk([one.component as Json])),
  ]);
}
