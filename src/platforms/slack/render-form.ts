import type { ModalView, PlainTextInput, StaticSelect } from '@slack/types';
import type { Form, SelectField, TextField } from '../../core/card.ts';
import { plainText } from './render.ts';

/** A form as a modal; `metadata` comes back with what was filled in. */
export function renderForm(form: Form, metadata = ''): ModalView {
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: metadata,
    title: plainText(form.title, 24),
    submit: plainText(form.submit, 24),
    close: plainText('Cancel', 24),
    blocks: form.fields.slice(0, 100).map((field) => ({
      type: 'input',
      block_id: field.name,
      optional: !field.required,
      label: plainText(field.label, 2000),
      ...(field.hint === undefined ? {} : { hint: plainText(field.hint, 2000) }),
      element: 'choices' in field ? select(field) : textInput(field),
    })),
  };
}

function textInput(field: TextField): PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: field.multiline,
    max_length: Math.min(field.maxLength, 3000),
    ...(field.placeholder === undefined ? {} : { placeholder: plainText(field.placeholder, 150) }),
  };
}

function select({ choices }: SelectField): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'value',
    options: choices.slice(0, 100).map(({ label, value }) => ({ text: plainText(label, 75), value })),
  };
}
