import { z } from 'zod';
import { completionKinds } from '../../core/catalogue.ts';
import { personIds } from './place.ts';

/** What the page may send. Everything from a request is untrusted, even on loopback. */
const as = z.enum(personIds);
/** Made by the page: the same deed has the same id however often it is sent. */
const id = z.uuid();
const channel = z.string().min(1).max(40);
const message = z.string().regex(/^[\w-]{1,40}$/);
const longestText = 4_000;
export const tooLong = `That is too long: a message has ${longestText.toLocaleString('en')} characters at most.`;
const text = z
  .string()
  .refine((written) => written.trim() !== '', 'There is nothing in it. Write something first.')
  .max(longestText, tooLong);

export const asQuery = z.object({ as });
export const commandBody = z.strictObject({ as, channel, text, id });
export const pressBody = z.strictObject({ as, message, action: z.string().min(1).max(100), id });
export const submitBody = z.strictObject({
  as,
  /** Where the form was opened; the direct messages unless told. */
  channel: channel.optional(),
  form: z.string().min(1).max(100),
  values: z.record(z.string().max(32), z.string().max(longestText)),
  id,
});
export const sayBody = z.strictObject({ as, channel, under: message.optional(), text, id });
export const travelBody = z.strictObject({ as, id });
export const completeBody = z.strictObject({
  as,
  channel,
  kind: z.enum(completionKinds),
  typed: z.string().max(200),
});

/** The largest body that is read. */
export const longestBody = 16 * 1024;
