import { type Browser, chromium, type Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { chromiumProgram, needs, redisProgram } from '../support/requires.ts';
import { openViva, TestClock, type TestViva } from '../support/viva.ts';
import { type OwnLocalWorld, openLocalWorld } from '../support/worlds/local.ts';
import { openStranger } from './page/stranger.ts';
import { type Visitor, visit } from './page/visitor.ts';

const minute = 60_000;
/** Monday, 09:00:30 UTC. */
const start = Date.UTC(2026, 10, 23, 9, 0, 30);

/** The page in a real browser, on a Viva of this process whose connections can be cut. */
describe.skipIf(!chromiumProgram)(needs('Chromium', 'bad input'), { timeout: 60_000 }, () => {
  let redis: TestRedis;
  let browser: Browser;
  let clock: TestClock;
  let world: OwnLocalWorld;
  let viva: TestViva;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    redis = await startTestRedis(redisProgram === undefined ? 'memory' : 'real');
    browser = await chromium.launch({
      executablePath: chromiumProgram ?? '',
      args: ['--no-sandbox', '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await redis?.stop();
  });
  beforeEach(async () => {
    clock = new TestClock(start);
    world = await openLocalWorld({ now: clock.now });
    viva = await openViva(world, redis, clock);
    await world.command('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC');
    await viva.jump(start + minute / 2);
  });
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.page.context().close();
    await viva.stop();
    await world.close();
  });

  async function open(name: string): Promise<Visitor> {
    const visitor = await visit(browser, world.url, name);
    visitors.push(visitor);
    await visitor.publicly('Round 1 ·').waitFor();
    return visitor;
  }
  const talk = async () => {
    const kept = await viva.context.store.keyValue.all('local-messages-daily-quiz');
    return Object.values(kept)
      .map((text) => JSON.parse(text) as { from: string; content: { text?: string } })
      .flatMap(({ content }) => content.text ?? []);
  };
  const letter = (within: Locator, name: string) => within.getByRole('button', { name, exact: true });

  describe('from elsewhere', () => {
    test('the page under another name is refused with the right address, and shows nothing', async () => {
      const page = await browser.newPage();
      const other = world.url.replace('127.0.0.1', 'rebound.example');
      const answer = await page.goto(other);
      expect(answer?.status()).toBe(403);
      expect(await page.textContent('body')).toContain(`Open this page at ${world.url}`);
      const read = await page.evaluate(`fetch('/api/state?as=ada').then((answer) => answer.status)`);
      expect(read).toBe(403);
      await page.close();
    });

    test('a page of another origin sends, reads and frames nothing', async () => {
      const stranger = await openStranger(world.url);
      const before = await viva.context.store.keyValue.all('local-messages-daily-quiz');
      const page = await browser.newPage();
      const answers: string[] = [];
      page.on('response', (answer) => {
        if (answer.url().startsWith(world.url))
          answers.push(`${answer.status()} ${answer.request().method()}`);
      });
      await page.goto(stranger.url);
      expect(await page.evaluate('attempt()')).toEqual({
        fetch: 'failed',
        // Sent, as a form is, and refused; the page may not even read that.
        'no-cors': 'unread',
        'no-cors with JSON': 'unread',
        'with credentials': 'failed',
        beacon: 'true',
        travel: 'unread',
        reading: 'failed',
        listening: 'failed',
        'as a script': 'failed',
      });
      expect(answers.filter((answer) => answer.endsWith('POST')).length).toBeGreaterThan(4);
      expect(answers.filter((answer) => answer.endsWith('POST') && !answer.startsWith('403'))).toEqual([]);
      const framed = page.frames().find((frame) => frame.url().startsWith(`${world.url}/`));
      expect(framed === undefined ? '' : await framed.textContent('body')).not.toContain('Round 1');
      expect(await viva.context.store.keyValue.all('local-messages-daily-quiz')).toEqual(before);
      await page.close();
      await stranger.close();
    });
  });

  test('a message of 1 MB is refused with words, and stays in the box', async () => {
    const ben = await open('Ben');
    await ben.box.click();
    await ben.page.keyboard.insertText('x'.repeat(1_000_000));
    await ben.page.keyboard.press('Enter');
    await ben.page.getByRole('alert').getByText('4,000 characters at most').waitFor();
    expect((await ben.box.inputValue()).length).toBe(1_000_000);
    expect(await talk()).toEqual([]);
    await ben.box.fill('Shorter.');
    await ben.page.keyboard.press('Enter');
    await ben.publicly('Shorter.').waitFor();
    expect(await talk()).toEqual(['Shorter.']);
    // The browser notes the refused request, and nothing else.
    expect(ben.troubles.filter((trouble) => !trouble.includes('413'))).toEqual([]);
  });

  const nasty = [
    '<script>window.ran = true</script>',
    '<img src=x onerror="window.ran = true">',
    '<svg onload="window.ran=true"></svg></div><h1>big</h1>',
    '[press me](javascript:window.ran=true)',
    '<javascript:window.ran=true|press me>',
    '**loud** _slant_ ~~gone~~ `code` ||hidden||',
    '# A heading and > a quote',
    '<!channel> <@ada> <#daily-quiz> @everyone',
    '&lt;b&gt; &amp;',
    'https://elsewhere.example/a.png',
    `long ${'w'.repeat(300)}`,
    '\u202eright to left\u202c \u200bnothing',
  ];

  /** Without what keeps text from being a mention or a format: spaces of no width, and Slack's stand-in for a backtick. */
  const bare = (text: string) => text.replaceAll('\u200b', '').replaceAll('ˋ', '`');

  test('markup and script that people write is shown as text, in both looks', async () => {
    const ben = await open('Ben');
    const { page } = ben;
    for (const text of nasty) {
      await world.say('ben', text);
      await world.reply('ben', world.posts()[0]?.id ?? '', text);
    }
    await ben.publicly('Round 1 ·').getByRole('button', { name: /repl/i }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    for (const look of ['Discord', 'Slack']) {
      await ben.switchTo(look);
      for (const place of [page.getByRole('region', { name: 'Messages' }), thread]) {
        const shown = (await place.getByRole('listitem').allInnerTexts()).join('\n');
        for (const text of nasty) expect(shown, look).toContain(text);
        expect(await place.locator('script, img[src="x"], h1, [onerror], [onload]').count(), look).toBe(0);
        expect(await place.getByRole('link', { name: /press me/ }).count(), look).toBe(0);
      }
      expect(await ben.ask('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    expect(await ben.ask('window.ran')).toBeUndefined();
    expect(ben.troubles).toEqual([]);
  });

  test('what is given to a command comes back as text, in both looks', async () => {
    const ben = await open('Ben');
    const given = nasty.filter((text) => text.length <= 60 && !text.includes('"'));
    for (const text of given) await world.command('ben', `/viva me zone="${text}"`);
    const answers = ben.privately();
    await eventually('all answers', async () => (await answers.count()) === given.length);
    for (const look of ['Discord', 'Slack']) {
      await ben.switchTo(look);
      const shown = bare((await answers.allInnerTexts()).join('\n'));
      for (const text of given) expect(shown, look).toContain(bare(text));
      expect(await answers.locator('script, img, a, h1, [onerror], [onload]').count(), look).toBe(0);
    }
    expect(await ben.ask('window.ran')).toBeUndefined();
    expect(ben.troubles).toEqual([]);
  });

  test('what is written into a form comes back as text, in both looks', async () => {
    const ben = await open('Ben');
    await ben.type('/viva me');
    const dialog = ben.page.getByRole('dialog', { name: 'About me' });
    for (const text of nasty.filter(({ length }) => length <= 60)) {
      await ben.privately('About you').getByRole('button', { name: 'Change' }).click();
      await dialog.waitFor();
      await dialog.getByLabel('My time zone').fill(text);
      await ben.page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      const answer = ben.privately().last();
      for (const look of ['Discord', 'Slack']) {
        await ben.switchTo(look);
        await eventually(
          `${text} in ${look}`,
          async () => bare((await answer.textContent()) ?? '').includes(bare(text)),
          3_000,
        );
        expect(await answer.locator('script, img, a, h1, [onerror], [onload]').count()).toBe(0);
      }
    }
    expect(await ben.ask('window.ran')).toBeUndefined();
    expect(ben.troubles).toEqual([]);
  });

  test('a second tab as the same and one as another person stay in step, and a press in both counts once', async () => {
    const one = await open('Ben');
    const two = await open('Ben');
    const cleo = await open('Cleo');
    await one.type('Good morning.');
    for (const tab of [one, two, cleo]) await tab.publicly('Good morning.').waitFor();
    // Both tabs of Ben's at the same moment, on different letters.
    await Promise.all([
      letter(one.publicly('Round 1 ·'), 'A').click(),
      letter(two.publicly('Round 1 ·'), 'B').click(),
    ]);
    for (const tab of [one, two]) {
      await tab
        .privately(/You (chose|had chosen)/)
        .nth(1)
        .waitFor();
      expect(await tab.privately(/^(?:(?!had chosen).)*You chose/s).count()).toBe(1);
    }
    const round = await viva.context.store.rounds.newestIn(world.space, world.channel);
    expect(await viva.context.store.deeds.all(round?.id ?? '')).toHaveLength(1);
    expect(await cleo.privately().count()).toBe(0);
    await viva.jump(start + 1.5 * minute);
    for (const tab of [one, two, cleo]) {
      await tab.publicly('1 person took part.').waitFor();
      expect(await tab.publicly('Good morning.').count()).toBe(1);
    }
    expect([one, two, cleo].flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  test('after a lost connection the page has what came meanwhile, and nothing twice', async () => {
    const ben = await open('Ben');
    await ben.type('Before.');
    await ben.publicly('Before.').waitFor();
    const mend = world.cutOff();
    await ben.page.getByText(/connection is lost/i).waitFor();
    await viva.jump(start + 1.5 * minute);
    // What he sends now is refused with words, and stays in the box.
    await ben.box.fill('Meanwhile.');
    await ben.page.keyboard.press('Enter');
    await ben.page.getByText('Viva cannot be reached').first().waitFor();
    expect(await ben.box.inputValue()).toBe('Meanwhile.');
    mend();
    await ben.publicly('Round 2 ·').waitFor();
    await ben.page.getByText(/connection is lost/i).waitFor({ state: 'detached' });
    await ben.box.press('Enter');
    await ben.publicly('Meanwhile.').waitFor();
    await ben.publicly(/Round 1 ·.*closed/).waitFor();
    const all = await ben.publicly().allInnerTexts();
    for (const words of ['Before.', 'Meanwhile.', 'Round 1 ·', 'Round 2 ·']) {
      expect(all.filter((text) => text.includes(words)).length, words).toBe(1);
    }
  });

  test('a deed whose answer was lost is sent again by the page, and is done once', async () => {
    const ben = await open('Ben');
    let lost = 0;
    await ben.page.route('**/api/*', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await ben.type('Once.');
    await ben.publicly('Once.').waitFor();
    expect(await talk()).toEqual(['Once.']);
    lost = 0;
    await letter(ben.publicly('Round 1 ·'), 'A').click();
    await ben.privately('You chose A.').waitFor();
    await eventually('the page has sent it again', () => lost > 0);
    expect(await ben.privately(/You (chose|had chosen)/).count()).toBe(1);
  });
});
