// Screenshots of the pages of devices, backups and the log, to be judged by eye, and the pictures of the administrator's
// guide (FOLDER/docs): node look_machine.js FOLDER [docs], with "docs" those alone
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { tongues } from './portraits.js';
import { logIn, startBrowser, startHall, visitor } from './stage.js';

const folder = process.argv[2] ?? 'look';
const docs_alone = process.argv[3] === 'docs';
mkdirSync(`${folder}/docs`, { recursive: true });
const browser = await startBrowser();
const hall = await startHall();

async function picture({ locale, colorScheme, viewport }, act, path) {
  const guest = await visitor(browser, hall, { locale, colorScheme, viewport });
  const page = await guest.newPage();
  // The folder of a real hall, as the guide has it, not of this one.
  await page.route('**/api/backups', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(`${dirname(hall.folder)}/backups`, '/var/backups/okno') });
  });
  await logIn(page, 'elena', hall.passwords.elena);
  await page.locator('nav.ways').waitFor();
  await act(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path });
  await guest.context.close();
}
async function everyLook(name, act) {
  if (docs_alone) return;
  for (const locale of ['ru', 'en'])
    for (const colorScheme of ['light', 'dark'])
      for (const [width, height] of [[1024, 768], [1920, 1080]])
        await picture({ locale, colorScheme, viewport: { width, height } }, act, `${folder}/${name}-${locale}-${colorScheme}-${width}.png`);
}
const forGuide = async (name, act, height = 640) => {
  for (const { locale, suffix } of tongues)
    await picture({ locale, colorScheme: 'light', viewport: { width: 1100, height } }, act, `${folder}/docs/${name}${suffix}.png`);
};

const office = (nth, seen) => async (page) => {
  await page.locator('nav.ways button').nth(nth).click();
  await page.locator(seen).first().waitFor();
};
const devices = office(3, 'tr[data-device]');
const knock = async (page) => {
  await devices(page);
  await page.locator('li[data-knock] button').first().click();
  await page.locator('input[name=device-name]').fill('kiosk-3');
};
const type = async (page) => {
  await devices(page);
  await page.locator('.office-head .primary').click();
  await page.locator('input[name=fingerprint]').waitFor();
};
const lock = async (page) => {
  await devices(page);
  await page.locator('tr[data-device=kiosk-2] button').click();
};
const open_parts = async (page) => {
  await devices(page);
  await page.locator('details.device-parts summary').first().click();
};

try {
  await everyLook('backups-none', office(5, '.command'));
  await everyLook('log', office(6, '.backup-note'));
  const report = (as, about, condition, more = {}) => hall.command('report_device', { about, condition, ...more }, as);
  await report('kiosk-1', 'kiosk-1', 'ready', { version: 'okno 0.1.0' });
  await report('kiosk-2', 'kiosk-2', 'ready', { version: 'okno 0.0.9' });
  await report('display-1', 'display-1', 'ready', { version: 'okno 0.1.0', skips: ['tariffs.png'] });
  await report('printer-1', 'printer-1', 'paper_low', { version: 'okno 0.1.0' });
  await report('bridge-1', 'bridge-1', 'ready', { version: 'okno 0.1.0' });
  for (const part of ['keypad/Window 1', 'keypad/Window 3', 'panic/Cash desk', 'receiver/main']) await report('bridge-1', `bridge-1/${part}`, part === 'keypad/Window 3' ? 'out_of_reach' : 'ready');
  setInterval(() => { // they say that they are there
    for (const [name, version] of [['kiosk-1', '0.1.0'], ['kiosk-2', '0.0.9'], ['printer-1', '0.1.0'], ['bridge-1', '0.1.0']])
      void report(name, name, name === 'printer-1' ? 'paper_low' : 'ready', { version: `okno ${version}` }).catch(() => undefined);
  }, 2000).unref();
  await everyLook('devices', devices);
  await everyLook('parts', open_parts);
  await hall.stranger('kiosk-3');
  await everyLook('knocking', devices);
  await everyLook('approve', knock);
  await everyLook('type', type);
  await everyLook('lock', lock);
  await forGuide('console-devices', devices, 860);
  await forGuide('console-approve', knock, 700);
  await picture({ locale: 'ru', colorScheme: 'light', viewport: { width: 1024, height: 768 } }, async (page) => {
    await office(5, '.command')(page);
    await page.locator('.office-head .primary').click();
    await page.locator('tr[data-backup]').first().waitFor();
  }, `${folder}/made.png`);
  await everyLook('backups', office(5, 'tr[data-backup]'));
  await forGuide('console-backups', office(5, 'tr[data-backup]'), 700);
  await forGuide('console-log', office(6, 'tr[data-level]'), 560);
} finally {
  await browser.close();
  await hall.end();
}
