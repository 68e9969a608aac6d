// Screenshots of the pages in every state worth looking at, to be judged by eye: node look.js FOLDER
import { mkdirSync } from 'node:fs';
import { tongues } from './portraits.js';
import { logIn, sees, startBrowser, startHall, visitor } from './stage.js';

const folder = process.argv[2] ?? 'look';
mkdirSync(folder, { recursive: true });
const hall = await startHall();
const browser = await startBrowser();

const only = process.argv[3]; // a name, to look at one state alone
const shots = [];
for (const language of ['ru', 'en'])
  for (const colorScheme of ['light', 'dark'])
    for (const [width, height] of [[1024, 768], [1920, 1080]]) shots.push({ language, colorScheme, width, height });

async function everyLook(name, person, act) {
  if (only && only !== name) return;
  for (const { language, colorScheme, width, height } of shots) {
    const guest = await visitor(browser, hall, { locale: language, colorScheme, viewport: { width, height } });
    const page = await guest.newPage();
    if (person) {
      await logIn(page, person, hall.passwords[person]);
      await page.locator('main.desk, main.overview, main.guard').waitFor();
    }
    if (act) await act(page);
    await page.screenshot({ path: `${folder}/${name}-${language}-${colorScheme}-${width}.png` });
    await guest.context.close();
  }
}

async function openReception(page) {
  await page.keyboard.press('KeyI');
  await page.locator('form.give .give-service').first().waitFor();
}

async function giveTicket(page) {
  await openReception(page);
  for (const key of ['Enter', 'Enter', 'Control+Enter']) await page.keyboard.press(key); // the first service, the first reason
  await page.locator('.paper[data-paper="printed"]').waitFor();
}

// The pictures of docs/images, after some visits have really been served.
async function portraits() {
  await hall.command('start_service', { window: 2, person: 'irina' });
  await hall.command('resume_window', { window: 1, person: 'vera' });
  for (let round = 0; round < 3; ++round)
    for (const [window, person] of [[1, 'vera'], [2, 'irina'], [7, 'boris']]) {
      await hall.command('finish_service', { window, person, outcome: 'resolved' }).catch(() => undefined);
      await new Promise((done) => setTimeout(done, 4000));
      await hall.command('call_next', { window, person }).catch(() => undefined);
      if (round < 2 || window !== 1) await hall.command('start_service', { window, person }).catch(() => undefined);
    }
  for (const service of ['payment', 'contract', 'documents']) await hall.take(service);
  for (const [name, person, height, act] of [
    ['console-operator', 'anna', 900], ['console-manager', 'maria', 1060], ['console-reception', 'maria', 800, openReception],
  ])
    for (const { locale, suffix } of tongues) {
      const guest = await visitor(browser, hall, { locale, viewport: { width: 1280, height } });
      const page = await guest.newPage();
      await logIn(page, person, hall.passwords[person]);
      await page.locator('main.desk, main.overview').waitFor();
      if (act) await act(page);
      await page.screenshot({ path: `${folder}/${name}${suffix}.png` });
      await guest.context.close();
    }
}

try {
  await everyLook('log-in', null);
  await everyLook('closed', 'anna');
  const people = { 1: 'vera', 2: 'irina', 3: 'anna', 7: 'boris' };
  for (const [window, person] of Object.entries(people)) await hall.command('open_window', { window: Number(window), person });
  const services = ['meter-reading', 'bill-explanation', 'contract', 'meter-replacement', 'payment', 'company-accounts', 'consultation', 'debt', 'paid-services', 'documents'];
  for (let i = 0; i < 22; ++i) await hall.take(services[i % services.length], i % 5 === 0 ? 'en' : 'ru');
  await everyLook('free', 'anna');
  await hall.command('call_next', { window: 2 });
  await hall.command('start_service', { window: 2 });
  await hall.command('transfer_ticket', { window: 2, to: { window: 3 }, reason: 'Нужна справка об отсутствии задолженности, документы проверены' });
  await hall.command('call_next', { window: 2 });
  await hall.command('start_service', { window: 2 });
  await hall.command('park_ticket', { window: 2, reason: 'Делает копию паспорта' });
  await hall.command('call_next', { window: 2 });
  await hall.command('call_next', { window: 7 });
  await hall.command('start_service', { window: 7 });
  await hall.command('finish_service', { window: 7, outcome: 'resolved' });
  await hall.command('call_next', { window: 7 });
  await hall.command('pause_window', { window: 1, reason: 'lunch' });
  await hall.command('call_by_number', { window: 3, number: { letter: 'A', ordinal: 2 } });
  await everyLook('called', 'anna');
  await hall.command('start_service', { window: 3 });
  await everyLook('serving', 'anna');
  await everyLook('transfer', 'anna', (page) => page.keyboard.press('KeyT'));
  await everyLook('finish', 'anna', (page) => page.keyboard.press('KeyF'));
  await everyLook('overview', 'maria');
  await everyLook('forwarded', 'anna', async (page) => (await page.keyboard.press('KeyF'), page.keyboard.press('Digit3')));
  for (const act of ['act_assign', 'act_close_service', 'act_message', 'act_prioritise'])
    await everyLook(act, 'maria', (page) => page.locator(`button.${act}`).click());
  const reason = 'Много посетителей с договорами';
  await hall.command('assign_services', { window: 1, services: ['contract', 'documents'], helps: ['debt'], reason, sure: true, person: 'maria' });
  await hall.command('close_service', { service: 'refund', reason: 'Нет бланков', person: 'maria' });
  await hall.command('post_message', { text: { ru: 'Лифт не работает. На второй этаж Вас проводит сотрудник у входа.', en: 'The lift is out of order.' }, lasts_s: 3600, reason: 'Ремонт лифта', person: 'maria' });
  await hall.command('call_manager', { window: 3, person: 'anna' });
  await everyLook('acts-in-force', 'maria');
  await everyLook('manager-called', 'anna');
  await hall.command('answer_manager_call', { window: 3, person: 'maria' });
  await everyLook('paused', 'vera');
  await hall.start('kiosk-1');
  await hall.start('printer-1');
  await hall.command('call_staff', {}, 'kiosk-1');
  await everyLook('staff-call', 'anna');
  await everyLook('overview-staff-call', 'maria');
  await everyLook('reception', 'anna', openReception);
  await everyLook('reception-given', 'anna', giveTicket);
  await hall.command('answer_staff_call', { kiosk: 'kiosk-1', person: 'maria' });
  await everyLook('staff-call-answered', 'anna');
  await everyLook('guard-calm', 'gleb');
  await hall.command('raise_panic', { zone: 7, person: 'boris' });
  await everyLook('guard-call', 'gleb');
  await everyLook('overview-call', 'maria');
  await everyLook('window-help', 'boris');
  await hall.command('acknowledge_panic', { zone: 7, person: 'gleb' });
  await hall.command('raise_panic', { zone: 1 });
  await everyLook('guard-two', 'maria', (page) => page.getByRole('button', { name: /Пост охраны|Guard post/ }).click());
  await hall.command('cancel_panic', { zone: 1, person: 'maria' });
  await hall.command('restore_panic', { zone: 7, person: 'gleb' });
  if (!only || only === 'docs') await portraits();
} finally {
  await browser.close();
  await hall.end();
}
