interface Properties {
  /** `viva`, or a person's id. */
  id: string;
  name: string;
}

/** Viva's own mark, or a person's initial in their colour. */
export function Face({ id, name }: Properties) {
  return (
    <span class={`face face-${id}`} aria-hidden="true">
      {id === 'viva' ? <Mark /> : name.slice(0, 1)}
    </span>
  );
}

/** A V that is a tick as well: asked and answered. */
export function Mark() {
  return (
    <svg class="viva-mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M8 9l8 15 8-15" />
    </svg>
  );
}
