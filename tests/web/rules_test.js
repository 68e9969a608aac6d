// What the hall's rules say to the people at the console: why this visitor, what is missing, who idles, whom a
// closing window would leave alone, how long people wait, and which window to open before a norm breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--rules');

const english = (page) => page.getByRole('button', { name: 'EN' }).click();
const russian = (page) => page.getByRole('button', { name: 'РУ' }).click();
const windowRow = (page, number) => page.locator('main tbody tr').filter({
  has: page.locator('th .number', { hasText: new RegExp(`^${number}$`) }),
});

test('what is missing is named, each device and window, until it is there', async () => {
  const { context, page } = await enter('maria');
  await page.locator('.ready-missing').waitFor();
  await sees(page, 'Готовность зала');
  await page.locator('.ready-list [data-device=kiosk-1]', { hasText: 'не отвечает' }).waitFor();
  const cash = page.locator('.ready-list [data-window="7"]');
  await cash.filter({ hasText: 'никого нет на месте' }).waitFor();
  await english(page);
  await cash.filter({ hasText: 'nobody is there' }).waitFor();
  await checkNothingClipped(page);
  await checkAccessible(page);
  await hall.command('open_window', { window: 8 });
  await cash.waitFor({ state: 'detached' });
  assert.equal(await page.locator('.ready-list [data-window="8"]').count(), 0);
  await context.close();
});

test('a board that skips files of its playlist is named with them, until it shows all again', async () => {
  const { context, page } = await enter('maria');
  const report = (skips) =>
    hall.command('report_device', { about: 'display-1', condition: 'ready', skips }, 'display-1');
  await report(['tariffs.png', 'pump.toml']);
  const board = page.locator('.ready-list [data-skips=display-1]');
  await board.filter({ hasText: 'Табло в зале' }).filter({ hasText: 'tariffs.png, pump.toml' }).waitFor();
  await board.filter({ hasText: 'не может показать информационные материалы' }).waitFor();
  await english(page);
  await board.filter({ hasText: 'cannot show these files of its playlist' }).waitFor();
  await checkNothingClipped(page);
  await checkAccessible(page);
  await report([]);
  await board.waitFor({ state: 'detached' });
  await context.close();
});

test('operator and manager read why this visitor is called, before the call and until the visit ends', async () => {
  const operator = await enter('anna');
  const manager = await enter('maria');
  await hall.command('open_window', { window: 3 });
  const number = await hall.take('contract');
  const because = 'Ждёт дольше всех';
  await operator.page.locator('.why-next', { hasText: because }).waitFor();
  await hall.command('call_next', { window: 3 });
  await operator.page.locator('.ticket-number', { hasText: number }).waitFor();
  await operator.page.locator('.why', { hasText: because }).waitFor();
  const told = windowRow(manager.page, 3).locator('.table-why');
  await told.filter({ hasText: because }).waitFor();
  await hall.command('start_service', { window: 3 });
  await operator.page.locator('.visitor-serving .why', { hasText: because }).waitFor();
  await windowRow(manager.page, 3).locator('.pill-serving').waitFor();
  await told.filter({ hasText: because }).waitFor();
  await english(operator.page);
  await operator.page.locator('.visitor-serving .why', { hasText: 'Waits longest' }).waitFor();
  await checkNothingClipped(operator.page);
  await russian(operator.page);
  await checkAccessible(operator.page);
  await operator.context.close();
  await manager.context.close();
});

test('operator and manager read of each who waits how long it may still take', async () => {
  const operator = await enter('anna');
  const manager = await enter('maria');
  for (let i = 0; i < 4; ++i) await hall.take('contract');
  await hall.take('company-contract');
  const range = /\d+–\d+ мин|до \d+ мин/;
  await operator.page.locator('.row-wait', { hasText: range }).nth(3).waitFor();
  await sees(operator.page, 'Ждать:');
  const contracts = manager.page.locator('.table-card tr', { hasText: 'Заключить договор' });
  await contracts.locator('.range', { hasText: range }).waitFor();
  await english(manager.page);
  await sees(manager.page, 'A new visitor waits');
  await checkNothingClipped(manager.page);
  await checkNothingClipped(operator.page);
  await operator.context.close();
  await manager.context.close();
});

test('a window that alone serves somebody who waits closes only after a question', async () => {
  const { context, page } = await enter('anna');
  await hall.command('finish_service', { window: 3, outcome: 'resolved' }).catch(() => undefined);
  await page.locator('.visitor-none').waitFor();
  const close = page.locator('button.other-close_window');
  const question = page.getByRole('dialog');
  await close.click();
  await question.getByText('Закрыть окно?').waitFor();
  await question.getByText('не вызовет ни одно другое окно').waitFor();
  assert.ok(Number(await question.locator('b.number').innerText()) >= 4);
  await checkAccessible(page);
  await checkNothingClipped(page);
  await question.getByRole('button', { name: 'Отмена' }).click();
  await page.locator('.pill-open').waitFor();
  await close.click();
  await question.getByRole('button', { name: 'Закрыть окно' }).click();
  await sees(page, 'Окно закрыто');
  await context.close();
});

test('a window that idles while somebody waits is shown with that time', async () => {
  const { context, page } = await enter('maria');
  const idle = windowRow(page, 8).locator('.table-idle');
  assert.equal(await idle.innerText(), '—');
  await hall.take('payment');
  await page.locator('[data-kind=cashier] .kind-longest', { hasText: /0:(0[2-9]|[1-5]\d)/ }).waitFor();
  await hall.command('call_next', { window: 8 });
  await idle.filter({ hasText: /0:0[1-9]/ }).waitFor();
  await context.close();
});

test('the manager reads which norm will break and which window to open, until it is open', async () => {
  const { context, page } = await enter('maria');
  const advice = page.locator('.advice');
  assert.equal(await advice.count(), 0);
  for (let i = 0; i < 19; ++i) await hall.take('payment');
  // A window that closes or opens is thought about at once; otherwise it may take half a minute.
  await advice.filter({ hasText: /Среднее ожидание \(«Касса»\) превысит норму в 20 минут в \d+:\d\d\. Откройте окно 7/ })
    .waitFor({ timeout: 40_000 });
  await checkAccessible(page);
  await checkNothingClipped(page);
  await english(page);
  await advice.filter({ hasText: /“Cash desk” will pass its norm of 20 minutes at \d+:\d\d\. Opening window 7/ }).waitFor();
  await checkAccessible(page);
  await checkNothingClipped(page);
  await hall.command('open_window', { window: 7 });
  await advice.waitFor({ state: 'detached' });
  await context.close();
});
