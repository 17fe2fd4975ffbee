import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startViva } from '../support/process.ts';
import { chromiumProgram, needs } from '../support/requires.ts';
import { useOpenPage } from './page/open-page.ts';

/** From the page being opened to a streak of one, ms. */
const promised = 60_000;

/** Long enough for every effect of what was drawn last. */
const painted = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

/** Somebody who knows nothing but what the page shows: up to the first streak they press what has a name, and type nothing. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'a newcomer'), () => {
  // Nothing of the environment counts, but where the test's own traces go.
  const open = useOpenPage({ start: (folder) => startViva({ VIVA_DATA: folder }) });
  let page: Page;

  beforeAll(async () => {
    page = await open.browser.newPage({ locale: 'en-GB' });
  }, 60_000);

  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole('button', { name, exact: true });
  const message = (words: string | RegExp): Locator =>
    page.getByRole('region', { name: 'Messages' }).getByRole('listitem').filter({ hasText: words }).last();
  const send = async (text: string) => {
    await page.getByRole('combobox').fill(text);
    // The suggestions are not what is to be sent.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  };
  const become = (name: string) =>
    page
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
  const steps = () => page.getByRole('region', { name: 'First steps' });

  test('answers, reveals and has a streak of one within a minute of opening the page', async () => {
    const began = performance.now();
    await page.goto(open.address);
    const took = () => Math.round(performance.now() - began);
    await message('Round 1 ·').waitFor();
    const questionAfter = took();

    await button('Take me there', steps()).click();
    await button('B', message('Round 1 ·')).click();
    await message('You chose B.').waitFor();
    await button('Show me where', steps()).click();
    await button('Reveal', message('Round 1 ·')).click();
    await message('the answer, for you').waitFor();
    await button('See my streak', steps()).click();
    await message('Your streak here').getByText('1 round').first().waitFor();

    const all = took();
    process.stdout.write(
      `A newcomer: the question after ${questionAfter} ms, a streak of one after ${all} ms\n`,
    );
    expect(all).toBeLessThan(promised);
    expect(await steps().getByText('(done)').count()).toBe(3);
  }, 90_000);

  test('is Ben with one click, who has no streak yet, and is where Ben has one after a choice', async () => {
    await button(/^Be Ben/, steps()).click();
    await message('You chose B.').waitFor({ state: 'detached' });
    // The keyboard stays where Ben has it: the page led Ada to a button, and not him.
    await painted(page);
    expect(await page.locator('[data-action]:focus').count()).toBe(0);
    await send('/viva streak');
    await message('Your streak here').getByText('0 rounds').first().waitFor();
    for (const name of ['Ben', 'Cleo']) {
      await become(name);
      await button('A', message('Round 1 ·')).click();
      await message('You chose A.').getByText('Streak: 1 round').waitFor();
    }
  });

  test('jumps to the next post, and sees who took part in the first, and the spread', async () => {
    await button('Jump to the next post', steps()).click();
    await message('Round 2 ·').waitFor();
    const first = message(/Round 1 ·.*closed/);
    await first.getByText('3 people took part.').waitFor();
    expect(await first.textContent()).toMatch(/Of 3 attempts: A 67%.* · B 33%/);
    // Ada goes on, and Ben lets it pass: from here on their streaks differ.
    await become('Ada');
    await button('A', message('Round 2 ·')).click();
    await message('You chose A.').getByText('Streak: 2 rounds').waitFor();
    await become('Ben');
    await send('/viva streak');
    await message('Your streak here').getByText('1 round').first().waitFor();
  });

  test('sees a week, a missed day and a freeze within a minute', async () => {
    const began = performance.now();
    await become('Ada');
    for (let number = 3; number <= 7; number += 1) {
      await button('Next post').click();
      await button('A', message(`Round ${number} ·`)).click();
      await message(`Streak: ${number} rounds`).waitFor();
    }
    await message('1 freeze held').waitFor();
    for (const number of [8, 9]) {
      await button('Next post').click();
      await message(`Round ${number} ·`).waitFor();
    }
    await send('/viva streak why');
    const why = message('Your streak: 7 rounds');
    await why.getByText('missed, bridged by a freeze').waitFor();
    const took = Math.round(performance.now() - began);
    process.stdout.write(`A week, a missed day and a freeze: ${took} ms\n`);
    expect(took).toBeLessThan(promised);
  }, 90_000);
});
