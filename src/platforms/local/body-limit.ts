import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { longestBody, tooLong } from './bodies.ts';

/** So much of a body that is refused is read and thrown away. */
const mostReadAway = 64 * 1024 * 1024;

/** Refuses bodies that are too long, in words. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: longestBody,
    async onError(context) {
      await readAway(context.req.raw.body);
      return context.json({ error: tooLong }, 413);
    },
  });
}

/** Who still sends when the connection is closed may lose the answer: the refusal waits for the end of the body. */
async function readAway(body: ReadableStream<Uint8Array> | null): Promise<void> {
  try {
    const reader = body?.getReader();
    for (let read = 0; read < mostReadAway; ) {
      const part = await reader?.read();
      if (part?.value === undefined) return;
      read += part.value.length;
    }
  } catch {
    // The sender is gone, or the body was being read when it grew too long.
  }
}
