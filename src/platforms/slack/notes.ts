import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { KeyValue } from '../../app/ports/system.ts';

/** Where the edges' small notes of this platform are kept. */
export const shelf = 'slack';
/** What only a running Viva gets to know, noted for `viva doctor`. */
export const refusedKey = 'refused-signature';
export const switchedOffKey = 'socket-mode-off';

/** Requests that came to `/slack/events` with a signature that did not verify, since the last one that did. */
export interface RefusedSignatures {
  at: number;
  count: number;
  /** The signature's own time was far from this machine's: then the clock may be at fault, not the secret. */
  late: boolean;
  /** Of the secret that was tried: with another secret the note says nothing. */
  secret: string;
}

/** Tells secrets apart without telling what they are. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(`viva-slack:${secret}`).digest('hex').slice(0, 16);
}

/** Slack refuses older signatures, and so does Bolt. */
const longestDelay = 300;
/** Anybody can send a wrong signature: the store is not written to for each. */
const noteEvery = 10_000;

/** Wraps the receiver's listener: notes signatures that it refuses, and forgets them at the first that it takes. */
export function noteSignatures(
  listener: RequestListener,
  { secret, keyValue, now }: { secret: string; keyValue: KeyValue; now(): number },
): RequestListener {
  let count = 0;
  let noted = Number.NEGATIVE_INFINITY;
  let settled = false;
  const refused = (stamp: number) => {
    count += 1;
    settled = false;
    const at = now();
    if (at - noted < noteEvery) return;
    noted = at;
    const late = Math.abs(at / 1_000 - stamp) > longestDelay;
    const note: RefusedSignatures = { at, count, late, secret: fingerprint(secret) };
    void keyValue.put(shelf, refusedKey, JSON.stringify(note)).catch(() => {});
  };
  const accepted = () => {
    count = 0;
    noted = Number.NEGATIVE_INFINITY;
    if (settled) return;
    settled = true;
    void keyValue.drop(shelf, refusedKey).catch(() => {
      settled = false;
    });
  };
  return (request, response) => {
    const signed = request.headers['x-slack-signature'] !== undefined;
    const stamp = Number(request.headers['x-slack-request-timestamp']);
    response.once('finish', () => {
      if (!signed) return;
      if (response.statusCode === 401) refused(stamp);
      else if (response.statusCode < 300) accepted();
    });
    listener(request, response);
  };
}
