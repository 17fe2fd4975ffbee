import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../../src/app/ports/system.ts';

/** A folder that is gone after the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'viva-render-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A log that keeps its warnings. */
export function notingLog(): { log: Log; warnings: { fields: object; message: string }[] } {
  const warnings: { fields: object; message: string }[] = [];
  const silent = () => undefined;
  return {
    warnings,
    log: {
      debug: silent,
      info: silent,
      warn: (fields, message) => warnings.push({ fields, message }),
      error: (fields, message) => warnings.push({ fields, message }),
    },
  };
}
