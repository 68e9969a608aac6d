// Calls for help in a real browser: from the page of a window to the guard's page, with its sound.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor();

const call = (page, zone) => page.locator(`.call[data-zone="${zone}"]`);
const help = (page, stage) => page.locator(`button.help[data-stage="${stage}"]`);
const siren = (page, state) => page.locator(`html[data-siren="${state}"]`).waitFor({ state: 'attached' });
const chord = async (page) => {
  await page.keyboard.down('ShiftLeft');
  await page.keyboard.down('ShiftRight');
  await help(page, 'called').waitFor();
  await page.keyboard.up('ShiftRight');
  await page.keyboard.up('ShiftLeft');
};

test('both shift keys at a window: the guard sees and hears it, answers, and the window knows', async () => {
  const guard = await enter('gleb');
  await sees(guard.page, 'Всё спокойно');
  await siren(guard.page, 'off');
  await checkInBothLanguages(guard.page);
  const window = await enter('boris');
  await window.page.evaluate(() => localStorage.setItem('okno.letter_keys', 'off')); // a chord is no letter
  await window.page.reload();
  await help(window.page, 'idle').waitFor();
  const before = await window.page.screenshot();
  await chord(window.page);
  await call(guard.page, 7).waitFor();
  await siren(guard.page, 'on'); // logging in has touched the page, so the browser lets it sound
  await sees(guard.page, 'Касса, окно 7');
  assert.match(await guard.page.title(), /Зовут на помощь/);
  await checkInBothLanguages(guard.page);
  // Whoever stands at the window sees no alarm: no word of it on the page.
  assert.doesNotMatch(await window.page.locator('body').evaluate((body) => body.innerText), /тревог|охран|паник/i);
  assert.ok(before.length > 0);
  await guard.page.getByRole('button', { name: 'Принять: иду на помощь' }).click();
  await help(window.page, 'acknowledged').waitFor();
  await siren(guard.page, 'off');
  await sees(call(guard.page, 7), 'gleb');
  assert.equal(await guard.page.getByRole('button', { name: 'Нажали по ошибке' }).count(), 0, 'a guard cannot cancel');
  await guard.page.getByRole('button', { name: 'Тревога окончена' }).click();
  await sees(guard.page, 'Всё спокойно');
  await help(window.page, 'idle').waitFor();
  assert.deepEqual([...guard.complaints, ...window.complaints].filter((text) => !text.includes('401')), []);
  await guard.context.close();
  await window.context.close();
});

test('the button must be held; a short press and typing with one shift call nobody', async () => {
  const { page, context } = await enter('boris');
  const button = page.locator('button.help');
  await button.click();
  await page.keyboard.press('Shift+KeyA');
  await page.keyboard.down('ShiftLeft');
  await page.keyboard.press('KeyB');
  await page.keyboard.up('ShiftLeft');
  await page.waitForTimeout(1500); // longer than both must be held
  await help(page, 'idle').waitFor();
  await button.hover();
  await page.mouse.down();
  await help(page, 'called').waitFor();
  await page.mouse.up();
  await hall.command('cancel_panic', { zone: 7, person: 'maria' });
  await context.close();
});

test('nobody answers: the manager hears it too, and only the manager may say that it was a mistake', async () => {
  const manager = await enter('maria');
  await siren(manager.page, 'off');
  await hall.command('raise_panic', { zone: 7 });
  await call(manager.page, 7).waitFor();
  await siren(manager.page, 'on');
  await sees(call(manager.page, 7), 'никто не ответил вовремя');
  await sees(call(manager.page, 7), 'кнопка');
  await checkInBothLanguages(manager.page);
  await manager.page.getByRole('button', { name: 'Нажали по ошибке' }).click();
  await sees(manager.page, 'Отменить тревогу?');
  await manager.page.getByRole('dialog').getByRole('button', { name: 'Отмена', exact: true }).click();
  await call(manager.page, 7).waitFor();
  await manager.page.getByRole('button', { name: 'Нажали по ошибке' }).click();
  await manager.page.getByRole('dialog').getByRole('button', { name: 'Нажали по ошибке' }).click();
  await call(manager.page, 7).waitFor({ state: 'detached' });
  await siren(manager.page, 'off');
  await manager.context.close();
});

test('with the dispatcher dead the page says that the call has not arrived, goes on, and it arrives', async () => {
  const guard = await enter('gleb');
  const window = await enter('boris');
  await hall.kill('dispatcher');
  await window.page.keyboard.down('ShiftLeft');
  await window.page.keyboard.down('ShiftRight');
  await help(window.page, 'silent').waitFor();
  await sees(window.page, '112');
  await window.page.keyboard.up('ShiftRight');
  await window.page.keyboard.up('ShiftLeft');
  await hall.start('dispatcher');
  await call(guard.page, 7).waitFor({ timeout: 20_000 });
  await help(window.page, 'called').waitFor();
  assert.match(await call(guard.page, 7).innerText(), /boris/);
  await hall.command('cancel_panic', { zone: 7, person: 'maria' });
  await guard.context.close();
  await window.context.close();
});

test('with the dispatcher dead and a bridge there, the call has arrived: the guard company knows', async () => {
  const window = await enter('boris');
  await hall.start('bridge-1');
  await hall.kill('dispatcher');
  await window.page.keyboard.down('ShiftLeft');
  await window.page.keyboard.down('ShiftRight');
  await help(window.page, 'arrived').waitFor();
  await window.page.keyboard.up('ShiftRight');
  await window.page.keyboard.up('ShiftLeft');
  await hall.start('dispatcher');
  await help(window.page, 'called').waitFor({ timeout: 20_000 });
  await hall.command('cancel_panic', { zone: 7, person: 'maria' });
  await hall.kill('bridge-1');
  await window.context.close();
});

test('the daily test is asked for on the overview and started on the guard page', async () => {
  const { page, context } = await enter('maria');
  await page.locator('[data-device="panic-test"]').waitFor();
  await page.getByRole('button', { name: 'Пост охраны' }).click();
  await sees(page, 'Проверка ещё не проводилась.');
  await page.getByRole('button', { name: 'Провести проверку' }).click();
  await page.locator('[data-test="waits"]').waitFor();
  await page.getByRole('button', { name: 'Обзор зала' }).click();
  await page.locator('main.overview').waitFor();
  await context.close();
});

// Two tabs of boris at window 7, and vera, who may take it over with her PIN.
async function twoTabs() {
  const vera = await enter('vera');
  await vera.page.locator('button.header-user').click();
  await vera.page.getByRole('button', { name: /ПИН-код/ }).click();
  for (const field of ['pin', 'pin-repeated']) await vera.page.locator(`input[name=${field}]`).fill('402817');
  await vera.page.getByRole('button', { name: 'Сохранить' }).click();
  await sees(vera.page, 'ПИН-код задан.');
  await vera.context.close();
  const { context, page, newPage } = await enter('boris');
  const second = await newPage();
  await help(second, 'idle').waitFor();
  const takeOver = async () => {
    await page.keyboard.press('KeyU');
    await page.locator('input[name=colleague]').fill('vera');
    await page.locator('input[name=colleague-pin]').fill('402817');
    await page.getByRole('button', { name: 'Занять окно' }).click();
    await page.locator('button.header-user', { hasText: 'vera' }).waitFor();
    await help(page, 'idle').waitFor();
  };
  return { context, second, takeOver };
}

test('a colleague takes over the window in one tab: the other is the colleague’s, too, and help can be called there', async () => {
  const guard = await enter('gleb');
  const { context, second, takeOver } = await twoTabs();
  await takeOver();
  await second.locator('button.header-user', { hasText: 'vera' }).waitFor();
  await chord(second);
  await call(guard.page, 7).filter({ hasText: 'vera' }).waitFor();
  await hall.command('cancel_panic', { zone: 7, person: 'maria' });
  await guard.context.close();
  await context.close();
});

test('help that is called in a tab that does not know yet who is logged in now arrives all the same', async () => {
  const guard = await enter('gleb');
  const { context, second, takeOver } = await twoTabs();
  const refused = second.waitForResponse((response) => response.url().endsWith('/api/command') && response.status() === 403, { timeout: 0 });
  await second.route('**/api/me', async (route) => {
    await refused; // not before the call has been sent in the name of who was there
    await route.continue();
  });
  await takeOver();
  await second.keyboard.down('ShiftLeft');
  await second.keyboard.down('ShiftRight');
  await call(guard.page, 7).filter({ hasText: 'vera' }).waitFor();
  await second.keyboard.up('ShiftRight');
  await second.keyboard.up('ShiftLeft');
  await help(second, 'called').waitFor();
  await second.locator('button.header-user', { hasText: 'vera' }).waitFor();
  await hall.command('cancel_panic', { zone: 7, person: 'maria' });
  await guard.context.close();
  await context.close();
});

test('a window without a zone has no button, and an observer sees no calls for help', async () => {
  const window = await enter('anna');
  assert.equal(await window.page.locator('button.help').count(), 0);
  const auditor = await enter('oleg');
  assert.equal(await auditor.page.getByRole('button', { name: 'Пост охраны' }).count(), 0);
  await hall.command('raise_panic', { zone: 1 });
  await auditor.page.waitForTimeout(500);
  assert.equal(await auditor.page.locator('.call').count(), 0);
  await hall.command('cancel_panic', { zone: 1, person: 'maria' });
  await window.context.close();
  await auditor.context.close();
});
