import { handle } from '../../../src/app/handle.ts';
import type { Exchange } from '../../../src/app/ports/platform.ts';
import type { SetCard } from '../../../src/core/card.ts';
import type { Command } from '../../../src/core/command.ts';
import type { Stage } from '../../contract/stage.ts';
import type { Person } from '../../support/world.ts';

let clicks = 0;

/** An exchange as a platform hands it over, with the time and place it says; the cards that answer it are kept. */
export function exchangeAt(
  stage: Stage,
  person: Person,
  at: number,
  command: Command,
  changes: Partial<Exchange> = {},
): { exchange: Exchange; cards: SetCard[] } {
  clicks += 1;
  const cards: SetCard[] = [];
  const exchange: Exchange = {
    id: `click-${clicks}`,
    at,
    caller: { member: stage.world.member(person), space: stage.world.space, name: person, zone: undefined },
    place: { channel: stage.world.channel, kind: 'channel', under: undefined },
    command,
    rights: { administers: async () => false, holds: async () => false },
    respond: { discreet: true, reply: async (card) => void cards.push(card) },
    ...changes,
  };
  return { exchange, cards };
}

/** What a person is told for a deed of a certain instant, as one JSON text. */
export async function clickAt(
  stage: Stage,
  person: Person,
  at: number,
  command: Command,
  changes: Partial<Exchange> = {},
): Promise<string> {
  const { exchange, cards } = exchangeAt(stage, person, at, command, changes);
  await handle(stage.viva.context, exchange);
  return JSON.stringify(cards);
}
