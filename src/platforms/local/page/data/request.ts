/** An answer of the server that is to be shown to the person. */
export class Refused extends Error {}

const again = 'Viva cannot be reached. Is it still running?';

/**
 * Sends one deed. It carries its own id, so that sending it once more after a broken connection is still one deed.
 */
export async function send<Answer>(path: string, body: object): Promise<Answer> {
  const text = JSON.stringify(body);
  try {
    return await once<Answer>(path, text);
  } catch (error) {
    if (error instanceof Refused) throw error;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return once<Answer>(path, text);
  }
}

async function once<Answer>(path: string, body: string): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return answerOf<Answer>(response);
}

export async function load<Answer>(path: string): Promise<Answer> {
  return answerOf<Answer>(await fetch(path));
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const answer = (await response.json()) as Answer & { error?: string };
  if (!response.ok) throw new Refused(answer.error ?? again);
  return answer;
}

/** What went wrong, in words for the person. */
export function wordsFor(error: unknown): string {
  return error instanceof Refused ? error.message : again;
}

export function deedId(): string {
  return crypto.randomUUID();
}
