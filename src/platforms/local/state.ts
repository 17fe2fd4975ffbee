import type { TimeView } from '../../app/ports/time-machine.ts';
import { catalogue, commandPath, type OptionSpec } from '../../core/catalogue.ts';
import { type Services, whereIn } from './exchange.ts';
import { channels, type LocalChannel, type LocalPerson, people, sees } from './place.ts';
import { type MessageView, viewOf } from './views.ts';

/** Everything that the page needs to draw itself for one person. The page imports this type. */
export interface PageState {
  as: LocalPerson;
  people: readonly LocalPerson[];
  channels: LocalChannel[];
  /** Such as: nothing here outlives the process. */
  notices: readonly string[];
  /** What can be typed, for suggestions. */
  commands: readonly TypedCommand[];
  /** Viva takes commands now. */
  ready: boolean;
  /** Viva's time, which the time machine may have moved on, and when the next post is due. */
  time: TimeView;
  /** Oldest first. */
  messages: MessageView[];
}

/** A command of the catalogue by its whole name: `/viva-admin schedule add`. */
export interface TypedCommand {
  name: string;
  description: string;
  options: readonly OptionSpec[];
}

const commands: readonly TypedCommand[] = catalogue.map((spec) => ({
  name: `/${spec.root} ${commandPath(spec)}`,
  description: spec.description,
  options: spec.options,
}));

export async function stateFor(
  services: Services,
  person: LocalPerson,
  notices: readonly string[],
): Promise<PageState> {
  const visible = channels.filter((channel) => sees(person.id, channel));
  const kept = await Promise.all(
    visible.map(async (channel) => {
      const messages = await services.messages.all(channel.id);
      return messages.flatMap((message) =>
        drawn(services, () => viewOf(message, services.renderers, whereIn(channel))),
      );
    }),
  );
  const answers = services.audience
    .privateAnswers(person.id)
    .flatMap((message) => drawn(services, () => viewOf(message, services.renderers, 'private', true)));
  const time = await services.time.view();
  return {
    as: person,
    people,
    channels: visible,
    notices,
    commands,
    ready: services.handlers() !== undefined,
    time,
    messages: [...kept.flat(), ...answers].sort((one, other) => one.at - other.at),
  };
}

/** One card that cannot be drawn must not hide all the others. */
function drawn(services: Services, draw: () => MessageView): MessageView[] {
  try {
    return [draw()];
  } catch (error) {
    services.log.error({ error: String(error) }, 'a message could not be drawn');
    return [];
  }
}
