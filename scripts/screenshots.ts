/**
 * Drives the built program on a temporary folder, without any token, to a good scene, and writes pictures of the page to
 * `docs/pictures`: the few that the docs show. With `--all` every look, theme and width, to `test-results/pictures`, to be
 * looked at.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { addressTold, startPage } from '../test/e2e/page/running.ts';
import { chromiumProgram } from '../test/support/requires.ts';

const all = process.argv.includes('--all');
const folder = all ? join('test-results', 'pictures') : join('docs', 'pictures');
const sizes = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

interface Shot {
  look: 'discord' | 'slack';
  theme: 'dark' | 'light';
  width: keyof typeof sizes;
}

/** What is committed and shown. */
const shown: Shot[] = [
  { look: 'discord', theme: 'dark', width: 1440 },
  { look: 'slack', theme: 'light', width: 1440 },
  { look: 'slack', theme: 'dark', width: 390 },
  { look: 'discord', theme: 'light', width: 390 },
];
const every: Shot[] = (['discord', 'slack'] as const).flatMap((look) =>
  (['dark', 'light'] as const).flatMap((theme) =>
    ([1440, 390] as const).map((width) => ({ look, theme, width })),
  ),
);

/** The page as Ben left it. */
async function open(browser: Browser, address: string, { look, theme, width }: Shot): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[width],
    locale: 'en-GB',
    hasTouch: width < 1000,
  });
  const page = await context.newPage();
  const kept = { 'viva-as': 'ben', 'viva-look': look, 'viva-theme': theme };
  await page.addInitScript((entries) => {
    const { localStorage } = globalThis as unknown as {
      localStorage: Map<string, string> & { setItem(name: string, value: string): void };
    };
    for (const [name, value] of Object.entries(entries)) localStorage.setItem(name, value);
  }, kept);
  await page.goto(address);
  await page.locator('.message').first().waitFor();
  return page;
}

/** Four people answer, Ben looks at everything that the first steps name, and on the next day he answers again. */
async function play(browser: Browser, address: string): Promise<void> {
  const page = await open(browser, address, { look: 'discord', theme: 'dark', width: 1440 });
  const privately = (words: string) => page.locator('.only-you', { hasText: words }).last().waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
  const answers = { Ada: 'B', Cleo: 'C', Dan: 'B', Ben: 'A' };
  for (const [person, letter] of Object.entries(answers)) {
    await page.locator('.person', { hasText: person }).click();
    await press(letter);
    await privately('You chose');
  }
  await press('Reveal');
  await privately('the answer, for you');
  await page.getByRole('button', { name: 'See my streak' }).click();
  await privately('Your streak here');
  await press('Next post');
  await page.locator('.message', { hasText: 'Round 2 ·' }).waitFor();
  await press('C');
  await privately('Streak: 2 rounds');
  await page.context().close();
}

async function main(): Promise<void> {
  if (chromiumProgram === undefined)
    throw new Error('This needs Chromium: set VIVA_TEST_CHROMIUM to its path.');
  const data = mkdtempSync(join(tmpdir(), 'viva-pictures-'));
  const viva = startPage(data, '0');
  let browser: Browser | undefined;
  try {
    const address = await addressTold(viva);
    browser = await chromium.launch({ executablePath: chromiumProgram, args: ['--no-sandbox'] });
    await play(browser, address);
    mkdirSync(folder, { recursive: true });
    for (const shot of all ? every : shown) {
      const page = await open(browser, address, shot);
      await page.evaluate('document.fonts.ready');
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const path = join(folder, `page-${shot.look}-${shot.theme}-${shot.width}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      console.log(`${path}: ${Math.round(statSync(path).size / 1024)} KB`);
      await page.context().close();
    }
  } finally {
    await browser?.close();
    viva.kill('SIGTERM');
    await viva.ended;
    rmSync(data, { recursive: true, force: true });
  }
}

await main();
