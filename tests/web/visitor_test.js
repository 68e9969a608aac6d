// A visitor's own page on a telephone: from the ticket to the rating, in both languages, with and without scripts.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, sees, stageFor } from './stage.js';

const { hall, browser } = await stageFor('--rules');
const pictures = process.env.OKNO_PICTURES; // a folder: keep a picture of each state, to be looked at
await hall.command('open_window', { window: 3, person: 'anna' });
if (pictures) mkdirSync(pictures, { recursive: true });

// The page asks every few seconds, and less often without a connection.
const shows = (page, what) => sees(page, what, 30_000);

async function telephone(address, options = {}) {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 320, height: 640 }, ...options });
  context.setDefaultTimeout(30_000);
  const complaints = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(hall.visitors)) complaints.push(`an outside request: ${request.url()}`);
  });
  await page.goto(address);
  return { context, page, complaints };
}

async function look(page, name) {
  await checkAccessible(page);
  await checkNothingClipped(page);
  if (!pictures) return;
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${pictures}/visitor-${name}-${colorScheme}.png`, fullPage: true });
  }
}

const words = {
  'ru-RU': {
    waiting: 'Перед Вами 1 человек.', next: 'Вы следующий в очереди.', called: 'Подойдите к окну 3',
    serving: 'Вас обслуживают в окне 3.', parked: 'Ваш талон отложен.', missed: 'Вы можете вернуться в очередь',
    kiosk: 'Нажмите «Позвать сотрудника» на киоске',
    thanks: 'Спасибо за Вашу оценку!', ask: 'Как Вас обслужили?', face: 'Отлично', lost: 'Нет связи.', blind: 'Сейчас нет связи с залом',
  },
  'en-GB': {
    waiting: '1 person is ahead of you.', next: 'You are next in the queue.', called: 'Please go to window 3',
    serving: 'You are being served at window 3.', parked: 'Your ticket is put aside.', missed: 'you may come back',
    kiosk: 'Touch “Call staff” on the kiosk',
    thanks: 'Thank you for your rating!', ask: 'How was the service?', face: 'Very good', lost: 'No connection.', blind: 'The hall cannot be reached',
  },
};

async function eventually(act) {
  for (const until = Date.now() + 15_000; ; await new Promise((done) => setTimeout(done, 200))) {
    const done = await act().then(() => true, (error) => (Date.now() > until ? Promise.reject(error) : false));
    if (done) return;
  }
}

for (const locale of ['ru-RU', 'en-GB'])
  test(`the page follows the visit by itself, from the queue to the rating (${locale})`, async () => {
    const say = words[locale];
    const first = await hall.takeWithPage('contract');
    const second = await hall.takeWithPage('contract');
    const { context, page, complaints } = await telephone(second.page, { locale });
    await shows(page, say.waiting);
    await look(page, `waiting-${locale}`);
    await hall.command('call_by_number', { window: 3, number: first.number });
    await shows(page, say.next);
    await hall.command('start_service', { window: 3 });
    await eventually(() => hall.command('finish_service', { window: 3, outcome: 'resolved' }));
    await hall.command('call_by_number', { window: 3, number: second.number });
    await shows(page, say.called);
    await look(page, `called-${locale}`);
    await hall.command('start_service', { window: 3 });
    await shows(page, say.serving);
    await look(page, `serving-${locale}`);
    await hall.command('park_ticket', { window: 3, reason: 'a form' });
    await shows(page, say.parked);
    await look(page, `parked-${locale}`);
    await hall.command('resume_ticket', { window: 3, number: second.number });
    await eventually(() => hall.command('finish_service', { window: 3, outcome: 'resolved' }));
    await shows(page, say.ask);
    await look(page, `rating-${locale}`);
    await page.getByRole('button', { name: say.face }).click();
    await shows(page, say.thanks);
    await look(page, `thanks-${locale}`);
    await page.goto(second.page);
    await page.locator('section.ended').waitFor();
    await look(page, `over-${locale}`);
    assert.deepEqual(complaints, []);
    await context.close();
  });

for (const locale of ['ru-RU', 'en-GB'])
  test(`who was missed reads until when to come back (${locale})`, async () => {
    const { number, page: address } = await hall.takeWithPage('contract');
    const { context, page } = await telephone(address, { locale });
    await hall.command('call_by_number', { window: 3, number });
    await shows(page, words[locale].called);
    await eventually(() => hall.command('report_no_show', { window: 3 }));
    await shows(page, words[locale].missed);
    await shows(page, words[locale].kiosk);
    await look(page, `missed-${locale}`);
    await context.close();
  });

test('the language is changed by one touch and stays', async () => {
  const { page: address } = await hall.takeWithPage('contract');
  const { context, page } = await telephone(address);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('Your number').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('link', { name: 'Русский' }).click();
  await page.getByText('Ваш номер').waitFor();
  await context.close();
});

test('without scripts the page shows the same, and the rating works', async () => {
  const { number, page: address } = await hall.takeWithPage('contract');
  const { context, page } = await telephone(address, { javaScriptEnabled: false });
  await shows(page, 'Ваш номер');
  await hall.command('call_by_number', { window: 3, number });
  await hall.command('start_service', { window: 3 });
  await eventually(() => hall.command('finish_service', { window: 3, outcome: 'resolved' }));
  await eventually(async () => {
    await page.reload();
    assert.ok(await page.getByRole('button', { name: 'Хорошо' }).isVisible());
  });
  await page.getByRole('button', { name: 'Хорошо' }).click();
  await shows(page, 'Спасибо за Вашу оценку!');
  await context.close();
});

test('an address that was mistyped is told, in words that help', async () => {
  for (const [locale, sentence] of [['ru-RU', 'Такого талона нет.'], ['en-GB', 'There is no such ticket.']]) {
    const { context, page } = await telephone(`${hall.visitors}t/${'A'.repeat(22)}`, { locale });
    await shows(page, sentence);
    await look(page, `unknown-${locale}`);
    await context.close();
  }
});

test('a page without a connection says so and comes back by itself, and so does one of a hall without a dispatcher', async () => {
  const { page: address } = await hall.takeWithPage('contract');
  const { context, page } = await telephone(address);
  await hall.kill('dispatcher');
  await shows(page, words['ru-RU'].blind);
  await look(page, 'blind');
  await hall.kill('console');
  await shows(page, words['ru-RU'].lost);
  await look(page, 'lost');
  await hall.start('dispatcher');
  await hall.start('console');
  await page.getByText(words['ru-RU'].lost).waitFor({ state: 'hidden' });
  await context.close();
});

test('the staff’s pages are not at the visitors’ address, nor the visitors’ at the staff’s', async () => {
  const { page: address } = await hall.takeWithPage('contract');
  for (const path of ['', 'api/me', 'api/v1/hall', 'metrics', 'index.html'])
    assert.equal((await fetch(hall.visitors + path)).status, 404, path);
  assert.equal((await fetch(address.replace(hall.visitors, hall.url))).status, 404);
});
