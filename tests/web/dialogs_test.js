// Every question a page asks, in both languages, by day and by night: operator's, manager's and administrator's. Those of
// accounts, devices and displays are looked at where they are answered (account_test.js and others). And what a question
// has to do with the page behind it: the visitor, the keys, the focus.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, dialogGone, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--editing');

const dialog = (page) => page.locator('dialog[open]');
const at = (kind, body = {}) => hall.command(kind, { window: 7, person: 'boris', ...body });
await at('open_window');
// Opens a question, looks at it and leaves it unanswered.
async function look(page, open, then = '') {
  await page.locator('button.step:not([data-deaf])').waitFor();
  await open();
  await dialog(page).waitFor();
  if (then) await dialog(page).locator(then).first().waitFor();
  await checkInBothLanguages(page);
  await page.keyboard.press('Escape');
  await dialogGone(page);
}

test('what an operator is asked', async () => {
  await hall.take('payment');
  await hall.take('payment');
  const { context, page } = await enter('boris');
  await page.locator('button.by-number:enabled').waitFor();
  await look(page, () => page.keyboard.press('KeyD'), '.numbers button');
  await look(page, () => page.keyboard.press('KeyB'), '.choice');
  await look(page, () => page.locator('button.other-close_window').click());
  await at('call_next');
  await at('start_service');
  await page.locator('.visitor-serving').waitFor();
  for (const [key, part] of [['KeyT', '.transfer'], ['KeyA', '.add-step'], ['KeyP', 'select[name=remind]'], ['KeyF', '.choice']])
    await look(page, () => page.keyboard.press(key), part);
  await look(page, async () => {
    await page.keyboard.press('KeyF');
    await page.locator('.choice', { hasText: 'Обращение принято и передано' }).click();
  }, 'input[name=reference]');
  await at('finish_service', { outcome: 'resolved' });
  await context.close();
});

test('what a manager is asked', async () => {
  const { context, page } = await enter('maria');
  const looked = [];
  const acts = page.locator('.acts-buttons button');
  await acts.first().waitFor();
  for (const act of await acts.all()) {
    await act.click();
    looked.push(await dialog(page).locator('h2').innerText());
    await checkInBothLanguages(page);
    await page.keyboard.press('Escape');
  }
  assert.equal(new Set(looked).size, 4);
  await hall.command('raise_panic', { zone: 7 });
  await page.locator('.call[data-zone="7"]').getByRole('button', { name: 'Нажали по ошибке' }).click();
  await dialog(page).waitFor();
  await checkInBothLanguages(page);
  await dialog(page).getByRole('button', { name: 'Нажали по ошибке' }).click();
  await page.locator('.call').waitFor({ state: 'detached' });
  await context.close();
});

test('what an administrator is asked before a new plan', async () => {
  const { context, page } = await enter('elena');
  await page.locator('nav.ways button', { hasText: 'План' }).click();
  await page.locator('[name="service/0/name/ru"]').fill('Сдать показания');
  await page.locator('.plan-bar button.primary:enabled').click();
  await dialog(page).locator('input[name=why]').waitFor();
  await checkInBothLanguages(page);
  await context.close();
});

// The page hears nothing of the hall until `wake`, and then only how it is by then: as with a line that was lost, or a window
// that calls by itself at once.
async function canSleep(page) {
  await page.addInitScript(() => {
    const listen = EventSource.prototype.addEventListener;
    EventSource.prototype.addEventListener = function (kind, hear) {
      listen.call(this, kind, (event) => {
        if (globalThis.asleep && kind === 'page') globalThis.newest = { page: JSON.parse(event.data).page, tell: () => hear(event) };
        else hear(event);
      });
    };
  });
  await page.reload();
}
const sleep = (page) => page.evaluate(() => void (globalThis.asleep = true));
const wake = async (page, serving) => {
  await page.waitForFunction((number) => {
    const visitor = globalThis.newest?.page.visitor;
    return visitor?.number === number && visitor.stage === 'serving';
  }, serving);
  await page.evaluate(() => {
    globalThis.asleep = false;
    globalThis.newest.tell();
  });
};

test('a question about a visitor goes with the visitor, though the page has never seen the moment without one', async () => {
  const { context, page } = await enter('boris');
  await canSleep(page);
  const serveAnother = async () => {
    const number = await hall.take('payment');
    await at('call_by_number', { number: { letter: number[0], ordinal: Number(number.slice(1)) } });
    await at('start_service');
    return number;
  };
  const shown = (number) => page.locator('.visitor-serving .ticket-number', { hasText: number }).waitFor();
  await shown(await serveAnother());
  for (const key of ['KeyF', 'KeyT', 'KeyA', 'KeyP']) {
    await page.locator('button.step:not([data-deaf])').waitFor();
    await page.keyboard.press(key);
    await dialog(page).waitFor();
    await sleep(page);
    await at('finish_service', { outcome: 'resolved' });
    const next = await serveAnother();
    await wake(page, next);
    await shown(next);
    await dialogGone(page);
  }
  await at('finish_service', { outcome: 'resolved' });
  await context.close();
});

test('keys that are pressed while a dialog stands do nothing at the window, wherever the focus is', async () => {
  const { context, page } = await enter('boris');
  const elsewhere = await enter('boris');
  const sent = [];
  page.on('request', (request) => request.url().endsWith('/api/command') && sent.push(request.postDataJSON().kind));
  await hall.take('payment');
  await page.locator('button.step-call_next:enabled').waitFor();
  await page.locator('button.header-user').click();
  await page.getByRole('button', { name: 'Где я вошёл в пульт' }).click();
  await page.getByRole('button', { name: 'Завершить остальные сеансы' }).click();
  await sees(page, 'Больше Вы нигде не вошли.');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY', 'the button with the focus has gone');
  for (const key of ['Space', 'Enter', 'NumpadEnter', 'KeyB', 'KeyD', 'KeyI', 'KeyM']) await page.keyboard.press(key);
  assert.equal(await dialog(page).count(), 1);
  await page.keyboard.press('Escape');
  await dialogGone(page);
  await page.locator('button.step-call_next:enabled').waitFor();
  assert.deepEqual(sent, []);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Space');
  await page.locator('.visitor-called').waitFor();
  assert.deepEqual(sent, ['call_next']);
  await at('start_service');
  await at('finish_service', { outcome: 'resolved' });
  await elsewhere.context.close();
  await context.close();
});

test('a dialog gives the focus back to what had opened it, however it is left', async () => {
  const { context, page } = await enter('boris');
  const leave = { key: () => page.keyboard.press('Escape'), button: () => dialog(page).locator('.dialog-foot .quiet').click() };
  const focused = (selector) => page.locator(selector).evaluate((button) => button === document.activeElement);
  await page.locator('button.other-pause_window:enabled').waitFor();
  for (const opener of ['button.other-pause_window', 'button.header-user'])
    for (const way of ['key', 'button']) {
      await page.locator(opener).focus();
      await page.keyboard.press('Enter');
      await dialog(page).waitFor();
      await leave[way]();
      await dialogGone(page);
      assert.ok(await focused(opener), `${opener} by ${way}`);
    }
  // Through two dialogs, one in the place of the other.
  await page.locator('button.header-user').click();
  await page.getByRole('button', { name: 'Где я вошёл в пульт' }).click();
  await dialog(page).locator('.own-sessions').waitFor();
  await leave.button();
  await dialogGone(page);
  assert.ok(await focused('button.header-user'));
  await context.close();
});
