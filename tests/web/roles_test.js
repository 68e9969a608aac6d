// Every role walks through every page it has, in both languages, by day and by night, at 1024×768; and what it has not,
// the server refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosePast } from './past.js';
import { checkAccessible, checkNothingClipped, stageFor } from './stage.js';

const people = { anna: 'operator', maria: 'manager', gleb: 'guard', elena: 'administrator', oleg: 'auditor' };
const heads = { ru: ['РУ', 'ru-RU'], en: ['EN', 'en-GB'] };

// The pages that do not follow the hall and the question each begins with; who may ask it (console/people/rights).
const questions = {
  '/api/users': ['administrator'],
  '/api/audit': ['administrator', 'auditor'],
  '/api/plan': ['administrator'],
  '/api/devices': ['administrator'],
  '/api/content': ['administrator'],
  '/api/backups': ['administrator'],
  '/api/log': ['administrator'],
  '/api/history/frame': ['manager', 'auditor'],
  '/api/reports': ['manager', 'auditor'],
  '/api/events?page=overview': ['manager', 'guard', 'administrator', 'auditor'],
  '/api/events?page=guard': ['manager', 'guard'],
  '/api/events?page=reception': ['operator', 'manager'],
  '/api/events?window=3': ['operator', 'manager'],
  '/api/events?window=4': ['manager'],
};

const { hall, enter } = await stageFor('--past=3'); // so that the pages of the past have something to show
for (const [window, person] of [[3, 'anna'], [7, 'boris']]) await hall.command('open_window', { window, person });
for (const service of ['contract', 'payment', 'documents', 'contract']) await hall.take(service);
await hall.command('call_next', { window: 3, person: 'anna' });

// What is written in the other alphabet though the page speaks this one. Log-in names, numbers of tickets, keys of the
// keyboard, file names and units are what they are; so is what a person typed.
const foreignWords = (page, language) => page.evaluate((spoken) => {
  const kept = 'kbd, .languages, code, pre, output, input, textarea, option, .made-password, [data-user] th, .header-user b, .number, [lang], .data';
  const known = /^(okno|CSV|XLSX|PDF|TOML|ID|RU|EN|USB|IP|TLS|QR|HTTPS?|SHA|SQLite|UTC|MB|GB|KB|Shift|Esc|Enter|rebuild|statistics)$/i;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!element || element.closest(kept) || !element.checkVisibility?.()) continue;
    const words = node.textContent.match(spoken === 'en' ? /[\u0400-\u04ff]{2,}/g : /[A-Za-z]{3,}/g) ?? [];
    for (const word of words) if (!known.test(word)) found.push(word);
  }
  return [...new Set(found)];
}, language);

// Names of people, devices and keys as this test and the example plan have them.
const data = new Set(['anna', 'boris', 'maria', 'gleb', 'elena', 'oleg', 'vera', 'irina', 'kiosk', 'printer', 'display', 'bridge', 'plate', 'console', 'administrator']);

// What a reader may set (WCAG 1.4.12) and the pages must bear.
const text_spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

async function look(page, role, where, language) {
  const place = `${role}: ${where} in ${language}`;
  await checkNothingClipped(page).catch((error) => assert.fail(`${place}: ${error.message}`));
  await checkAccessible(page).catch((error) => assert.fail(`${place}: ${error.message}`));
  await page.evaluate((css) => { // the pages' policy allows no style elements
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, text_spacing);
  await checkNothingClipped(page).catch((error) => assert.fail(`${place}, with wide text spacing: ${error.message}`));
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  const strange = (await foreignWords(page, language)).filter((word) => !data.has(word.toLowerCase()));
  assert.deepEqual(strange, [], place);
  if (process.env.OKNO_LOOK) await page.screenshot({ path: `${process.env.OKNO_LOOK}/${role}-${where.replace(/\W+/g, '_')}-${language}.png` });
}

// Every part of the past beyond the first, over the days there are; the console reads them when it starts.
async function lookAtThePast(page, role, language) {
  const count = await page.locator('.past-parts button').count();
  assert.ok(count > 4, 'the parts of the past');
  await choosePast(hall, page, 3, 1);
  for (let part = 1; part < count; ++part) {
    await page.locator('.past-parts button').nth(part).click();
    await page.locator('.past-parts button').nth(part).and(page.locator('[aria-current=page]')).waitFor();
    await page.waitForFunction(() => !document.querySelector('.past-loading'));
    assert.equal(await page.locator('.past-nothing').count(), 0, `${role}: part ${part} is empty`);
    await look(page, role, `past ${part}`, language);
  }
}

const settled = (page) => page.locator('main').first().waitFor();

for (const [name, role] of Object.entries(people))
  test(`${role}: every page in both languages, and nothing that is another’s`, async () => {
    for (const [language, [button, locale]] of Object.entries(heads)) {
      const { context, page, complaints } = await enter(name, { locale });
      await page.locator('.languages button', { hasText: button }).click();
      await look(page, role, 'first', language);
      // The bar of pages is read, not known: a new page is visited as soon as it is there.
      const ways = await page.locator('nav.ways button').count();
      for (let i = 0; i < ways; ++i) {
        await page.locator('nav.ways button').nth(i).click();
        await page.locator('nav.ways button[aria-current=page]').nth(0).waitFor();
        await settled(page);
        await page.waitForFunction(() => (document.querySelector('main')?.innerText.trim().length ?? 0) > 20);
        await look(page, role, `way ${i}`, language);
        if (await page.locator('.past-parts').count() > 0) await lookAtThePast(page, role, language);
      }
      if (role === 'operator' || role === 'manager') {
        if (ways > 0) await page.locator('nav.ways button').first().click();
        await page.locator('main.desk, main.overview').waitFor();
        await page.keyboard.press('KeyI');
        await page.locator('form.give').waitFor();
        await look(page, role, 'reception', language);
        await page.keyboard.press('Escape');
        await page.locator('form.give').waitFor({ state: 'detached' });
      }
      if (role === 'manager') {
        await page.locator('main.overview').waitFor();
        await page.locator('button.link').nth(2).click();
        await page.locator('main.desk').waitFor();
        await look(page, role, 'a window', language);
        await page.getByRole('button', { name: /К обзору зала|To the hall overview/ }).click();
        await page.getByRole('button', { name: language === 'ru' ? 'Пост охраны' : 'Guard post' }).click();
        await page.locator('main.guard').waitFor();
        await look(page, role, 'guard', language);
      }
      // What the pages would ask is asked of the server, too.
      for (const [path, roles] of Object.entries(questions)) {
        const status = await page.evaluate(async (asked) => {
          const abort = new AbortController();
          const response = await fetch(asked, { signal: abort.signal });
          abort.abort(); // of a stream
          return response.status;
        }, path);
        assert.notEqual(status, 404, `${path} is no route`);
        if (roles.includes(role)) assert.notEqual(status, 403, `${role} asks for ${path}`);
        else assert.equal(status, 403, `${role} asks for ${path}`);
      }
      assert.deepEqual(complaints.filter((text) => !/401|403|404|400|503/.test(text)), []);
      await context.close();
    }
  });
