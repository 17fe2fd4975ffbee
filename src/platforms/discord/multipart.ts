import { randomBytes } from 'node:crypto';
import type { RawFile, RequestData } from 'discord.js';

type Sent = Pick<RequestData, 'body' | 'headers' | 'passThroughBody'>;

/**
 * A request's body, with its files. The form is written here: the client's own way by `FormData` and blobs costs more
 * than all the rest of a request. File names are made by Viva, of letters and digits.
 */
export function withFiles(body: object, files: readonly RawFile[]): Sent {
  if (files.length === 0) return { body };
  const boundary = `viva-${randomBytes(16).toString('hex')}`;
  const part = (about: string) => `--${boundary}\r\nContent-Disposition: form-data; ${about}\r\n`;
  const pieces: Uint8Array[] = [];
  for (const [index, { name, data, contentType }] of files.entries()) {
    const head = part(`name="files[${index}]"; filename="${name}"`);
    pieces.push(Buffer.from(`${head}Content-Type: ${contentType}\r\n\r\n`), data as Uint8Array);
    pieces.push(Buffer.from('\r\n'));
  }
  const json = `${part('name="payload_json"')}Content-Type: application/json\r\n\r\n${JSON.stringify(body)}`;
  pieces.push(Buffer.from(`${json}\r\n--${boundary}--\r\n`));
  return {
    body: Buffer.concat(pieces),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    passThroughBody: true,
  };
}
