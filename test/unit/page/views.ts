import type { MessageView } from '../../../src/platforms/local/views.ts';

/** A message of Viva's as the page gets it. */
export function sampleView(changes: Partial<MessageView> = {}): MessageView {
  return {
    id: '1',
    channel: 'daily-quiz',
    at: 0,
    from: 'viva',
    under: undefined,
    edited: false,
    onlyYou: false,
    text: undefined,
    summary: undefined,
    discord: undefined,
    slack: undefined,
    pictures: [],
    ...changes,
  };
}

/** A post with four choices, as Discord would be sent it. */
export function openPost(id: string): MessageView {
  const row = { type: 1, components: [0, 1, 2, 3].map((position) => choice(id, position)) };
  return sampleView({ id, discord: { components: [{ type: 17, components: [row] }] } });
}

export function choiceOf(id: string, position: number): string {
  return `viva1/choose/feed1-${id}/${position}`;
}

function choice(id: string, position: number) {
  return { type: 2, custom_id: choiceOf(id, position), disabled: false };
}
