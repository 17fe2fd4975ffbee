import type { FormName } from './action.ts';
import { encodeAction } from './action.ts';
import type { Form } from './card.ts';
import { forgetPhrase } from './forgetting.ts';

const forms: Record<FormName, Omit<Form, 'id'>> = {
  me: {
    title: 'About me',
    submit: 'Save',
    fields: [
      {
        name: 'zone',
        label: 'My time zone',
        hint: 'An IANA name, such as Europe/Berlin. Leave empty to keep it; write none to use the feed’s.',
        placeholder: 'Europe/Berlin',
        multiline: false,
        required: false,
        maxLength: 60,
      },
      {
        name: 'away',
        label: 'Away dates',
        hint: 'First and last day. Rounds on these days cost you nothing. Write none to clear them.',
        placeholder: '2026-12-24..2027-01-02',
        multiline: false,
        required: false,
        maxLength: 60,
      },
    ],
  },
  forget: {
    title: 'Forget me',
    submit: 'Forget me',
    fields: [
      {
        name: 'confirm',
        label: `Type: ${forgetPhrase}`,
        hint: 'Everything about you is removed at once, and nobody can bring it back.',
        placeholder: undefined,
        multiline: false,
        required: true,
        maxLength: 60,
      },
    ],
  },
};

/** The form of that name. Made from the name alone: a modal must open before any store is asked. */
export function formFor(name: FormName): Form {
  return { id: encodeAction({ name: 'submit-form', form: name }), ...forms[name] };
}
