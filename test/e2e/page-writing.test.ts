import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { chromiumProgram, needs } from '../support/requires.ts';
import { useOpenPage } from './page/open-page.ts';
import { zoneOfNoon } from './page/running.ts';
import type { Visitor } from './page/visitor.ts';

/** An answer in one's own words, in a real browser on the built program. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'an answer in one’s own words'), () => {
  const open = useOpenPage({ zone: zoneOfNoon() });
  let ben: Visitor;

  beforeAll(async () => {
    ben = await open.visit('Ben', { width: 1440, height: 1400 });
  }, 60_000);

  const card = () => ben.privately('Your answer covers');

  test('is written in a form by keyboard alone, and is the first step of a first visit', async () => {
    const { page } = ben;
    const round = ben.publicly('Round 1 ·');
    await round.getByRole('button', { name: 'Write an answer', exact: true }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Your answer' });
    const words = form.getByRole('textbox', { name: 'In your own words' });
    await eventually('the focus is in the form', async () => (await ben.focused()) === 'In your own words');
    expect(await words.getAttribute('maxlength')).toBe('2000');
    await page.keyboard.type('Something of **my** own,');
    await page.keyboard.press('Enter');
    await page.keyboard.type('<b>in two lines</b>.');
    expect(await ben.faintTexts()).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card().waitFor();
    const text = (await card().textContent()) ?? '';
    expect(text).toContain('Something of **my** own,');
    expect(text).toContain('<b>in two lines</b>.');
    await page.getByRole('region', { name: 'First steps' }).getByText('Reveal the answer').waitFor();
  });

  test('its ticks are corrected in place, and the focus stays where it was', async () => {
    const { page } = ben;
    const count = await ben.privately().count();
    const point = card().getByRole('button', { name: /^\d$/ }).first();
    const number = (await point.textContent())?.trim();
    await point.press('Enter');
    await card()
      .getByRole('button', { name: `✓ ${number}` })
      .waitFor();
    await card().getByText('(ticked by you)').waitFor();
    await eventually('the focus is on the tick', async () => (await ben.focused()) === `✓ ${number}`);
    expect(await ben.privately().count()).toBe(count);
    await page.keyboard.press('Enter');
    await eventually('the focus is on the number', async () => (await ben.focused()) === number);
    expect(await card().getByText('(ticked by you)').count()).toBe(0);
    for (const look of ['Slack', 'Discord']) {
      await ben.switchTo(look);
      for (const theme of ['Dark', 'Light']) {
        await ben.switchTo(theme);
        expect(await ben.faintTexts(), `${look}, ${theme}`).toEqual([]);
      }
    }
    expect(ben.troubles).toEqual([]);
  });
});
