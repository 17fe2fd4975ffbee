import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';

const lowContrast = readFileSync(new URL('./low-contrast.js', import.meta.url), 'utf8');

const focused = `(() => {
  const element = document.activeElement;
  const copy = element.cloneNode(true);
  for (const silent of copy.querySelectorAll('[aria-hidden]')) silent.remove();
  // The message box shows its focus by the frame around it.
  const { outlineStyle, outlineWidth } = getComputedStyle(element.closest('.field:has(input:focus)') ?? element);
  const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? copy.textContent;
  const shows = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  return name.replace(/\\s+/g, ' ').trim() + (shows ? '' : ' (no outline)');
})()`;

/** Somebody with the page open in a browser of their own. */
export interface Visitor {
  page: Page;
  /** The command box. */
  box: Locator;
  /** What must not happen: console errors, answers that are faults, requests to other hosts. */
  troubles: string[];
  become(name: string): Promise<void>;
  /** Types into the box and sends it. */
  type(text: string): Promise<void>;
  /** The messages of the channel that only this person sees; with these words, if given. */
  privately(words?: string | RegExp): Locator;
  /** The messages that everybody sees. */
  publicly(words?: string | RegExp): Locator;
  /** A look or a theme, by its name. */
  switchTo(name: string): Promise<void>;
  /** Goes to a channel, or to `Viva`: the direct messages. */
  enter(name: string): Promise<void>;
  /** Texts that are hard to read, as they are shown now. */
  faintTexts(): Promise<string[]>;
  /** What has the focus, by what it is called, and whether that can be seen. */
  focused(): Promise<string>;
  /** An expression's value in the page. */
  ask(expression: string): Promise<unknown>;
}

/** Opens the page, and returns once it shows the channel. */
export async function visit(
  browser: Browser,
  address: string,
  name: string,
  viewport = { width: 1280, height: 900 },
  zone?: string,
): Promise<Visitor> {
  const own = zone === undefined ? {} : { timezoneId: zone };
  const context = await browser.newContext({ viewport, locale: 'en-GB', ...own });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} for ${response.url()}`);
  });
  context.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== address) troubles.push(`a request to ${origin}`);
  });
  await page.goto(address);
  const channel = page.getByRole('region', { name: 'Messages' });
  const box = page.getByRole('combobox');

  const places = page.getByRole('navigation');
  /** In a narrow window the channels and people are in a drawer. */
  const toPlaces = async () => {
    const menu = page.locator('#to-places');
    if (await menu.isVisible()) await menu.click();
  };

  const visitor: Visitor = {
    page,
    box,
    troubles,
    async become(person) {
      await toPlaces();
      await places.getByRole('button', { name: new RegExp(`^${person}`) }).click();
      await page.locator(`.person[aria-pressed="true"]`, { hasText: person }).waitFor({ state: 'attached' });
    },
    async type(text) {
      await box.click();
      await page.keyboard.type(text);
      // The suggestions are not what is to be sent.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await page.locator('#box[value=""], #box:placeholder-shown').waitFor();
    },
    privately: (words) => channel.locator('.message.only-you', words === undefined ? {} : { hasText: words }),
    publicly: (words) =>
      channel.locator('.message:not(.only-you)', words === undefined ? {} : { hasText: words }),
    async switchTo(which) {
      await toPlaces();
      await places.getByRole('button', { name: which, exact: true }).click();
      if (await page.locator('.drawer-close').isVisible()) await page.keyboard.press('Escape');
    },
    async enter(name) {
      await toPlaces();
      await places.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    },
    faintTexts: () => page.evaluate(lowContrast) as Promise<string[]>,
    focused: () => page.evaluate(focused) as Promise<string>,
    ask: (expression) => page.evaluate(expression),
  };
  await box.waitFor();
  await visitor.become(name);
  return visitor;
}
