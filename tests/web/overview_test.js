// The manager's page beyond the queues, the hall's own clock, the call by number, services that go with an operator, and
// lines that break: real programs, real browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, dialogGone, fitsWithoutScrolling, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor();
const english = async (page) => page.locator('.languages button', { hasText: 'EN' }).click();
const numberOf = (number) => ({ letter: number[0], ordinal: Number(number.slice(1)) });
const dialog = (page) => page.locator('dialog[open]');
const checkBoth = async (page) => {
  await checkAccessible(page);
  await checkNothingClipped(page);
};
// Everything that was ever shown as a broken line, from now on.
const watchLine = (page) => page.evaluate(() => {
  globalThis.broken = 0;
  new MutationObserver(() => {
    if (document.querySelector('.notice-line')) ++globalThis.broken;
  }).observe(document.body, { childList: true, subtree: true });
});

test('a browser in another zone shows the times of the hall', async () => {
  const there = (at, shape) => new Intl.DateTimeFormat('ru-RU', { ...shape, timeZone: hall.zone }).format(at);
  const text = { ru: 'Лифт не работает.', en: 'The lift is out of order.' };
  const [posted] = await hall.command('post_message', { text, lasts_s: 7200, reason: 'Ремонт', person: 'maria' });
  const until = there(posted.message.until, { hour: 'numeric', minute: '2-digit' });
  // The hall's zone is whole hours from Greenwich, these two are not.
  for (const timezoneId of ['America/St_Johns', 'Asia/Kathmandu']) {
    const { context, page } = await enter('maria', { timezoneId });
    const own = await page.evaluate((at) => new Intl.DateTimeFormat('ru-RU', { hour: 'numeric', minute: '2-digit' }).format(at), posted.message.until);
    assert.notEqual(own, until, 'the browser’s own clock is another one');
    await page.locator('.act-in-force', { hasText: `до ${until}` }).waitFor();
    await sees(page.locator('.header-title'), there(Date.now(), { weekday: 'long', day: 'numeric', month: 'long' }));
    await context.close();

    const { context: hers, page: trail } = await enter('elena', { timezoneId });
    await trail.getByRole('button', { name: 'Журнал действий' }).click();
    const when = await trail.locator('[data-deed=log_in] .table-when').first().innerText();
    const expected = [0, 1, 2].map((minutes) => there(Date.now() - 60_000 * minutes, { dateStyle: 'short', timeStyle: 'short' }));
    assert.ok(expected.some((minute) => when.startsWith(minute)), `${when} is not the hall’s ${expected[0]}`);
    await hers.close();
  }
  await hall.command('withdraw_message', { person: 'maria', reason: 'It runs again' });
});

test('the manager sees each service against its norm, the nine-tenths mark and every device', async () => {
  const { context, page, complaints } = await enter('maria');
  await hall.command('open_window', { window: 4, person: 'vera' });
  await hall.take('contract');
  await hall.command('call_next', { window: 4, person: 'vera' });
  await hall.command('start_service', { window: 4, person: 'vera' });
  await hall.command('finish_service', { window: 4, outcome: 'resolved', person: 'vera' });
  const row = page.locator('[data-service=contract]');
  await row.waitFor();
  const cells = row.locator('td');
  await cells.nth(2).filter({ hasText: /^0:0\d$/ }).waitFor(); // the average wait
  await cells.nth(3).filter({ hasText: '0' }).waitFor(); // nobody over the norm
  await cells.nth(4).filter({ hasText: /^0:0\d$/ }).waitFor(); // nine of ten
  await page.locator('[data-kind=specialist]', { hasText: '90' }).waitFor();
  assert.equal(await cells.nth(0).innerText(), '0');
  await hall.take('contract');
  await cells.nth(0).filter({ hasText: '1' }).waitFor();
  await hall.command('call_next', { window: 4, person: 'vera' });
  await hall.command('start_service', { window: 4, person: 'vera' });
  await hall.command('finish_service', { window: 4, outcome: 'resolved', person: 'vera' });

  const kiosk = page.locator('[data-device-state=kiosk-1]');
  await hall.command('report_device', { about: 'kiosk-1', condition: 'ready' }, 'kiosk-1');
  await kiosk.and(page.locator('[data-condition=ready]')).waitFor();
  await hall.command('report_device', { about: 'kiosk-1', condition: 'no_paper' }, 'kiosk-1');
  await kiosk.filter({ hasText: 'нет бумаги' }).waitFor();
  await checkBoth(page);
  await english(page);
  await kiosk.filter({ hasText: 'no paper' }).waitFor();
  await checkBoth(page);
  await hall.command('report_device', { about: 'kiosk-1', condition: 'ready' }, 'kiosk-1');
  await hall.command('close_window', { window: 4, sure: true, person: 'vera' });
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('an operator to whom it is granted calls by number, and nobody else', async () => {
  await hall.command('open_window', { window: 7, person: 'boris' });
  const first = await hall.take('payment');
  const wanted = await hall.take('payment');
  const { context, page } = await enter('boris'); // stage.py grants it to him
  await page.locator('button.by-number:enabled').waitFor();
  assert.ok(await fitsWithoutScrolling(page));
  await page.keyboard.press('KeyD');
  await dialog(page).waitFor();
  assert.deepEqual(await dialog(page).locator('.numbers button').allInnerTexts(), [first, wanted]);
  await checkBoth(page);
  await dialog(page).locator('input[name=number]').fill('Z999');
  await dialog(page).locator('button[type=submit]').click();
  await sees(dialog(page), 'такого талона нет');
  await dialog(page).locator('input[name=number]').fill(wanted.toLowerCase());
  await page.keyboard.press('Enter');
  await page.locator('.ticket-number', { hasText: wanted }).waitFor();
  await sees(page, 'по номеру');
  await hall.command('start_service', { window: 7, person: 'boris' });
  await hall.command('finish_service', { window: 7, outcome: 'resolved', person: 'boris' });
  await page.locator('button.step:not([data-deaf])').waitFor();
  await page.locator('button.by-number:enabled').click();
  await dialog(page).locator('.numbers button', { hasText: first }).click();
  await page.locator('.ticket-number', { hasText: first }).waitFor();
  await hall.command('start_service', { window: 7, person: 'boris' });
  await hall.command('finish_service', { window: 7, outcome: 'resolved', person: 'boris' });
  await context.close();

  await hall.command('open_window', { window: 3, person: 'anna' });
  const other = await hall.take('contract');
  const { context: hers, page: plain } = await enter('anna');
  await plain.locator('button.step:enabled').waitFor();
  assert.equal(await plain.locator('button.by-number').count(), 0);
  await plain.keyboard.press('KeyD');
  assert.equal(await dialog(plain).count(), 0);
  const refused = await plain.evaluate(async (number) => {
    const me = await (await fetch('/api/me')).json();
    const id = Date.now().toString(16).padStart(12, '0') + '0'.repeat(20);
    const response = await fetch('/api/command', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Okno-Csrf': me.csrf },
      body: JSON.stringify({ id, kind: 'call_by_number', body: { window: 3, number } }),
    });
    return [response.status, (await response.json()).code];
  }, numberOf(other));
  assert.deepEqual(refused, [403, 'number_right_needed']);
  await hers.close();

  // A manager may at any window; and the administrator takes and grants the right.
  const { context: office, page: users } = await enter('elena');
  await users.locator('tr[data-user=boris]', { hasText: 'вызывает по номеру' }).waitFor();
  await users.locator('tr[data-user=anna]').getByRole('button').click();
  await dialog(users).locator('input[name=calls-by-number]').check();
  await checkBoth(users);
  await dialog(users).getByRole('button', { name: 'Сохранить' }).click();
  await users.locator('tr[data-user=anna]', { hasText: 'вызывает по номеру' }).waitFor();
  await office.close();
  const { context: again, page: granted } = await enter('anna');
  await granted.locator('button.by-number:enabled').waitFor();
  await again.close();
  await hall.command('call_next', { window: 3, person: 'anna' });
  await hall.command('start_service', { window: 3, person: 'anna' });
  await hall.command('finish_service', { window: 3, outcome: 'resolved', person: 'anna' });
  for (const [window, person] of [[3, 'anna'], [7, 'boris']]) await hall.command('close_window', { window, sure: true, person });
});

test('services that are assigned to an operator go with them to another window', async () => {
  await hall.command('open_window', { window: 4, person: 'irina' });
  const { context, page } = await enter('maria');
  await page.locator('button.act_assign').click();
  const whose = dialog(page).locator('select[name=window]');
  await whose.selectOption('4:irina');
  for (const box of await dialog(page).locator('input[name^="serves:"]').all()) await box.uncheck();
  await dialog(page).locator('input[name="serves:contract"]').check();
  await dialog(page).locator('input[name=reason]').fill('Учится');
  await checkBoth(page);
  await dialog(page).locator('button[type=submit]').click();
  await dialogGone(page);
  const row = (number) => page.locator('tr', { has: page.locator('th', { hasText: new RegExp(`^${number}`) }) });
  await row(4).filter({ hasText: 'услуги этого оператора' }).waitFor();
  await hall.command('close_window', { window: 4, sure: true, person: 'irina' });
  await row(4).filter({ hasText: 'услуги этого оператора' }).waitFor({ state: 'detached' });
  await hall.command('open_window', { window: 5, person: 'irina' });
  await row(5).filter({ hasText: 'услуги этого оператора' }).waitFor();
  await checkBoth(page);
  await hall.command('close_window', { window: 5, sure: true, person: 'irina' });
  await context.close();
});

test('a new password breaks no line', async () => {
  const { context, page } = await enter('oleg');
  await watchLine(page);
  await page.locator('button.header-user').click();
  await dialog(page).getByRole('button', { name: 'Сменить пароль' }).click();
  const own_words = 'тихий вечер на озере';
  await dialog(page).locator('input[name=present]').fill(hall.passwords.oleg);
  await dialog(page).locator('input[name=chosen]').fill(own_words);
  await dialog(page).locator('input[name=repeated]').fill(own_words);
  const anew = page.waitForRequest(/api\/events/); // the old session's stream ends at its next beat
  await dialog(page).locator('button[type=submit]').click();
  await sees(page, 'Пароль изменён');
  hall.passwords.oleg = own_words;
  await anew;
  const waiting = page.locator('.tile-strong b');
  const before_ = Number(await waiting.innerText());
  await hall.take('payment');
  await waiting.filter({ hasText: String(before_ + 1) }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.broken), 0);
  await context.close();
});
