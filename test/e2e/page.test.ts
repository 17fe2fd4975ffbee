import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { chromiumProgram, needs, redisProgram } from '../support/requires.ts';
import { useOpenPage } from './page/open-page.ts';
import { redisOf, runs } from './page/redis-of.ts';
import { refuseOnce } from './page/running.ts';
import type { Visitor } from './page/visitor.ts';

const everyMinute = '/viva-admin schedule add cron="* * * * *"';

/** One story, told in order, in a real browser on the built program. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'the page'), () => {
  const open = useOpenPage();
  /** Is Ada, then Ben. */
  let one: Visitor;
  /** Cleo looks on in a browser of her own. */
  let cleo: Visitor;

  beforeAll(async () => {
    one = await open.visit('Ada');
    cleo = await open.visit('Cleo');
  }, 60_000);

  test('a first visit finds a question within seconds, and is shown the first of three steps', async () => {
    await one.publicly('Round 1 ·').waitFor();
    const steps = one.page.getByRole('region', { name: 'First steps' });
    await steps.getByText('Answer the question').waitFor();
    expect(await steps.locator('[aria-current="step"]').textContent()).toContain('Answer the question');
    expect(await one.faintTexts()).toEqual([]);
  });

  test('empty direct messages say what to do, and fill it in', async () => {
    await one.enter('Viva');
    await one.page.getByText('Have a question of your own every minute:').waitFor();
    expect(await one.faintTexts()).toEqual([]);
    await one.page.getByRole('button', { name: 'Fill it in' }).click();
    expect(await one.box.inputValue()).toBe(everyMinute);
    expect(await one.ask('document.activeElement.id')).toBe('box');
    await one.box.fill('');
    await one.enter('daily-quiz');
    await one.publicly('Round 1 ·').waitFor();
  });

  test('suggestions are taken by arrow keys and Tab, and leave by Escape', async () => {
    const { page, box } = one;
    await box.click();
    await page.keyboard.type('/viva-admin schedule s');
    const options = page.getByRole('option');
    await page.getByRole('option', { name: '/viva-admin schedule skip' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    expect(await box.inputValue()).toBe('/viva-admin schedule s');
    for (let letter = 0; letter < 's'.length; letter += 1) await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('schedule add');
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('/viva-admin schedule add ');
    // Its options follow, by the same keys; Enter takes the one that is marked and sends nothing.
    await page.getByRole('option', { name: /^cron=/ }).waitFor();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('/viva-admin schedule add cron=');
    expect(await one.publicly().count()).toBe(1);
    expect(await one.privately().count()).toBe(0);
    await box.fill('');
  });

  test('Ben chooses, reveals, and has a streak of one', async () => {
    await one.become('Ben');
    const round = one.publicly('Round 1 ·');
    const letter = round.getByRole('button', { name: 'B', exact: true });
    await letter.click();
    await one.privately('You chose B.').waitFor();
    // As if Ben had scrolled up to read: what his click brings is shown to him all the same.
    await one.ask(`${list}.scrollTop = 0`);
    await round.getByRole('button', { name: 'Reveal', exact: true }).click();
    const answer = one.privately('the answer, for you');
    await answer.waitFor();
    // The page goes to its beginning by itself, however far below the button it came.
    await eventually('the answer is in sight', async () => {
      const place = await answer.getByText('the answer, for you').boundingBox();
      const top = (await one.ask(`${list}.getBoundingClientRect().top`)) as number;
      return place !== null && place.y > top && place.y < top + 120;
    });
    const picture = answer.getByRole('img').first();
    await picture.waitFor();
    await eventually('the equation is loaded', () =>
      picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
    );
    expect((await picture.getAttribute('alt'))?.length).toBeGreaterThan(3);
    await one.type('/viva streak');
    await one.privately('Your streak here').getByText('1 round').first().waitFor();
  });

  test('Cleo sees nothing of what Ben was told', async () => {
    await cleo.type('/viva streak');
    await cleo.privately().first().waitFor();
    expect(await cleo.privately().count()).toBe(1);
    expect(await cleo.page.locator('body').textContent()).not.toMatch(/You chose|the answer, for you/);
  });

  test('both looks show the same post, readable in the dark and the light', async () => {
    const round = one.publicly('Round 1 ·');
    const title = (await round.getByRole('heading').first().textContent()) ?? '';
    const choices = await round.locator('p', { hasText: /^[A-D]\. / }).allTextContents();
    expect(choices.length).toBeGreaterThan(0);
    for (const look of ['Discord', 'Slack']) {
      await one.switchTo(look);
      expect(await round.getByRole('heading', { name: title }).count(), look).toBe(1);
      const shown = ((await round.textContent()) ?? '').replace(/\s+/g, ' ');
      for (const choice of choices) expect(shown, look).toContain(choice.replace(/\s+/g, ' ').trim());
      for (const name of ['A', 'B', 'C', 'D', 'Hint', 'Write an answer', 'Reveal']) {
        expect(await round.getByRole('button', { name, exact: true }).count(), `${look}: ${name}`).toBe(1);
      }
      for (const theme of ['Dark', 'Light']) {
        await one.switchTo(theme);
        expect(await one.ask('document.documentElement.dataset.theme')).toBe(theme.toLowerCase());
        expect(await one.ask('getComputedStyle(document.body).colorScheme')).toBe(theme.toLowerCase());
        expect(await one.faintTexts(), `${look}, ${theme}`).toEqual([]);
      }
    }
    await one.switchTo('Discord');
  });

  test('a reply "answer" in the thread is answered in private', async () => {
    const { page } = one;
    await one
      .publicly('Round 1 ·')
      .getByRole('button', { name: /^Reply/ })
      .click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('textbox').fill('answer');
    await page.keyboard.press('Enter');
    const answer = thread.locator('.only-you', { hasText: 'the answer, for you' });
    await answer.waitFor();
    expect(await answer.getByRole('img').count()).toBeGreaterThan(0);
    // Cleo reads the word, as everybody may, and nothing more.
    await cleo.publicly('Round 1 ·').getByRole('button', { name: '1 reply' }).click();
    const seen = cleo.page.getByRole('complementary', { name: 'Thread' });
    await seen.locator('.talk', { hasText: /^answer$/ }).waitFor();
    expect(await seen.textContent()).not.toContain('the answer, for you');
    await thread.getByRole('textbox').press('Escape');
    expect(await thread.count()).toBe(0);
    // Back where the thread was opened.
    expect(await one.ask('document.activeElement.className')).toBe('reply');
  });

  test('the dialog opens and is sent by keyboard, and gives the focus back', async () => {
    const { page } = one;
    await one.type('/viva me');
    const change = one.privately('About you').getByRole('button', { name: 'Change' });
    await change.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'About me' });
    await dialog.waitFor();
    expect(await one.faintTexts()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await one.ask('document.activeElement.textContent')).toBe('Change');

    await page.keyboard.press('Enter');
    await dialog.waitFor();
    expect(await one.ask('document.activeElement.labels[0].textContent')).toBe('My time zone');
    await page.keyboard.type('Europe/Berlin');
    await page.keyboard.press('Enter');
    await one.privately('Saved').getByText('Europe/Berlin').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await one.ask('document.activeElement.textContent')).toBe('Change');
  });

  test('every control is reached by Tab, and shows that it has the focus', async () => {
    await one.ask('document.activeElement.blur()');
    await one.page.getByRole('heading', { name: 'Viva', level: 1 }).click();
    const reached: string[] = [];
    for (let step = 0; step < 80 && reached.at(-1) !== 'Send'; step += 1) {
      await one.page.keyboard.press('Tab');
      reached.push(await one.focused());
    }
    for (const name of ['daily-quiz', 'Ben', 'Slack', 'Dark', 'Messages', 'Reveal', 'Message #daily-quiz']) {
      expect(reached).toContain(name);
    }
    expect(reached.at(-1)).toBe('Send');
    expect(reached.filter((name) => name.includes('no outline'))).toEqual([]);
  });

  test('a narrow window holds all of it, without scrolling sideways', async () => {
    const { page } = one;
    await page.setViewportSize({ width: 390, height: 800 });
    for (const look of ['Slack', 'Discord']) {
      await one.switchTo(look);
      expect(await one.ask('document.documentElement.scrollWidth'), look).toBeLessThanOrEqual(390);
      expect(await one.ask(`${list}.scrollWidth - ${list}.clientWidth`), look).toBe(0);
    }
    for (const person of ['Ada', 'Dan', 'Ben']) await one.become(person);
    // The drawer gives the focus back to what opened it.
    await page.locator('#to-places').press('Enter');
    expect(await one.ask("document.activeElement.closest('nav') !== null")).toBe(true);
    await page.keyboard.press('Escape');
    expect(await one.ask('document.activeElement.id')).toBe('to-places');
    expect(await one.ask(`${list}.clientHeight`)).toBeGreaterThan(400);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('Ada sets up a feed, and is told and shown in private what will come', async () => {
    await one.become('Ada');
    await one.type(everyMinute);
    await one.privately('Next posts').waitFor();
    const preview = one.privately('Preview ·');
    await preview.waitFor();
    expect(await preview.textContent()).toContain('Only you can see this');
    expect(await preview.getByRole('button', { name: 'A', exact: true }).isDisabled()).toBe(true);
    // What Cleo asked for herself, and nothing of this.
    expect(await cleo.privately().count()).toBe(1);
  });

  test('a round comes by itself within the minute, to all who look', async () => {
    // The feed that was there already had its own first round.
    await one.publicly('Round 1 ·').nth(1).waitFor({ timeout: 70_000 });
    await cleo.publicly('Round 1 ·').nth(1).waitFor();
    // Read out to those who do not see it come.
    expect(await one.page.locator('[aria-live]').textContent()).toMatch(/^Viva: Round 1: /);
  }, 80_000);

  test('nothing was asked of another host, and nothing went wrong in the browser', () => {
    expect(one.troubles).toEqual([]);
    expect(cleo.troubles).toEqual([]);
  });

  test.skipIf(!redisProgram)(
    needs('redis-server', 'after a kill the page comes back by itself, and the streak is still one'),
    async () => {
      await one.become('Ada');
      await one.box.fill('/viva-admin schedule pause feed=');
      await one.page.getByRole('option', { name: /every minute/ }).click();
      await one.page.keyboard.press('Enter');
      await one.publicly('Round 1 · ').getByText('closed').first().waitFor();
      await one.become('Ben');
      open.viva.kill('SIGKILL');
      await open.viva.ended;
      const lost = one.page.getByText('The connection is lost');
      await lost.waitFor();
      // Something that answers, but is not ready: a Viva that is just starting says 404 as well.
      const { port } = new URL(open.address);
      await refuseOnce(Number(port));
      expect(await open.startAgain()).toBe(open.address);
      await lost.waitFor({ state: 'detached' });
      await cleo.page.getByText('The connection is lost').waitFor({ state: 'detached' });
      one.troubles.length = 0;
      expect(await one.privately().count()).toBe(0);
      await one.publicly('Round 1 ·').first().waitFor();
      await one.type('/viva streak');
      await one.privately('Your streak here').getByText('1 round').first().waitFor();
      expect(one.troubles).toEqual([]);
    },
    60_000,
  );

  test('SIGTERM ends it within ten seconds, and leaves no Redis behind', async () => {
    const redis = await redisOf(open.folder);
    expect(redis !== undefined).toBe(redisProgram !== undefined);
    const began = performance.now();
    open.viva.kill('SIGTERM');
    expect(await open.viva.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await redisOf(open.folder)).toBeUndefined();
    if (redis !== undefined) await eventually('Redis has ended', () => !runs(redis));
  });
});

const list = "document.querySelector('.list')";
