// WCAG 1.4.10: in a window of 320 CSS pixels, a screen of 1280 at 400 %, no page of any role scrolls sideways; only tables
// and the like do, each in a box of its own that can be scrolled by keys.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { choosePast } from './past.js';
import { dialogGone, stageFor } from './stage.js';

const narrow = { width: 320, height: 800 };
const pictures = process.env.OKNO_PICTURES; // a folder: keep a picture of each page, to be looked at
if (pictures) mkdirSync(pictures, { recursive: true });

const { hall, browser, enter } = await stageFor('--past=3', '--editing');
for (const [window, person] of [[3, 'anna'], [7, 'boris']]) await hall.command('open_window', { window, person });
for (const service of ['contract', 'payment', 'documents', 'contract']) await hall.take(service);
await hall.command('call_next', { window: 7, person: 'boris' });

async function fits(page, where) {
  const look = () => page.evaluate(() => {
    const root = document.scrollingElement;
    const inBox = (element) => {
      for (let up = element.parentElement; up && up !== root; up = up.parentElement)
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
      return false;
    };
    const name = (element) => `${element.tagName}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 40)}”`;
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > innerWidth + 1 || left < -1) && !inBox(element) && !element.closest('.unseen');
    }).map(name);
    // What scrolls in its box is reached by keys: it has the focus, or something in it can.
    const deaf = [...document.querySelectorAll('main *, dialog *')].filter((element) =>
      getComputedStyle(element).overflowX === 'auto' && element.scrollWidth > element.clientWidth + 1
        && element.tabIndex < 0 && !element.querySelector('a, button, input, [tabindex]')).map(name);
    return { page: root.scrollWidth, wide: wide.slice(0, 8), deaf };
  });
  let found = await look();
  for (let again = 0; again < 10 && (found.page > narrow.width || found.wide.length + found.deaf.length > 0); ++again) {
    await page.waitForTimeout(100); // what has just come is laid out
    found = await look();
  }
  assert.deepEqual(found, { page: narrow.width, wide: [], deaf: [] }, where);
  if (pictures) await page.screenshot({ path: `${pictures}/${where.replace(/\W+/g, '-')}.png`, fullPage: true });
}

// The page as it is, narrowed in both languages.
async function narrowed(page, where) {
  for (const language of ['en', 'ru']) {
    await page.locator(`.languages button[lang=${language}]`).evaluate((button) => button.click());
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    await fits(page, `${where} ${language}`);
  }
}

async function narrowDialog(page, where, open) {
  await open();
  await page.locator('dialog[open]').waitFor();
  await narrowed(page, where);
  await page.keyboard.press('Escape');
  await dialogGone(page);
}

async function eachWay(page, role) {
  const ways = page.locator('nav.ways button');
  for (let i = 0; i < await ways.count(); ++i) {
    await ways.nth(i).click();
    await page.locator('nav.ways button[aria-current=page]').first().waitFor();
    await page.waitForFunction(() => (document.querySelector('main')?.innerText.trim().length ?? 0) > 20);
    await narrowed(page, `${role} way ${i}`);
    const parts = page.locator('.past-parts button');
    if (await parts.count() > 0) await choosePast(hall, page, 3, 1);
    for (let part = 0; part < await parts.count(); ++part) {
      await parts.nth(part).click();
      await page.waitForFunction(() => !document.querySelector('.past-loading'));
      await narrowed(page, `${role} past ${part}`);
    }
    const sections = page.locator('.plan-sections button');
    for (let section = 0; section < await sections.count(); ++section) {
      await sections.nth(section).click();
      await fits(page, `${role} plan ${section}`);
    }
  }
}

for (const [name, role] of Object.entries({ gleb: 'guard', elena: 'administrator', oleg: 'auditor' }))
  test(`320 pixels wide, ${role}`, async () => {
    const { context, page } = await enter(name, { viewport: narrow });
    await narrowed(page, `${role} first`);
    await eachWay(page, role);
    await context.close();
  });

test('320 pixels wide, operator', async () => {
  const { context, page } = await enter('boris', { viewport: narrow });
  await narrowed(page, 'operator called');
  await hall.command('start_service', { window: 7, person: 'boris' });
  await page.locator('.visitor-serving').waitFor();
  await narrowed(page, 'operator serving');
  for (const key of ['KeyT', 'KeyA', 'KeyP', 'KeyF']) {
    await page.locator('button.step:not([data-deaf])').waitFor();
    await narrowDialog(page, `operator ${key}`, () => page.keyboard.press(key));
  }
  await narrowDialog(page, 'operator account', () => page.locator('button.header-user').click());
  await page.keyboard.press('KeyI');
  await page.locator('form.give').waitFor();
  await narrowed(page, 'operator reception');
  await context.close();
});

test('320 pixels wide, manager', async () => {
  const { context, page } = await enter('maria', { viewport: narrow });
  await narrowed(page, 'manager overview');
  for (const [nth, act] of (await page.locator('.acts-buttons button').all()).entries())
    await narrowDialog(page, `manager act ${nth}`, () => act.click());
  await eachWay(page, 'manager');
  await hall.command('raise_panic', { zone: 7 });
  await page.locator('nav.ways button').first().click();
  await page.locator('.call').waitFor();
  await narrowed(page, 'manager overview call');
  await page.getByRole('button', { name: 'Пост охраны' }).click();
  await page.locator('main.guard .call').waitFor();
  await narrowed(page, 'manager guard');
  await context.close();
});

test('320 pixels wide, before anybody is logged in', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: narrow });
  const page = await context.newPage();
  await page.goto(hall.url);
  await page.locator('input[name=password]').waitFor();
  await narrowed(page, 'log-in');
  await context.close();
});
