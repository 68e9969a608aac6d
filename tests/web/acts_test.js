// What a manager does to the day, calls for the manager, and what an operator has at hand: real programs, real browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, dialogGone, fitsWithoutScrolling, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor();
const dialog = (page) => page.locator('dialog[open]');
const submit = (page) => dialog(page).locator('button[type=submit]');
const act = async (page, kind) => {
  await page.locator(`button.${kind}`).click();
  await dialog(page).waitFor();
  await checkInBothLanguages(page);
};
const because = (page, why) => dialog(page).locator('input[name=reason]').fill(why);
const done = async (page) => {
  await submit(page).click();
  await dialogGone(page);
};
const inForce = (page, text) => page.locator('.act-in-force', { hasText: text });

test('a message goes to the boards in both languages with a reason, and is taken down', async () => {
  const { context, page, complaints } = await enter('maria');
  await act(page, 'act_message');
  await because(page, 'Ремонт лифта');
  assert.ok(await submit(page).isDisabled(), 'a message without its texts is not sent');
  await dialog(page).locator('input[name=text-ru]').fill('Лифт не работает.');
  await dialog(page).locator('input[name=text-en]').fill('x'.repeat(201));
  assert.ok(await submit(page).isDisabled(), 'nor one that is too long');
  await dialog(page).locator('input[name=text-en]').fill('The lift is out of order.');
  await done(page);
  await inForce(page, 'Лифт не работает.').filter({ hasText: 'Ремонт лифта' }).waitFor();
  await checkInBothLanguages(page);
  await inForce(page, 'Лифт не работает.').getByRole('button').click();
  await dialog(page).waitFor();
  await checkInBothLanguages(page);
  assert.ok(await submit(page).isDisabled(), 'nothing is taken back without a reason');
  await because(page, 'Лифт починили');
  await done(page);
  await inForce(page, 'Лифт не работает.').waitFor({ state: 'detached' });
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('a service is closed for today: the reception says so, until it is opened again', async () => {
  const { context, page } = await enter('maria');
  await act(page, 'act_close_service');
  await dialog(page).locator('select[name=service]').selectOption('refund');
  await because(page, 'Нет бланков');
  await done(page);
  await inForce(page, 'Возврат переплаты').waitFor();
  await page.keyboard.press('KeyI');
  await page.locator('.give-service', { hasText: 'Возврат переплаты' }).filter({ hasText: 'Сегодня талоны на эту услугу больше не выдаются' }).waitFor();
  await page.keyboard.press('Escape');
  await inForce(page, 'Возврат переплаты').getByRole('button').click();
  await because(page, 'Бланки привезли');
  await done(page);
  await inForce(page, 'Возврат переплаты').waitFor({ state: 'detached' });
  await hall.take('refund');
  await context.close();
});

test('services are taken from the only window that has them after a second thought alone', async () => {
  await hall.command('open_window', { window: 4, person: 'vera' });
  await hall.take('contract-change');
  const { context, page } = await enter('maria');
  await act(page, 'act_assign');
  await dialog(page).locator('select[name=window]').selectOption('4');
  await dialog(page).locator('input[name="serves:contract-change"]').uncheck();
  await dialog(page).locator('input[name="helps:debt"]').check();
  await because(page, 'Много вопросов о задолженности');
  await submit(page).click();
  await dialog(page).getByRole('alert').filter({ hasText: 'не вызовет ни одно открытое окно' }).waitFor();
  await checkInBothLanguages(page);
  await dialog(page).getByRole('button', { name: 'всё равно изменить' }).click();
  await dialogGone(page);
  await page.locator('tr', { hasText: 'услуги изменены на сегодня' }).filter({ hasText: '4' }).waitFor();
  await act(page, 'act_assign');
  await dialog(page).locator('select[name=window]').selectOption('4');
  assert.ok(await dialog(page).locator('input[name="helps:debt"]').isChecked());
  assert.ok(!(await dialog(page).locator('input[name="serves:contract-change"]').isChecked()));
  await page.keyboard.press('Escape');
  await context.close();
});

test('a visitor is put forward and is the next in the operator’s queue, a wrong number is refused in words', async () => {
  const operator = await enter('anna');
  await operator.page.keyboard.press('KeyO');
  await hall.take('documents');
  const second = await hall.take('documents');
  await operator.page.locator('.row', { hasText: second }).waitFor();
  const { context, page } = await enter('maria');
  await act(page, 'act_prioritise');
  await because(page, 'Плохо себя чувствует');
  await dialog(page).locator('input[name=ticket]').fill('h999');
  await submit(page).click();
  await dialog(page).getByRole('alert').filter({ hasText: 'Такого талона нет' }).waitFor();
  await dialog(page).locator('input[name=ticket]').fill(second.toLowerCase());
  await dialog(page).locator('select[name=category]').selectOption('');
  await dialog(page).locator('select[name=minutes]').selectOption('120');
  await done(page);
  await operator.page.locator('.row').first().filter({ hasText: second }).waitFor();
  await context.close();
  await operator.context.close();
});

test('an operator asks for the manager, who comes', async () => {
  const operator = await enter('anna');
  const { context, page } = await enter('maria');
  await operator.page.keyboard.press('KeyM');
  await sees(operator.page, 'Руководитель вызван');
  await page.locator('.manager-call[data-window="3"]').waitFor();
  await checkInBothLanguages(page);
  await page.locator('.manager-call[data-window="3"]').getByRole('button').click();
  await page.locator('.manager-call').waitFor({ state: 'detached' });
  await sees(operator.page, 'Руководитель подойдёт');
  await context.close();
  await operator.context.close();
});

test('the operator has documents and phrases at hand, and a forwarded application its number and its deadlines', async () => {
  const { context, page, complaints } = await enter('anna');
  const number = await hall.take('recalculation');
  await hall.command('call_by_number', { window: 3, number: { letter: number[0], ordinal: Number(number.slice(1)) }, person: 'anna' });
  await page.locator('.ticket-number', { hasText: number }).waitFor();
  await sees(page, 'Квитанции за спорный период');
  const link = page.locator('.panel-guidance a', { hasText: 'База знаний' });
  assert.equal(await link.getAttribute('href'), 'https://kb.example.com/recalculation');
  assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
  assert.ok(await fitsWithoutScrolling(page), 'the page fits');
  await checkInBothLanguages(page);
  await page.keyboard.press('KeyS');
  await sees(page, 'Идёт приём');
  await page.locator('button.step-finish_service:not([data-deaf])').click();
  await page.locator('.choice', { hasText: 'Обращение принято и передано' }).click();
  await sees(page, 'зарегистрировать до конца дня');
  await checkInBothLanguages(page);
  await dialog(page).locator('input[name=reference]').fill('17-204/2026');
  await done(page);
  await page.locator('.ticket-number').waitFor({ state: 'detached' });
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('who is no manager sees what is in force and cannot change it', async () => {
  await hall.command('post_message', { text: { ru: 'Вода у входа.', en: 'Water at the door.' }, lasts_s: 600, reason: 'Жара', person: 'maria' });
  const { context, page } = await enter('oleg');
  await inForce(page, 'Вода у входа.').waitFor();
  assert.equal(await page.locator('.acts button').count(), 0);
  await context.close();
});

test('a manager says why a window is opened or closed, and the journal is told so', async () => {
  const { context, page } = await enter('maria');
  const told = async (kind, press) => {
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/command') && request.postDataJSON().kind === kind);
    await press();
    return (await asked).postDataJSON().body;
  };
  await page.locator('.table-windows button', { hasText: /^5$/ }).click();
  await page.locator('button.step-open_window:enabled').waitFor();
  await page.keyboard.press('KeyO');
  await dialog(page).waitFor();
  await checkInBothLanguages(page);
  assert.ok(await submit(page).isDisabled(), 'not without a reason');
  await because(page, 'Большая очередь');
  assert.deepEqual(await told('open_window', () => done(page)), { window: 5, reason: 'Большая очередь' });
  await page.locator('button.step-call_next:not([data-deaf])').waitFor(); // a press right after another is no press
  await page.locator('button.other-close_window:enabled').click();
  await because(page, 'Очередь разошлась');
  assert.deepEqual(await told('close_window', () => done(page)), { window: 5, reason: 'Очередь разошлась' });
  await page.locator('button.step-open_window:enabled').waitFor();
  await context.close();
});
