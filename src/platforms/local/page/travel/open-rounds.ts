import { decodeAction } from '../../../../core/action.ts';
import type { MessageView } from '../../views.ts';

/** A post whose choices can be pressed now. */
export interface OpenRound {
  message: MessageView;
  /** The actions of its choices, in the order shown. */
  choices: string[];
}

/** The rounds that stand open before the person, oldest first. */
export function openRounds(messages: readonly MessageView[]): OpenRound[] {
  return messages
    .filter(({ onlyYou }) => !onlyYou)
    .map((message) => ({ message, choices: choicesIn(message.discord) }))
    .filter(({ choices }) => choices.length > 0);
}

/** Walks the payload that Discord would be sent: a button's id says what it stands for. */
function choicesIn(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(choicesIn);
  if (typeof payload !== 'object' || payload === null) return [];
  const own = 'custom_id' in payload && isLive(payload) ? [String(payload.custom_id)] : [];
  const choices = own.filter((id) => decodeAction(id)?.name === 'choose');
  return [...choices, ...Object.values(payload).flatMap(choicesIn)];
}

function isLive(button: object): boolean {
  return !('disabled' in button && button.disabled === true);
}
