import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Finding } from '../../app/ports/doctor.ts';
import type { Config } from '../../config.ts';

/** Whether VIVA_DATA can be written to: the private store and the pictures are kept there. */
export async function lookAtDataFolder({
  dataFolder,
}: Config): Promise<{ findings: Finding[]; usable: boolean }> {
  const trouble = await troubleWriting(resolve(dataFolder));
  if (trouble === undefined) return { findings: [], usable: true };
  const finding: Finding = {
    id: 'data-folder',
    mark: 'wrong',
    text: `VIVA_DATA is ${dataFolder}, and nothing can be written there (${trouble}).`,
    mend: 'Make that folder and give it to the user that runs Viva (chown), or set VIVA_DATA to another one.',
  };
  return { findings: [finding], usable: false };
}

/** The code of what hinders; nothing stays behind. */
async function troubleWriting(folder: string): Promise<string | undefined> {
  try {
    if (existsSync(folder)) {
      const probe = join(folder, `.doctor-${randomUUID()}`);
      await writeFile(probe, '');
      await rm(probe);
      return undefined;
    }
    // Viva makes the folder when it starts.
    let above = dirname(folder);
    while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
    if (!(await stat(above)).isDirectory()) return `${above} is a file`;
    await access(above, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Whether Viva could listen; a Viva that listens there already is no fault, and is asked how it is. */
export async function lookAtPort({ host, port }: Config): Promise<Finding[]> {
  const trouble = await troubleListening(host, port);
  if (trouble === undefined) {
    const where = port === 0 ? 'any port' : `port ${port}`;
    return [{ id: 'port', mark: 'well', text: `Viva can listen on ${host}, ${where}.` }];
  }
  if (trouble === 'EADDRINUSE') return [await whoListens(host, port)];
  if (trouble === 'EACCES') {
    return [
      {
        id: 'port-forbidden',
        mark: 'wrong',
        text: `This user may not listen on port ${port}.`,
        mend: 'Set VIVA_PORT to a port above 1023.',
      },
    ];
  }
  return [
    {
      id: 'host',
      mark: 'wrong',
      text: `VIVA_HOST is ${host}, which is no address of this machine (${trouble}).`,
      mend: 'Set VIVA_HOST to 127.0.0.1, or to 0.0.0.0 behind a proxy or in a container.',
    },
  ];
}

function troubleListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) => done(codeOf(error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(undefined)));
  });
}

async function whoListens(host: string, port: number): Promise<Finding> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const answer = await ask(`http://${name.includes(':') ? `[${name}]` : name}:${port}/readyz`);
  if (answer === undefined) {
    return {
      id: 'port-taken',
      mark: 'wrong',
      text: `Port ${port} on ${host} is taken by another program.`,
      mend: 'End that program (`ss -ltnp` shows it), or set VIVA_PORT to another port.',
    };
  }
  const { status, ...checks } = answer;
  if (status === 'ready')
    return { id: 'port', mark: 'well', text: `Viva runs on port ${port}, and is ready.` };
  const away = Object.entries(checks)
    .filter(([, how]) => how !== 'ok')
    .map(([what, how]) => `${what}: ${how}`);
  return {
    id: 'not-ready',
    mark: 'warn',
    text: `Viva runs on port ${port}, and is not ready (${away.join('; ')}).`,
    mend: 'What is found below may be the cause; its log tells more. A token that was refused is tried again with the next start.',
  };
}

/** A Viva whose Redis hangs takes three seconds to say so, and must not be taken for another program. */
const answersWithin = 8_000;

/** What a Viva says of itself; undefined where it is something else that answers, or nothing does. */
async function ask(url: string): Promise<Record<string, string> | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answersWithin) });
    const body = (await response.json()) as Record<string, string>;
    return 'storage' in body && (body.status === 'ready' || body.status === 'not ready') ? body : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
