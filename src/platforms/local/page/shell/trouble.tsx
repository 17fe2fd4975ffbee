interface Properties {
  words: string | undefined;
  onDismiss(): void;
}

/** Why something that the person did was not taken. */
export function Trouble({ words, onDismiss }: Properties) {
  if (words === undefined) return null;
  return (
    <div class="trouble" role="alert">
      <p>{words}</p>
      <button type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}
