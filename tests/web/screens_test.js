// The operator’s page in every state, in both languages: one screen of 1024×768 or more, nothing to scroll, nothing cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--rules');
const people = {};
for (const language of ['ru', 'en'])
  people[language] = await enter('anna', { locale: language === 'ru' ? 'ru-RU' : 'en-GB' });

const at = (kind, body = {}) => hall.command(kind, { window: 3, person: 'anna', ...body });
const numberOf = (number) => ({ letter: number[0], ordinal: Number(number.slice(1)) });

const screens = [{ width: 1280, height: 900 }, { width: 1440, height: 1040 }, { width: 1920, height: 1080 }, { width: 1024, height: 768 }];

// `ready`: what both pages show by then.
async function oneScreen(state, ready) {
  for (const [language, { page }] of Object.entries(people)) {
    await page.locator(ready).first().waitFor();
    for (const size of screens) await fits(page, size, `${state} in ${language}`);
    if (process.env.OKNO_LOOK) await page.screenshot({ path: `${process.env.OKNO_LOOK}/${state}-${language}.png` });
  }
}
async function fits(page, size, where) {
  await page.setViewportSize(size);
  const seen = await page.evaluate(() => {
    const hidden = [...document.querySelectorAll('.visitor, .steps, .others, .day')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1 || part.getBoundingClientRect().bottom > innerHeight)
      .map((part) => `${part.className}: ${part.scrollHeight} in ${part.clientHeight}`);
    return { tall: document.documentElement.scrollHeight - innerHeight, wide: document.documentElement.scrollWidth - innerWidth, hidden };
  });
  assert.deepEqual(seen, { tall: 0, wide: 0, hidden: [] }, `${where} at ${size.width}×${size.height}`);
  await checkNothingClipped(page);
}
const onceAccessible = async () => {
  for (const { page } of Object.values(people)) await checkAccessible(page);
};

test('closed, free and on a break', async () => {
  await oneScreen('closed', 'button.step-open_window:enabled');
  await at('open_window');
  await oneScreen('nobody-waits', 'button.step-call_next:disabled');
  await at('pause_window', { reason: 'lunch' });
  await oneScreen('break', 'button.step-resume_window:enabled');
  await at('resume_window');
  for (const service of ['contract', 'contract-change', 'documents', 'consultation', 'debt', 'contract'])
    await hall.take(service, 'en', service === 'debt' ? 'veterans' : '');
  await oneScreen('free-with-queue', 'button.step-call_next:enabled');
  await onceAccessible();
});

test('called and serving, with all there may be about a visitor', async () => {
  await at('call_next');
  await oneScreen('called', 'button.step-start_service:enabled');
  await at('start_service');
  await oneScreen('serving', 'button.step-finish_service:enabled');
  await at('add_step', { service: 'contract-change', back: true });
  await oneScreen('serving-with-steps', '.route');
  await at('call_manager');
  await at('pause_window', { reason: 'lunch' });
  await oneScreen('serving-with-leave', '.notice-leave');
  await hall.command('call_staff', {}, 'kiosk-1');
  await oneScreen('serving-with-calls', '.staff-call');
  await onceAccessible();
  await hall.command('answer_staff_call', { kiosk: 'kiosk-1', person: 'maria' });
  await hall.command('answer_manager_call', { window: 3, person: 'maria' });
  await oneScreen('serving-with-answers', '.notice-leave');
  await at('resume_window');
});

test('transferred with a long reason, a priority and a wait beyond the norm’s thanks; parked and missed beside', async () => {
  await hall.command('open_window', { window: 4, person: 'vera' });
  const number = await hall.take('consultation', 'en', 'veterans');
  await hall.command('call_by_number', { window: 4, person: 'vera', number: numberOf(number) });
  await hall.command('start_service', { window: 4, person: 'vera' });
  const reason = 'Посетитель просит разъяснить начисления за прошлый год и переоформить договор на другого собственника; документы проверены.';
  await at('finish_service', { outcome: 'resolved' });
  await hall.command('transfer_ticket', { window: 4, person: 'vera', to: { window: 3 }, reason, back: true });
  await at('call_by_number', { number: numberOf(number) });
  await oneScreen('called-transferred', '.note');
  await at('start_service');
  await oneScreen('serving-transferred', 'button.step-finish_service:enabled');
  await at('park_ticket', { reason: 'Ушёл за паспортом' });
  await oneScreen('parked', '.panel-parked');
  await at('call_next');
  await people.ru.page.locator('button.other-report_no_show:enabled').waitFor();
  for (;;) {
    const told = await hall.command('report_no_show', { window: 3, person: 'anna' }).catch((error) => error);
    if (Array.isArray(told)) break;
    assert.match(String(told), /no_show_too_soon/);
  }
  await oneScreen('missed', '.panel-missed');
  await at('call_next');
  await oneScreen('called-with-lists', 'button.step-start_service:enabled');
  await onceAccessible();
});

test('blind, the page still is one screen', async () => {
  await hall.kill('dispatcher');
  for (const [language, { page }] of Object.entries(people))
    await sees(page, language === 'ru' ? 'Нет связи с диспетчером' : 'dispatcher cannot be reached');
  await oneScreen('blind', '.notice-line');
  await hall.start('dispatcher');
});
