import type { MessageView } from '../../views.ts';
import { sameDay } from './days.ts';

/** After so long a pause an author is named again. */
const pauseMs = 5 * 60_000;

export interface Arranged {
  message: MessageView;
  /** The first of its day. */
  newDay: boolean;
  /** By the same author right after the one before, so that nobody needs to be named again. */
  follows: boolean;
}

/** Which messages begin a day, and which go on where the one before ended. */
export function arrange(messages: readonly MessageView[]): Arranged[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = before === undefined || !sameDay(before.at, message.at);
    const follows =
      !newDay &&
      before.from === message.from &&
      before.onlyYou === message.onlyYou &&
      message.at - before.at < pauseMs;
    return { message, newDay, follows };
  });
}
