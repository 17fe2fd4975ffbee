import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumProgram, needs } from '../support/requires.ts';
import { useOpenPage } from './page/open-page.ts';
import type { Visitor } from './page/visitor.ts';

/** People who do not wait for an answer, have little room, or write from right to left. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'the page in haste'), () => {
  const open = useOpenPage();
  let ada: Visitor;

  beforeAll(async () => {
    ada = await open.visit('Ada');
    await ada.publicly('Round 1 ·').waitFor();
  }, 60_000);

  /** Holds back what the page sends there until it is let go. */
  async function hold(path: string): Promise<() => Promise<void>> {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await ada.page.route(path, async (route) => {
      await held;
      await route.continue();
    });
    return async () => {
      const answered = ada.page.waitForResponse(path);
      release();
      await (await answered).finished();
      await ada.page.unroute(path);
    };
  }

  test('what is written while a message is on its way stays in the box', async () => {
    const { page, box } = ada;
    const letGo = await hold('**/api/say');
    await box.fill('First.');
    await box.press('Enter');
    await page.locator('.composer[aria-busy="true"]').waitFor();
    await box.fill('Second, half wri');
    await letGo();
    await ada.publicly('First.').waitFor();
    await page.locator('.composer[aria-busy="false"]').waitFor();
    expect(await box.inputValue()).toBe('Second, half wri');
    await box.fill('');
  });

  test('a word under the thread’s box leaves what is being written there', async () => {
    const { page } = ada;
    await ada.publicly('First.').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const reply = thread.getByRole('textbox');
    await reply.fill('I think that');
    await thread.getByRole('button', { name: 'hint' }).click();
    await thread
      .getByRole('listitem')
      .filter({ hasText: /^AAda.*hint/s })
      .waitFor();
    await thread.locator('.composer[aria-busy="false"]').waitFor();
    expect(await reply.inputValue()).toBe('I think that');
    await page.keyboard.press('Escape');
  });

  test('a form that comes after its person was left does not open for the next', async () => {
    const { page } = ada;
    await ada.type('/viva me');
    const change = ada.privately('About you').getByRole('button', { name: 'Change' });
    await change.waitFor();
    const letGo = await hold('**/api/press');
    await change.click();
    await ada.become('Ben');
    await letGo();
    // Whatever the page does with the answer it has done once it has taken a later one.
    await ada.type('/viva streak');
    await ada.privately('Your streak here').or(ada.privately('No streak yet')).first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await ada.become('Ada');
  });

  test('what is written from right to left is shown from right to left', async () => {
    await ada.type('שלום (abc) 123');
    await ada.publicly('שלום').waitFor();
    const direction = `getComputedStyle([...document.querySelectorAll('.talk')].at(-1)).direction`;
    expect(await ada.ask(direction)).toBe('rtl');
  });

  test('at a width of 320 px nothing of the time machine lies over anything else', async () => {
    const { page } = ada;
    await page.setViewportSize({ width: 320, height: 640 });
    for (const look of ['Discord', 'Slack']) {
      await ada.switchTo(look);
      const overlap = await ada.ask(`(() => {
        const boxes = [...document.querySelectorAll('.time-machine time, .time-machine button')]
          .map((element) => [element.textContent, element.getBoundingClientRect()]);
        const over = ([, one], [, other]) => one.left < other.right && other.left < one.right
          && one.top < other.bottom && other.top < one.bottom;
        return boxes.flatMap((one, index) => boxes.slice(index + 1)
          .filter((other) => over(one, other)).map((other) => one[0] + ' / ' + other[0]));
      })()`);
      expect(overlap, look).toEqual([]);
      expect(await ada.ask('document.documentElement.scrollWidth'), look).toBeLessThanOrEqual(320);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('a letter in the box draws no message again, however many there are', async () => {
    const { box } = ada;
    await ada.ask(`Promise.all(Array.from({ length: 40 }, (_, number) => fetch('/api/say', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'ada', channel: 'daily-quiz', text: 'One of many ' + number, id: crypto.randomUUID() }),
    })))`);
    await ada.publicly('One of many').nth(39).waitFor();
    // Each message that is drawn says when it came.
    await ada.ask(`(() => {
      window.drawn = 0;
      const { toISOString } = Date.prototype;
      Date.prototype.toISOString = function () { window.drawn += 1; return toISOString.call(this); };
    })()`);
    await box.pressSequentially('ten keys..');
    expect(await box.inputValue()).toBe('ten keys..');
    // The clock above is drawn with each letter, and all of it when a minute has passed: not ten times forty.
    expect(await ada.ask('window.drawn')).toBeLessThan(200);
    await box.fill('');
  });

  test('nothing went wrong in the browser', () => {
    expect(ada.troubles).toEqual([]);
  });
});
