import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormField, SelectField, TextField } from '../../../../core/card.ts';
import type { Deeds, OpenForm } from '../data/deeds.ts';

interface Properties {
  open: OpenForm;
  deeds: Deeds;
  /** Why it could not be sent. The page behind a dialog cannot tell it. */
  trouble: string | undefined;
  onClose(): void;
}

/** A modal with its fields, as a platform would open it. */
export function FormDialog({ open, deeds, trouble, onClose }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const { form } = open;

  useEffect(() => dialog.current?.showModal(), []);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const values = Object.fromEntries(form.fields.map(({ name }) => [name, String(data.get(name) ?? '')]));
    setBusy(true);
    const taken = await deeds.submit(open, values);
    setBusy(false);
    // Closing it, rather than taking it away, gives the focus back to where it was.
    if (taken) dialog.current?.close();
  };

  return (
    <dialog ref={dialog} class="form" aria-labelledby="form-title" onClose={onClose}>
      <form onSubmit={submit} aria-busy={busy}>
        <h2 id="form-title">{form.title}</h2>
        {form.fields.map((field) => (
          <Field key={field.name} field={field} />
        ))}
        {trouble !== undefined && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <p class="ends">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary" aria-busy={busy}>
            {form.submit}
          </button>
        </p>
      </form>
    </dialog>
  );
}

function Field({ field }: { field: FormField }) {
  const id = `field-${field.name}`;
  const common = {
    id,
    name: field.name,
    required: field.required,
    'aria-describedby': field.hint === undefined ? undefined : `${id}-hint`,
  };
  return (
    <p>
      <label for={id}>{field.label}</label>
      {'choices' in field ? (
        <Choices choices={field.choices} common={common} />
      ) : (
        <TextBox field={field} common={common} />
      )}
      {field.hint !== undefined && <small id={`${id}-hint`}>{field.hint}</small>}
    </p>
  );
}

interface Common {
  id: string;
  name: string;
  required: boolean;
  'aria-describedby': string | undefined;
}

function TextBox({ field, common }: { field: TextField; common: Common }) {
  const limits = { maxLength: field.maxLength, placeholder: field.placeholder ?? '' };
  return field.multiline ? (
    <textarea rows={5} {...common} {...limits} />
  ) : (
    <input autoComplete="off" {...common} {...limits} />
  );
}

/** The first, empty entry keeps a form from being sent with a choice that nobody made. */
function Choices({ choices, common }: { choices: SelectField['choices']; common: Common }) {
  return (
    <select {...common}>
      <option value="">Choose one</option>
      {choices.map(({ label, value }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
