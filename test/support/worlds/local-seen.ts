import type { MessageView } from '../../../src/platforms/local/views.ts';
import type { Seen } from '../world.ts';

interface Component {
  type: number;
  components?: Component[];
  content?: string;
  items?: { description?: string | null }[];
  label?: string;
  custom_id?: string;
  disabled?: boolean;
}

/** A message of the local page as a person sees it. */
export function seen(message: MessageView): Seen {
  const { components = [] } = message.discord as { components?: Component[] };
  const all = components.flatMap(flat);
  return {
    id: message.id,
    text: all.flatMap(({ content }) => content ?? []).join('\n'),
    buttons: all
      .filter(({ type }) => type === 2)
      .map(({ label = '', custom_id: id = '', disabled = false }) => ({ label, id, disabled })),
    pictures: all.flatMap(({ items = [] }) => items.map(({ description }) => description ?? '')),
  };
}

function flat(component: Component): Component[] {
  return [component, ...(component.components ?? []).flatMap(flat)];
}
