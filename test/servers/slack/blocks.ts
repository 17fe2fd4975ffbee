import type { Json, SlackState } from './state.ts';

/** What Slack refuses in blocks. Each problem is one line; none means that they are accepted. */
export function blockProblems(
  blocks: unknown,
  surface: 'message' | 'modal' | 'home',
  place: 'channel' | 'private',
  state: SlackState,
): string[] {
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  const problems: string[] = [];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length === 0 || blocks.length > most) problems.push(`${blocks.length} blocks`);
  const seen = new Set<string>();
  const unique = (kind: string, id: unknown) => {
    if (typeof id !== 'string') return;
    if (id.length > 255) problems.push(`${kind} of ${id.length} characters`);
    if (seen.has(`${kind} ${id}`)) problems.push(`${kind} ${id} twice`);
    seen.add(`${kind} ${id}`);
  };
  const text = (value: unknown, kind: string, most: number, types = ['plain_text', 'mrkdwn']) => {
    problems.push(...textProblems(value, kind, most, types, place));
  };
  for (const block of blocks.filter(isObject)) {
    unique('block_id', block.block_id);
    switch (block.type) {
      case 'divider':
        break;
      case 'header':
        text(block.text, 'header', 150, ['plain_text']);
        break;
      case 'section':
        text(block.text, 'section', 3000);
        break;
      case 'context':
        for (const element of list(block.elements, 1, 10, 'context', problems))
          text(element, 'context', 3000);
        break;
      case 'actions':
        for (const button of list(block.elements, 1, 25, 'actions', problems)) {
          if (button.type !== 'button') problems.push(`element ${String(button.type)}`);
          if (typeof button.action_id !== 'string' || button.action_id === '')
            problems.push('button without action_id');
          unique('action_id', button.action_id);
          text(button.text, 'button', 75, ['plain_text']);
          if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger')
            problems.push(`style ${String(button.style)}`);
          if (String(button.value ?? '').length > 2000) problems.push('value too long');
        }
        break;
      case 'image':
        if (surface === 'modal') problems.push('image in a modal');
        if (typeof block.alt_text !== 'string' || block.alt_text === '' || block.alt_text.length > 2000)
          problems.push('image without a fitting alt_text');
        problems.push(...fileProblems(block.slack_file, state));
        break;
      case 'input':
        if (surface === 'message') problems.push('input in a message');
        text(block.label, 'label', 2000, ['plain_text']);
        if (block.hint !== undefined) text(block.hint, 'hint', 2000, ['plain_text']);
        problems.push(...inputProblems(block.element));
        break;
      default:
        problems.push(`block ${String(block.type)}`);
    }
  }
  return problems;
}

/** Everything a person reads in blocks, by lines. */
export function blockText(blocks: Json[]): string[] {
  return blocks.flatMap((block) => {
    const elements = Array.isArray(block.elements) && block.type === 'context' ? block.elements : [];
    return [block.text, ...elements].filter(isObject).map((one) => String(one.text ?? ''));
  });
}

export function buttonsOf(blocks: Json[]): { label: string; id: string; disabled: boolean }[] {
  return blocks
    .filter((block) => block.type === 'actions')
    .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
    .filter(isObject)
    .map((button) => ({
      label: isObject(button.text) ? String(button.text.text) : '',
      id: String(button.action_id),
      disabled: false,
    }));
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown, least: number, most: number, kind: string, problems: string[]): Json[] {
  const items = Array.isArray(value) ? value.filter(isObject) : [];
  if (items.length < least || items.length > most) problems.push(`${items.length} elements in ${kind}`);
  return items;
}

function textProblems(value: unknown, kind: string, most: number, types: string[], place: string): string[] {
  if (!isObject(value)) return [`${kind} without text`];
  const text = String(value.text ?? '');
  const problems: string[] = [];
  if (!types.includes(String(value.type))) problems.push(`${kind} of type ${String(value.type)}`);
  if (text === '' || text.length > most) problems.push(`${kind} of ${text.length} characters`);
  if (value.type === 'mrkdwn') problems.push(...markupProblems(text, place).map((one) => `${kind}: ${one}`));
  return problems;
}

const control = /<([^>]*)>?/g;
const allowed = [/^#[A-Z0-9]+$/, /^!date\^\d+\^[^|^]+\|[^|]+$/, /^https?:\/\/[^\s|]+(\|[^|]+)?$/];

/** Slack itself would take these; a bot that sends them lets people smuggle markup in, or pings. */
export function markupProblems(text: string, place: string): string[] {
  const problems: string[] = [];
  for (const [, inner = ''] of text.matchAll(control)) {
    const mention = /^@[A-Z0-9]+$/.test(inner);
    if (mention ? place === 'channel' : !allowed.some((pattern) => pattern.test(inner)))
      problems.push(`control sequence <${inner.slice(0, 60)}>`);
  }
  if (/&(?!(amp|lt|gt);)/.test(text)) problems.push('an ampersand that is not escaped');
  // At the start of a line it makes a quote.
  if (/.>/.test(text.replace(control, ''))) problems.push('a > that is not escaped');
  return problems;
}

function fileProblems(given: unknown, state: SlackState): string[] {
  const id = isObject(given) ? String(given.id ?? '') : '';
  const file = state.files.get(id);
  if (file === undefined) return [`slack_file ${id} does not exist`];
  return file.complete && file.polls >= 2 ? [] : [`slack_file ${id} is not ready`];
}

function inputProblems(element: unknown): string[] {
  if (!isObject(element)) return ['input without an element'];
  if (element.type === 'static_select') return selectProblems(element);
  if (element.type !== 'plain_text_input') return [`input with a ${String(element.type)}`];
  const most = Number(element.max_length ?? 3000);
  const problems = most >= 1 && most <= 3000 ? [] : [`max_length ${most}`];
  if (element.placeholder !== undefined)
    problems.push(...textProblems(element.placeholder, 'placeholder', 150, ['plain_text'], 'private'));
  return problems;
}

function selectProblems({ options, placeholder }: Json): string[] {
  const problems: string[] = [];
  const values = list(options, 1, 100, 'static_select', problems).map(({ text, value }) => {
    problems.push(...textProblems(text, 'option', 75, ['plain_text'], 'private'));
    return String(value ?? '');
  });
  if (values.some((value) => value === '' || value.length > 150)) problems.push('an option’s value');
  if (new Set(values).size !== values.length) problems.push('two options of one value');
  if (placeholder !== undefined)
    problems.push(...textProblems(placeholder, 'placeholder', 150, ['plain_text'], 'private'));
  return problems;
}
