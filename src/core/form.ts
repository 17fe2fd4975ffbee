import type { FormName } from './action.ts';
import { encodeAction } from './action.ts';
import type { Form } from './card.ts';
import { flagReasons, longestRemark } from './flag.ts';
import { forgetPhrase } from './forgetting.ts';
import { reasonLabels } from './words/flag-reasons.ts';
import { longestAnswer } from './written-answer.ts';

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
      {
        name: 'new-cards',
        label: 'New questions a day in practice',
        hint: '0 to 50. Leave empty to keep it; write none for the usual 10.',
        placeholder: '10',
        multiline: false,
        required: false,
        maxLength: 4,
      },
      {
        name: 'reminders',
        label: 'Remind me',
        hint: 'When a streak is about to end, or cards are due. Write on or off. Leave empty to keep it.',
        placeholder: 'on',
        multiline: false,
        required: false,
        maxLength: 5,
      },
      {
        name: 'hide',
        label: 'Hide me from boards',
        hint: 'Write yes or no. Leave empty to keep it.',
        placeholder: 'no',
        multiline: false,
        required: false,
        maxLength: 5,
      },
    ],
  },
  write: {
    title: 'Your answer',
    submit: 'Send',
    fields: [
      {
        name: 'text',
        label: 'In your own words',
        hint: 'One attempt, and it stands. Only you see how it fares against the key points.',
        placeholder: undefined,
        multiline: true,
        required: true,
        maxLength: longestAnswer,
      },
    ],
  },
  flag: {
    title: 'Something wrong?',
    submit: 'Send',
    fields: [
      {
        name: 'reason',
        label: 'What is it?',
        hint: 'It goes to those who manage Viva here, in private and with your name.',
        required: true,
        choices: flagReasons.map((value) => ({ label: reasonLabels[value], value })),
      },
      {
        name: 'text',
        label: 'In a line',
        hint: 'Where it is, and what would be right. Needed only for something else.',
        placeholder: undefined,
        multiline: true,
        required: false,
        maxLength: longestRemark,
      },
    ],
  },
  resolve: {
    title: 'Resolve',
    submit: 'Resolve',
    fields: [
      {
        name: 'note',
        label: 'A note to those who flagged it',
        hint: 'Sent to each of them in private. They are told that it was looked at even without one.',
        placeholder: 'Thank you, it is mended.',
        multiline: true,
        required: false,
        maxLength: longestRemark,
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

/**
 * The form of that name; `about` is what an opening button says it is about, such as the round that is answered. Made
 * from that alone: a modal must open before any store is asked.
 */
export function formFor(name: FormName, about?: string): Form {
  const id = encodeAction({ name: 'submit-form', form: name, ...(about === undefined ? {} : { about }) });
  return { id, ...forms[name] };
}
