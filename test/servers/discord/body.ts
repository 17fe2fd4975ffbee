import type { IncomingMessage } from 'node:http';
import type { Json } from './state.ts';

export interface Body {
  json: unknown;
  /** `text`: of files that are no pictures. */
  files: { name: string; size: number; text?: string }[];
}

export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return parseBody(Buffer.concat(chunks), request.headers['content-type'] ?? '');
}

/** A request's body: JSON, or a form whose `payload_json` is the JSON and whose other parts are files. */
export async function parseBody(raw: Buffer, type: string): Promise<Body> {
  if (raw.length === 0) return { json: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { json: JSON.parse(raw.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const files: Body['files'] = [];
  let json: unknown;
  for (const [key, value] of form) {
    if (key === 'payload_json') json = JSON.parse(String(value));
    else if (typeof value !== 'string') {
      const { name, size } = value;
      files.push(name.endsWith('.png') ? { name, size } : { name, size, text: await value.text() });
    }
  }
  return { json, files };
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
