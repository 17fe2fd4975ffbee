import type { Block, SetBlock } from './rich-text.ts';

/**
 * What Viva says, without a platform: a title, text in sections, and buttons. `words/` makes cards from
 * outcomes, the typesetter sets their math, and each platform's `render.ts` turns them into its payload.
 */
export interface CardOf<B> {
  tone: Tone;
  /** Plain text for notifications and screen readers that show only one line. Never holds an answer. */
  summary: string;
  title: string | undefined;
  /** One small line above or under the title: "Round 12 · Deep learning · medium". */
  context: string | undefined;
  sections: SectionOf<B>[];
  /** Rows of at most five buttons. */
  actions: CardAction[][];
  /** One small closing line. */
  footer: string | undefined;
  /** A file that goes with it: to one person alone, and never into a channel. */
  attachment?: Attachment;
}

/** A text file. */
export interface Attachment {
  /** Letters, digits, hyphens, and the ending: `viva-export.json`. */
  name: string;
  text: string;
}

export interface SectionOf<B> {
  heading: string | undefined;
  body: B[];
  /** Member part: never in a channel, a notification text, or a picture that others could open. */
  confidential: boolean;
}

export type Tone = 'question' | 'answer' | 'info' | 'success' | 'warning' | 'refusal';
export type Card = CardOf<Block>;
export type SetCard = CardOf<SetBlock>;

export interface CardAction {
  /** Plain text, at most 75 characters (Slack's limit; Discord's is 80). */
  label: string;
  style: 'primary' | 'secondary' | 'success' | 'danger';
  /** An encoded `Action` (see action.ts), at most 100 characters: what comes back when it is pressed. */
  id: string;
  disabled: boolean;
}

/** A dialog with fields. It is made from its id alone, so that it opens without asking any store. */
export interface Form {
  /** An encoded `Action` of kind `submit`; comes back with the values. */
  id: string;
  /** At most 24 characters: Slack's limit (Discord's is 45). */
  title: string;
  submit: string;
  fields: FormField[];
}

export type FormField = TextField | SelectField;

/** One of a few. */
export interface SelectField {
  name: string;
  /** At most 45 characters: Discord's limit. */
  label: string;
  hint: string | undefined;
  required: boolean;
  /** At most 25. A label has at most 75 characters, Slack's limit, and a value at most 100, Discord's. */
  choices: { label: string; value: string }[];
}

export interface TextField {
  name: string;
  label: string;
  hint: string | undefined;
  placeholder: string | undefined;
  multiline: boolean;
  required: boolean;
  maxLength: number;
}
