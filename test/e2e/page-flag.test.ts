import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { chromiumProgram, needs } from '../support/requires.ts';
import { seriousFindings } from './page/axe.ts';
import { useOpenPage } from './page/open-page.ts';
import { zoneOfNoon } from './page/running.ts';
import type { Visitor } from './page/visitor.ts';

/** Saying that something is wrong with a question, and hearing of it, in a real browser on the built program. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'a flag'), () => {
  const open = useOpenPage({ zone: zoneOfNoon() });
  let ben: Visitor;
  let ada: Visitor;

  beforeAll(async () => {
    ben = await open.visit('Ben', { width: 1440, height: 1400 });
    ada = await open.visit('Ada', { width: 1440, height: 1400 });
  }, 60_000);

  const focusIs = (name: string) =>
    eventually(`the focus is on ${name}`, async () => (await ben.focused()) === name);

  test.each([
    ['Discord', 'DL0001'],
    ['Slack', 'DL0002'],
  ])('its form is filled in by keyboard alone, in the look of %s', async (look, question) => {
    const { page } = ben;
    await ben.switchTo(look);
    await ben.type(`/viva answer ${question}`);
    const answer = ben.privately(question).last();
    await answer.getByRole('button', { name: 'Something wrong?' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Something wrong?' });
    const reason = form.getByRole('combobox', { name: 'What is it?' });
    await focusIs('What is it?');
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      expect(await ben.faintTexts(), theme).toEqual([]);
      expect(await seriousFindings(page), theme).toEqual([]);
    }

    // Nobody’s choice is sent: the form stays, and says what it wants.
    await form.getByRole('button', { name: 'Send' }).press('Enter');
    await focusIs('What is it?');
    expect(await form.isVisible()).toBe(true);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await reason.inputValue()).toBe('prompt');
    // By its first letters, as in any list.
    await page.keyboard.type('Som');
    expect(await reason.inputValue()).toBe('other');
    await page.keyboard.press('Tab');
    await focusIs('In a line');
    await page.keyboard.type('<b>Its second line</b> *is* unclear');
    await page.keyboard.press('Tab');
    await focusIs('Cancel');
    await page.keyboard.press('Tab');
    await focusIs('Send');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await ben.privately('Thank you').last().waitFor();
    await focusIs('Something wrong?');
  });

  test('a manager reads it as it was written, resolves it with a note, and who flagged it is told', async () => {
    await ada.type('/viva-admin flags');
    const list = ada.privately('2 questions are flagged').last();
    expect(await list.textContent()).toContain('<b>Its second line</b> *is* unclear');
    await list.getByRole('button', { name: 'Resolve DL0002' }).press('Enter');
    const form = ada.page.getByRole('dialog', { name: 'Resolve' });
    await form.getByRole('textbox').fill('Thank you, it is mended.');
    await form.getByRole('button', { name: 'Resolve' }).press('Enter');
    await ada.privately('1 flag resolved').last().waitFor();
    await ben.enter('Viva');
    await ben.page.getByText('Thank you, it is mended.').waitFor();
    expect(ben.troubles).toEqual([]);
    expect(ada.troubles).toEqual([]);
  });
});
