import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { VivaProcess } from '../../support/process.ts';
import { chromiumProgram } from '../../support/requires.ts';
import { addressTold, startPage } from './running.ts';
import { type Visitor, visit } from './visitor.ts';

/** A Viva of a suite's own with a page, and a browser to visit it. */
export interface OpenPage {
  readonly folder: string;
  readonly address: string;
  readonly viva: VivaProcess;
  readonly browser: Browser;
  visit(name: string, viewport?: { width: number; height: number }): Promise<Visitor>;
  /** Starts one in the place of a Viva that has ended; the address that it tells. */
  startAgain(): Promise<string>;
}

/** Ready before the tests of the suite that calls this, and gone after them; in `zone`, if given, are Viva and visitors. */
export function useOpenPage({
  zone,
  start = (folder, port) => startPage(folder, port, zone),
}: {
  zone?: string;
  start?: (folder: string, port: string) => VivaProcess;
} = {}): OpenPage {
  let folder: string;
  let viva: VivaProcess | undefined;
  let browser: Browser | undefined;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'viva-page-'));
    viva = start(folder, '0');
    address = await addressTold(viva);
    browser = await chromium.launch({ executablePath: chromiumProgram ?? '', args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    viva?.kill('SIGTERM');
    await viva?.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const there = <One>(one: One | undefined): One => {
    if (one === undefined) throw new Error('the page is not open yet');
    return one;
  };
  return {
    get folder() {
      return folder;
    },
    get address() {
      return address;
    },
    get viva() {
      return there(viva);
    },
    get browser() {
      return there(browser);
    },
    visit: (name, viewport) => visit(there(browser), address, name, viewport, zone),
    startAgain() {
      viva = start(folder, new URL(address).port);
      return addressTold(viva);
    },
  };
}
