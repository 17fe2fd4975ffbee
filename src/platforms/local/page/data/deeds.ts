import { useMemo, useRef, useState } from 'preact/hooks';
import type { Form } from '../../../../core/card.ts';
import { deedId, send, wordsFor } from './request.ts';

/** A form that is open, and where it was opened. */
export interface OpenForm {
  form: Form;
  channel: string;
}

export interface Deeds {
  /** A command or plain text, as typed. True when it was taken. */
  type(channel: string, text: string, under?: string): Promise<boolean>;
  press(channel: string, message: string, action: string): Promise<boolean>;
  submit(open: OpenForm, values: Record<string, string>): Promise<boolean>;
}

/** What the person does, with every refusal shown; and whether Viva is at one of these things now. */
export function useDeeds(
  as: string,
  onTrouble: (words: string | undefined) => void,
  onForm: (open: OpenForm | undefined) => void,
): { deeds: Deeds; answering: boolean } {
  const [underWay, setUnderWay] = useState(0);
  // What comes of a deed after its person was left is not for the next one: a form would be sent as somebody else.
  const present = useRef(as);
  present.current = as;
  const deeds = useMemo((): Deeds => {
    const attempt = async (work: () => Promise<void>): Promise<boolean> => {
      onTrouble(undefined);
      setUnderWay((before) => before + 1);
      try {
        await work();
        return true;
      } catch (error) {
        if (present.current === as) onTrouble(wordsFor(error));
        return false;
      } finally {
        setUnderWay((before) => before - 1);
      }
    };
    return {
      type: (channel, text, under) =>
        attempt(async () => {
          // As on Slack, slash commands do not run in threads: there it is talk or a reply word.
          const command = under === undefined && text.startsWith('/');
          const thread = under === undefined ? {} : { under };
          await send(command ? '/api/command' : '/api/say', { as, channel, text, id: deedId(), ...thread });
        }),
      press: (channel, message, action) =>
        attempt(async () => {
          const { form } = await send<{ form?: Form }>('/api/press', { as, message, action, id: deedId() });
          if (form !== undefined && present.current === as) onForm({ form, channel });
        }),
      submit: (open, values) =>
        attempt(async () => {
          const { form, channel } = open;
          await send('/api/submit', { as, channel, form: form.id, values, id: deedId() });
        }),
    };
  }, [as, onTrouble, onForm]);
  return { deeds, answering: underWay > 0 };
}
