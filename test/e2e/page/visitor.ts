import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';

const lowContrast = readFileSync(new URL('./low-contrast.js', import.meta.url), 'utf8');

const focused = `(() => {
  const element = document.activeElement;
  const copy = element.cloneNode(true);
  for (const silent of copy.querySelectorAll('[aria-hidden]')) silent.remove();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
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
  /** One of the buttons above the messages: a look or a theme. */
  switchTo(name: string): Promise<void>;
  /** Texts that are hard to read, as they are shown now. */
  faintTexts(): Promise<string[]>;
  /** What has the focus, by what it is called, and whether that can be seen. */
  focused(): Promise<string>;
  /** An expression's value in the page. */
  ask(expression: string): Promise<unknown>;
}

/** Opens the page, and returns once it shows the channel. */
export async function visit(browser: Browser, address: string, name: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
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

  const visitor: Visitor = {
    page,
    box,
    troubles,
    async become(person) {
      const button = page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${person}`) });
      await button.click();
      await page.locator(`.person[aria-pressed="true"]`, { hasText: person }).waitFor();
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
      await page.locator('.switch').getByRole('button', { name: which, exact: true }).click();
    },
    faintTexts: () => page.evaluate(lowContrast) as Promise<string[]>,
    focused: () => page.evaluate(focused) as Promise<string>,
    ask: (expression) => page.evaluate(expression),
  };
  await box.waitFor();
  await visitor.become(name);
  return visitor;
}
