// The administrator's pages of devices, backups and the log, in a real browser against real programs: a device comes in
// by its fingerprint and is locked out, a backup is made, a warning is found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor();
const go = (page, name) => page.locator('nav.ways').getByRole('button', { name, exact: true }).click();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const device = (page, id) => page.locator(`tr[data-device="${id}"]`);

test('every device of the plan and every key is there once, with its version and its last contact', async () => {
  await hall.command('report_device', { about: 'printer-1', condition: 'no_paper' }, 'printer-1');
  const { context, page, complaints } = await enter('elena');
  await go(page, 'Устройства');
  await device(page, 'kiosk-1').waitFor();
  // Once the page is there: a few seconds later it is no longer "just now".
  await hall.command('report_device', { about: 'kiosk-1', condition: 'ready', version: 'okno 0.0.9' }, 'kiosk-1');
  for (const id of ['kiosk-1', 'kiosk-2', 'display-1', 'printer-1', 'bridge-1', 'console', 'administrator', 'observer'])
    assert.equal(await device(page, id).count(), 1, id);
  await sees(device(page, 'kiosk-1'), 'okno 0.0.9');
  await sees(device(page, 'kiosk-1'), 'другая версия');
  await sees(device(page, 'kiosk-1'), 'только что');
  await sees(device(page, 'kiosk-2'), 'нет в плане');
  await sees(device(page, 'printer-1'), 'нет бумаги');
  await sees(device(page, 'display-1'), 'не было с запуска диспетчера');
  assert.equal(await device(page, 'console').getByRole('button').count(), 0, 'the console’s own key is not locked out from here');
  await checkInBothLanguages(page);
  // Without a word from anybody the page follows.
  await hall.command('report_device', { about: 'printer-1', condition: 'ready' }, 'printer-1');
  await sees(device(page, 'printer-1'), 'готово');
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('a new device is let in by its fingerprint, comes in, and is locked out again', async () => {
  const fingerprint = await hall.stranger('kiosk-3');
  const { context, page, complaints } = await enter('elena');
  await go(page, 'Устройства');
  const knock = page.locator(`li[data-knock="${fingerprint}"]`);
  await knock.waitFor();
  await checkInBothLanguages(page);
  await knock.getByRole('button').click();
  const dialog = page.locator('dialog[open]');
  await sees(dialog, fingerprint);
  await checkInBothLanguages(page);
  await dialog.locator('button[type=submit]').click();
  await sees(dialog, 'Имя устройства состоит из строчных латинских букв');
  await dialog.locator('input[name=device-name]').fill('kiosk-1');
  await dialog.locator('button[type=submit]').click();
  await sees(dialog, 'Это имя носит другое устройство');
  await dialog.locator('input[name=device-name]').fill('kiosk-3');
  assert.equal(await dialog.locator('select[name=device-role]').inputValue(), 'kiosk');
  await dialog.locator('button[type=submit]').click();
  await sees(page, 'Устройство допущено');
  await knock.waitFor({ state: 'detached' });
  await hall.command('report_device', { about: 'kiosk-3', condition: 'ready', version: 'okno 0.1.0' }, 'kiosk-3');
  await sees(device(page, 'kiosk-3'), 'готово');

  await page.getByRole('button', { name: 'Отозвать: kiosk-3', exact: true }).click();
  await checkInBothLanguages(page);
  await press(page, 'Отмена');
  await sees(device(page, 'kiosk-3'), 'Киоск');
  await page.getByRole('button', { name: 'Отозвать: kiosk-3', exact: true }).click();
  await press(page, 'Отозвать ключ');
  await sees(page, 'Ключ отозван: kiosk-3');
  await sees(device(page, 'kiosk-3'), 'нет ключа');
  assert.deepEqual(complaints.filter((text) => !/40[019]/.test(text)), []);
  await go(page, 'Журнал действий');
  await page.locator('tr[data-deed=device_revoked]').first().waitFor();
  await sees(page.locator('tr[data-deed=device_approved]').first(), fingerprint);
  await context.close();
});

test('a device that has not knocked yet is approved by the fingerprint it shows', async () => {
  const { context, page } = await enter('elena', { locale: 'en-GB' });
  await go(page, 'Devices');
  await press(page, 'Connect a device');
  const dialog = page.locator('dialog[open]');
  await sees(dialog, 'okno keys pair');
  await checkInBothLanguages(page);
  await dialog.locator('input[name=fingerprint]').fill('K7QF 2M9X');
  await dialog.locator('input[name=device-name]').fill('display-9');
  assert.equal(await dialog.locator('select[name=device-role]').inputValue(), 'display');
  await dialog.locator('button[type=submit]').click();
  await sees(dialog, 'A fingerprint has 16 letters and digits');
  await dialog.locator('input[name=fingerprint]').fill('k7qf 2m9x 0btr h4zc');
  await dialog.locator('button[type=submit]').click();
  await page.locator('li[data-expected=display-9]').waitFor();
  await sees(page.locator('li[data-expected=display-9]'), 'K7QF-2M9X-0BTR-H4ZC');
  await checkInBothLanguages(page);
  await context.close();
});

test('a backup is made when somebody asks, and the page tells how to restore it', async () => {
  const { context, page, complaints } = await enter('elena');
  await go(page, 'Резервные копии');
  await sees(page, 'Копий ещё нет.');
  await checkInBothLanguages(page);
  await press(page, 'Сделать копию сейчас');
  const made = page.locator('tr[data-verified=true]');
  await made.waitFor({ timeout: 20_000 });
  await sees(made, 'проверена');
  const name = await made.getAttribute('data-backup');
  assert.match(name, /^okno-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/);
  await sees(page, `/backups/${name}`);
  await checkInBothLanguages(page);
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('the log shows warnings of the dispatcher, by level and by text, and outlives its absence', async () => {
  await hall.command('take_ticket', { service: 'payment', language: 'ru' }, 'display-1').catch(() => undefined); // not a board's business
  const { context, page } = await enter('elena');
  await go(page, 'Журнал программ');
  const line = page.locator('tr[data-program=okno-dispatcher]', { hasText: 'display-1' });
  await line.first().waitFor();
  await checkInBothLanguages(page);
  await page.locator('input[name=find]').fill('TAKE_TICKET');
  await sees(line, 'role may not do');
  await page.locator('input[name=find]').fill('нет такого');
  await sees(page, 'Под условия ничего не подходит');
  await page.locator('input[name=find]').fill('');
  await page.locator('select[name=level]').selectOption('error');
  assert.equal(await page.locator('tr[data-level=warning]').count(), 0);
  await page.locator('select[name=level]').selectOption('');
  await hall.kill('dispatcher');
  await page.locator('tr[data-program=okno-console]', { hasText: 'The dispatcher is away' }).first().waitFor({ timeout: 15_000 });
  await sees(page, 'okno-dispatcher:');
  await hall.start('dispatcher');
  await context.close();
});

test('nobody but the administrator has these pages', async () => {
  for (const name of ['anna', 'maria', 'gleb', 'oleg']) {
    const { context, page } = await enter(name);
    for (const title of ['Устройства', 'Резервные копии', 'Журнал программ'])
      assert.equal(await page.getByRole('button', { name: title, exact: true }).count(), 0, `${name}: ${title}`);
    const statuses = await page.evaluate(async () => {
      const asked = ['/api/devices', '/api/backups', '/api/log'].map((path) => fetch(path).then(({ status }) => status));
      return Promise.all(asked);
    });
    assert.deepEqual(statuses, [403, 403, 403], name);
    await context.close();
  }
});
