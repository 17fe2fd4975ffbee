interface Properties<T extends string> {
  label: string;
  values: readonly T[];
  names: Record<T, string>;
  value: T;
  onChoose(value: T): void;
}

/** A few values of which one holds, all in sight. */
export function Switch<T extends string>({ label, values, names, value, onChoose }: Properties<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside its buttons.
    <div class="switch" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      <div class="segments">
        {values.map((one) => (
          <button key={one} type="button" aria-pressed={one === value} onClick={() => onChoose(one)}>
            {names[one]}
          </button>
        ))}
      </div>
    </div>
  );
}
