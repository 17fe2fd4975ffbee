import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { pngSize } from '../../src/render/png.ts';
import { keptConsole } from '../support/doctor.ts';
import { chromiumProgram, needs } from '../support/requires.ts';
import { seriousFindings } from './page/axe.ts';
import { useOpenPage } from './page/open-page.ts';

describe.skipIf(!chromiumProgram)(needs('Chromium', 'the bank on the page'), () => {
  const opened = useOpenPage();

  /** A page whose scripts and answers must be without fault. */
  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await opened.browser.newPage(options);
    page.on('pageerror', (error) => expect.unreachable(String(error)));
    await page.goto(opened.address + path);
    return page;
  }

  test('a question is found by its words, opened with the keyboard, and its answer shown when asked for', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Question bank' }).click();
    await page.getByRole('searchbox', { name: 'Search the questions' }).fill('residual');
    const entry = page.getByRole('link', { name: /^Residual Connection/ });
    await entry.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Residual Connection', level: 2 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/bank/DL0001');
    expect(await page.locator('[data-part=answer]').isVisible()).toBe(false);
    await page.getByText('Show the answer', { exact: true }).first().click();
    await page.locator('[data-part=answer] img').first().waitFor();
    expect(await page.locator('[data-part=answer] .discord').count()).toBe(1);
    await page.getByRole('button', { name: 'Slack', exact: true }).click();
    await page.locator('[data-part=answer] .slack').waitFor();
    expect(await page.locator('[data-part] button:enabled').count(), 'nothing can be pressed').toBe(0);
    await page.goBack();
    await page.getByText('Choose a question to read it.').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('residual');
    await page.close();
  });

  test('what is not in the bank is told in words', async () => {
    const page = await open('/bank/DL9999');
    expect(await page.getByRole('alert').textContent()).toContain('The bank has no question DL9999.');
    await page.close();
  });

  test.each([
    ['desktop', 1440, 900],
    ['phone', 390, 844],
  ] as const)(
    'axe-core finds nothing serious: %s, in both looks and themes',
    async (_size, width, height) => {
      for (const look of ['discord', 'slack']) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const page = await opened.browser.newPage({ viewport: { width, height }, colorScheme });
          await page.addInitScript(`localStorage.setItem('viva-look', '${look}')`);
          await page.goto(`${opened.address}/bank`);
          await page.locator('.bank-entry').first().waitFor();
          expect(await seriousFindings(page), `list, ${look}, ${colorScheme}`).toEqual([]);
          await page.goto(`${opened.address}/bank/DL0002`);
          await page.locator('.spoils summary').click();
          await page.locator('[data-part=answer] img').first().waitFor();
          expect(await seriousFindings(page), `question, ${look}, ${colorScheme}`).toEqual([]);
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect(wide, 'no scrolling sideways').toBeLessThanOrEqual(width);
          await page.close();
        }
      }
    },
    60_000,
  );
});

describe('viva preview', () => {
  test('prints the payloads of one service', async () => {
    const io = keptConsole({});
    expect(await runCli(['preview', 'dl0001', '--platform', 'slack'], io)).toBe(0);
    expect(io.written()).toContain('"type": "header"');
    expect(io.written()).not.toContain('"components"');
  });

  test.each([
    [['preview', 'DL9999'], /The bank has no question DL9999/],
    [['preview', 'DL0001', '--platform', 'irc'], /--platform is discord or slack/],
  ])('%s is answered in words', async (args, words) => {
    const io = keptConsole({});
    expect(await runCli(args, io)).toBe(1);
    expect(io.written()).toMatch(words);
  });

  test('says what to install where there is no browser, once the payloads are written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'viva-preview-'));
    const io = keptConsole({}, { path: folder });
    expect(await runCli(['preview', 'DL0001', '--to', folder], io)).toBe(1);
    expect(io.written()).toContain('install Chromium');
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toHaveLength(10);
    rmSync(folder, { recursive: true });
  });

  test.skipIf(!chromiumProgram)(
    needs('Chromium', 'takes pictures of the whole question, light and dark, as both services show it'),
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'viva-preview-'));
      expect(await runCli(['preview', 'DL0002', '--to', folder], keptConsole({}))).toBe(0);
      const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
      expect(pictures).toEqual([
        'DL0002-discord-dark.png',
        'DL0002-discord-light.png',
        'DL0002-slack-dark.png',
        'DL0002-slack-light.png',
      ]);
      for (const name of pictures)
        expect(pngSize(readFileSync(join(folder, name)))?.height, name).toBeGreaterThan(3_000);
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});
