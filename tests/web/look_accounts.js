// Screenshots of the pages about log-in, users and PINs, to be judged by eye, and the pictures of the administrator's
// guide (FOLDER/docs): node look_accounts.js FOLDER [docs], with "docs" those alone
import { mkdirSync, readFileSync } from 'node:fs';
import { tongues } from './portraits.js';
import { logIn, startBrowser, startHall, visitor } from './stage.js';

const folder = process.argv[2] ?? 'look';
mkdirSync(`${folder}/docs`, { recursive: true });
const browser = await startBrowser();
const own_words = 'a quiet hour in may';
let hall = await startHall('--first-start');

const looks = [];
for (const locale of ['ru', 'en']) for (const colorScheme of ['light', 'dark']) looks.push({ locale, colorScheme });
const size = { width: 1024, height: 768 };

async function picture(name, { locale, colorScheme, viewport = size }, who, act, path) {
  const guest = await visitor(browser, hall, { locale, colorScheme, viewport });
  const page = await guest.newPage();
  if (who) {
    await logIn(page, who, hall.passwords[who]);
    await page.locator('button.header-user, input[name=present]').first().waitFor();
  }
  await act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: path ?? `${folder}/${name}-${locale}-${colorScheme}.png` });
  await guest.context.close();
}
async function everyLook(name, who, act) {
  if (process.argv[3] === 'docs') return;
  for (const look of looks) await picture(name, look, who, act);
}
const forGuide = async (name, who, act, height = 620) => {
  for (const { locale, suffix } of tongues)
    await picture(name, { locale, colorScheme: 'light', viewport: { width: 1100, height } }, who, act, `${folder}/docs/${name}${suffix}.png`);
};

const account = (page) => page.locator('button.header-user').click();
const nth = (which, place) => async (page) => {
  await account(page);
  await page.locator('dialog .choice').nth(which).click();
  await page.locator(place).waitFor();
};
const audit = async (page) => {
  await page.locator('nav.ways button').last().click();
  await page.locator('tr[data-deed]').first().waitFor();
};
const edit = (name) => async (page) => {
  await page.locator(`tr[data-user="${name}"] button`).click();
  await page.locator('dialog[open]').waitFor();
};
const add = async (page) => {
  await page.locator('.office-head .primary').click();
  await page.locator('input[name=user-name]').fill('irina');
};
const pad = async (page) => {
  await page.locator('main.desk').waitFor();
  await page.keyboard.press('KeyU');
  await page.locator('input[name=colleague]').fill('boris');
};

async function firstStart() {
  const code = readFileSync(`${hall.folder}/first-start-code`, 'utf8').trim();
  await everyLook('first-start', null);
  await forGuide('console-first-start', null, undefined, 760);
  const guest = await visitor(browser, hall);
  const page = await guest.newPage();
  for (const [field, value] of Object.entries({ code, name: 'olga', chosen: own_words, repeated: own_words }))
    await page.locator(`input[name=${field}]`).fill(value);
  await page.locator('button[type=submit]').click();
  await page.locator('tr[data-user=olga]').waitFor();
  await guest.context.close();
}

try {
  await firstStart();
  await hall.end();
  hall = await startHall();
  await picture('x', looks[0], 'boris', async (page) => {
    await nth(1, 'input[name=pin]')(page);
    for (const field of ['pin', 'pin-repeated']) await page.locator(`input[name=${field}]`).fill('402817');
    await page.locator('dialog button[type=submit]').click();
    await page.locator('dialog [role=status]').waitFor();
  }, `${folder}/pin-done.png`);
  await everyLook('users', 'elena');
  await everyLook('add', 'elena', add);
  await everyLook('edit', 'elena', edit('anna'));
  await picture('given', looks[0], 'elena', async (page) => {
    await edit('vera')(page);
    await page.locator('.user-acts button').first().click();
    hall.passwords.vera = await page.locator('.made-password').innerText();
  });
  await everyLook('must-change', 'vera');
  await picture('blocked', looks[0], 'elena', async (page) => {
    await edit('oleg')(page);
    await page.locator('.user-acts button').nth(1).click();
  });
  await forGuide('console-audit', 'elena', audit, 560);
  await everyLook('account', 'anna', account);
  await everyLook('password', 'anna', nth(0, 'input[name=present]'));
  await everyLook('pin', 'anna', nth(1, 'input[name=pin]'));
  await everyLook('pad', 'anna', pad);
  await everyLook('window', 'anna', (page) => page.locator('main.desk').waitFor());
  await everyLook('audit', 'elena', audit);
  await everyLook('administrator-overview', 'elena', async (page) => {
    await page.locator('nav.ways button').first().click();
    await page.locator('main.overview').waitFor();
  });
  await forGuide('console-users', 'elena');
  await forGuide('console-user', 'elena', edit('anna'), 700);
  await forGuide('console-pin', 'anna', pad, 760);
} finally {
  await browser.close();
  await hall.end();
}
