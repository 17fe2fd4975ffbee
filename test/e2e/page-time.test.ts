import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { chromiumProgram, needs } from '../support/requires.ts';
import { useOpenPage } from './page/open-page.ts';
import { zoneOfNoon } from './page/running.ts';
import type { Visitor } from './page/visitor.ts';

/** A first visit and a fortnight of Viva's time, told in order in a real browser. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'the first steps and the time machine'), () => {
  const open = useOpenPage({ zone: zoneOfNoon() });
  let ben: Visitor;

  beforeAll(async () => {
    ben = await open.visit('Ben', { width: 1440, height: 900 });
  }, 60_000);

  const steps = () => ben.page.getByRole('region', { name: 'First steps' });
  const current = () => steps().locator('[aria-current="step"] strong').textContent();
  const machine = () => ben.page.getByRole('region', { name: 'Time machine' });

  test('the first steps lead by keyboard, and go on by what happened and not by being pressed', async () => {
    const { page } = ben;
    await ben.publicly('Round 1 ·').waitFor();
    await steps().getByRole('button', { name: 'Take me there' }).press('Enter');
    await eventually('the focus is on the first choice', async () => (await ben.focused()) === 'A');
    expect(await current()).toBe('Answer the question');

    await page.keyboard.press('Enter');
    await ben.privately('You chose A.').waitFor();
    await steps().getByRole('button', { name: 'Show me where' }).press('Enter');
    await eventually('the focus is on Reveal', async () => (await ben.focused()) === 'Reveal');
    expect(await current()).toBe('Reveal the answer');

    await page.keyboard.press('Enter');
    await ben.privately('the answer, for you').waitFor();
    await steps().getByRole('button', { name: 'See my streak' }).press('Enter');
    await ben.privately('Your streak here').getByText('1 round').first().waitFor();
    await steps().getByRole('heading', { name: 'That is all it takes' }).waitFor();
  });

  test('then one press makes the visitor another person, who has no streak', async () => {
    await steps().getByRole('button', { name: 'Be Cleo' }).click();
    await ben.page.locator('.person[aria-pressed="true"]', { hasText: 'Cleo' }).waitFor();
    await ben.type('/viva streak');
    await ben.privately('0 rounds').or(ben.privately('No streak yet')).first().waitFor();
    await ben.become('Ben');
  });

  test('the next post is a press away, and Viva’s day is the one that counts as today', async () => {
    const { page } = ben;
    const before = await machine().locator('.clock time').textContent();
    let released = () => {};
    const held = new Promise<void>((resolve) => {
      released = resolve;
    });
    await page.route('**/api/travel', async (route) => {
      await held;
      await route.continue();
    });
    await machine().getByRole('button', { name: 'Next post' }).press('Enter');
    // While the jump is under way the button says so, and a second press does nothing.
    const busy = machine().getByRole('button', { name: 'Jumping …' });
    expect(await busy.getAttribute('aria-busy')).toBe('true');
    await page.keyboard.press('Enter');
    released();
    await ben.publicly('Round 2 ·').waitFor();
    await machine().getByRole('button', { name: 'Next post' }).waitFor();
    await page.unroute('**/api/travel');
    expect(await machine().locator('.clock time').textContent()).not.toBe(before);
    expect(await page.locator('.day').allTextContents()).toEqual(['Yesterday', 'Today']);
    expect(await ben.publicly('Round 3 ·').count()).toBe(0);
  });

  test('a week takes part and jumps seven times, and its streak earns a freeze', async () => {
    await machine().getByRole('button', { name: 'A week' }).press('Enter');
    await machine()
      .getByRole('button', { name: /^Stop \(day \d of 7\)/ })
      .waitFor();
    const why = ben.privately('Your streak: 8 rounds');
    await why.waitFor({ timeout: 60_000 });
    expect(await why.textContent()).toContain('Round 7: you took part; streak 7, a freeze earned (1 held)');
    expect(await why.textContent()).toContain('Round 9: waits for you');
  }, 90_000);

  test('a missed day is bridged by the freeze', async () => {
    await machine().getByRole('button', { name: 'Next post' }).click();
    await ben.publicly('Round 10 ·').waitFor();
    await ben.type('/viva streak why');
    const why = ben.privately('Round 9: missed');
    await why.waitFor();
    expect(await why.textContent()).toContain('Your streak: 8 rounds');
    expect(await why.textContent()).toContain('Round 9: missed, bridged by a freeze (0 left)');
  });

  test('a week can be stopped, and a jump that does not work says why', async () => {
    const { page } = ben;
    const before = await ben.publicly().count();
    await machine().getByRole('button', { name: 'A week' }).click();
    await machine().getByRole('button', { name: /^Stop/ }).click();
    await machine().getByRole('button', { name: 'A week' }).waitFor();
    expect((await ben.publicly().count()) - before).toBeLessThan(7);
    expect(ben.troubles).toEqual([]);

    await page.route('**/api/travel', (route) =>
      route.fulfill({ status: 409, json: { error: 'There is no post to jump to. Add a feed first.' } }),
    );
    await machine().getByRole('button', { name: 'Next post' }).click();
    const alert = machine().getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('There is no post to jump to. Add a feed first.');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.count()).toBe(0);
    await page.unroute('**/api/travel');
    ben.troubles.length = 0;
  });

  test('while Viva takes its time the pressed button turns, and a line says that it is answering', async () => {
    const { page } = ben;
    let released = () => {};
    const held = new Promise<void>((resolve) => {
      released = resolve;
    });
    await page.route('**/api/press', async (route) => {
      await held;
      await route.continue();
    });
    const hint = ben.publicly().last().getByRole('button', { name: 'Hint' });
    await hint.press('Enter');
    await page.getByText('Viva is answering …').waitFor();
    expect(await hint.getAttribute('aria-busy')).toBe('true');
    expect(await ben.ask('document.getAnimations().length')).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await ben.ask('document.getAnimations().length')).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    // It keeps the focus all the while.
    expect(await ben.focused()).toBe('Hint');
    released();
    await page.getByText('Viva is answering …').waitFor({ state: 'detached' });
    expect(await hint.getAttribute('aria-busy')).toBe('false');
    await page.unroute('**/api/press');
  });

  test('the first steps stay away once they were closed, and the skip link leads to the message box', async () => {
    const { page } = ben;
    await steps().getByRole('button', { name: 'Close the first steps' }).click();
    expect(await steps().count()).toBe(0);
    await page.reload();
    await ben.publicly('Round 1 ·').waitFor();
    expect(await steps().count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await ben.focused()).toBe('Skip to the message box');
    await page.keyboard.press('Enter');
    expect(await ben.ask('document.activeElement.id')).toBe('box');
    expect(ben.troubles).toEqual([]);
  });
});
