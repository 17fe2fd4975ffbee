import { describe, expect, test } from 'vitest';
import { chromiumProgram, needs } from '../support/requires.ts';
import { seriousFindings } from './page/axe.ts';
import { useOpenPage } from './page/open-page.ts';
import type { Visitor } from './page/visitor.ts';

const viewports = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Leads to a view, and away from it again. */
interface View {
  name: string;
  only?: keyof typeof viewports;
  enter(visitor: Visitor): Promise<unknown>;
  leave?(visitor: Visitor): Promise<unknown>;
}

const pressEscape = ({ page }: Visitor) => page.keyboard.press('Escape');

/** In this order: each finds what the ones before it left. */
const views: View[] = [
  {
    name: 'a channel with the first steps and the time machine',
    enter: ({ page }) => page.getByRole('region', { name: 'Time machine' }).waitFor(),
  },
  {
    name: 'the completion of commands',
    enter: async ({ page, box }) => {
      await box.fill('/viva-admin schedule ');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
    leave: ({ box }) => box.fill(''),
  },
  {
    name: 'the completion of an option',
    enter: async ({ page, box }) => {
      await box.fill('/viva-admin schedule add time=09:00 zone=Europe/B');
      await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    },
    leave: ({ box }) => box.fill(''),
  },
  {
    name: 'a private answer',
    enter: async (visitor) => {
      await visitor.publicly('Round 1 ·').getByRole('button', { name: 'Reveal', exact: true }).click();
      await visitor.privately('the answer, for you').last().waitFor();
    },
  },
  {
    name: 'a dialog',
    enter: async (visitor) => {
      await visitor.type('/viva me');
      await visitor.privately('About you').last().getByRole('button', { name: 'Change' }).click();
      await visitor.page.getByRole('dialog').waitFor();
    },
    leave: pressEscape,
  },
  {
    name: 'a thread',
    enter: async (visitor) => {
      await visitor.publicly('Round 1 ·').locator('.reply').click();
      const thread = visitor.page.getByRole('complementary', { name: 'Thread' });
      await thread.getByRole('textbox').fill('hint');
      await visitor.page.keyboard.press('Enter');
      await thread.locator('.only-you').last().waitFor();
    },
    leave: ({ page }) => page.getByRole('textbox', { name: 'Reply in the thread' }).press('Escape'),
  },
  {
    name: 'what was not taken, and a jump that was refused',
    enter: async (visitor) => {
      const { page } = visitor;
      await page.route('**/api/travel', (route) =>
        route.fulfill({ status: 409, json: { error: 'There is no post to jump to.' } }),
      );
      await page.getByRole('button', { name: 'Next post' }).click();
      await visitor.box.fill('/viva-none');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').nth(1).waitFor();
    },
    leave: async ({ page, box }) => {
      await page.unroute('**/api/travel');
      await box.fill('');
      for (const _ of [1, 2]) await page.getByRole('button', { name: 'Dismiss' }).first().click();
    },
  },
  {
    name: 'the drawer',
    only: 'phone',
    enter: ({ page }) => page.locator('#to-places').click(),
    leave: pressEscape,
  },
  {
    name: 'direct messages, still empty',
    enter: async (visitor) => {
      await visitor.enter('Viva');
      await visitor.page.getByText('You and Viva').waitFor();
    },
    leave: (visitor) => visitor.enter('daily-quiz'),
  },
  {
    name: 'a channel in which Viva may not post',
    enter: async (visitor) => {
      await visitor.enter('announcements');
      await visitor.page.getByText('Welcome to #announcements').waitFor();
    },
    leave: (visitor) => visitor.enter('daily-quiz'),
  },
];

describe.skipIf(!chromiumProgram)(needs('Chromium', 'the page for everybody'), () => {
  const open = useOpenPage();

  const combinations = (['desktop', 'phone'] as const).flatMap((size) =>
    ['Discord', 'Slack'].flatMap((look) => ['Dark', 'Light'].map((theme) => ({ size, look, theme }))),
  );

  test.each(combinations)(
    'axe-core finds nothing serious on any view, and no text is faint: $size, $look, $theme',
    async ({ size, look, theme }) => {
      const visitor = await open.visit('Ben', viewports[size]);
      const { page } = visitor;
      await visitor.publicly('Round 1 ·').waitFor();
      await visitor.switchTo(look);
      await visitor.switchTo(theme);
      for (const { name, only, enter, leave } of views) {
        if (only !== undefined && only !== size) continue;
        await enter(visitor);
        // Colours that are still on their way to others are not those that stay.
        await page.evaluate(
          'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))',
        );
        expect(await seriousFindings(page), name).toEqual([]);
        expect(await visitor.faintTexts(), name).toEqual([]);
        const width = await visitor.ask('document.documentElement.scrollWidth');
        expect(width, `${name}: no scrolling sideways`).toBeLessThanOrEqual(viewports[size].width);
        await leave?.(visitor);
      }
      await page.context().close();
    },
    60_000,
  );
});
