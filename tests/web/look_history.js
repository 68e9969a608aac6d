// Screenshots of the pages of the past, to be judged by eye, and the pictures of the manager's guide (FOLDER/docs):
// node look_history.js FOLDER [docs], with "docs" those alone
import { mkdirSync } from 'node:fs';
import { untilKnown } from './past.js';
import { tongues } from './portraits.js';
import { enterAs, startBrowser, startHall } from './stage.js';

const folder = process.argv[2] ?? 'look';
const docs_alone = process.argv[3] === 'docs';
mkdirSync(`${folder}/docs`, { recursive: true });
const browser = await startBrowser();
const hall = await startHall('--past=65');

async function goToHistory(page) {
  await page.locator('nav.ways button').nth(1).click();
  await page.locator('form.period, .past-nothing').waitFor();
}
const loaded = (page) => page.waitForFunction(() => !document.querySelector('.past-loading'));
const part = (n) => async (page) => {
  await page.locator('.past-parts button').nth(n).click();
  await loaded(page);
};
const choose = (name, value) => (page) => page.locator(`select[name=${name}]`).selectOption(value);
const acts = {
  summary: [part(0)],
  compared: [part(0), choose('comparison', 'before')],
  lines: [part(1)],
  filtered: [part(1), choose('by', 'hour'), choose('filter', 'kind'), (page) => page.locator('select[name=filter-value]').selectOption({ index: 1 })],
  load: [part(2)],
  days: [part(3)],
  people: [part(4)],
  voice: [part(5)],
  compared_load: [choose('comparison', 'before'), part(2)],
  compared_days: [choose('comparison', 'before'), part(3)],
  compared_people: [choose('comparison', 'before'), part(4)],
  tickets: [part(2), (page) => page.locator('table.heat .opens').nth(5).click(), (page) => page.locator('.found-tickets').waitFor()],
  definition: [part(0), (page) => page.locator('.past-share .define').click()],
};
acts.life = [...acts.tickets, (page) => page.locator('.found-tickets .opens').first().click(), (page) => page.locator('.life-events').waitFor()];

async function picture(path, options, name) {
  const { context, page } = await enterAs(browser, hall, 'maria', options);
  await goToHistory(page);
  await page.locator('.presets button').nth(3).click();
  for (const act of acts[name]) await act(page);
  await page.waitForTimeout(500);
  await loaded(page);
  await page.screenshot({ path, fullPage: !['tickets', 'life', 'definition'].includes(name) });
  await context.close();
}

try {
  const known = await enterAs(browser, hall, 'maria');
  await untilKnown(hall, known.page, 3);
  await known.context.close();
  const only = process.argv[4]; // names with commas between
  if (!docs_alone)
    for (const name of Object.keys(acts)) {
      if (only && !only.split(',').includes(name)) continue;
      await picture(`${folder}/${name}-ru-light.png`, { locale: 'ru-RU', colorScheme: 'light' }, name);
      await picture(`${folder}/${name}-en-dark.png`, { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1920, height: 1080 } }, name);
    }
  if (!only) for (const name of ['summary', 'lines', 'load', 'tickets', 'life'])
    for (const { locale, suffix } of tongues)
      await picture(`${folder}/docs/console-history-${name}${suffix}.png`, { locale, colorScheme: 'light', viewport: { width: 1100, height: 760 } }, name);
} finally {
  await browser.close();
  await hall.end();
}
