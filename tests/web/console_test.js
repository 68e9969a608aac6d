// The console as its people use it: real dispatcher, real console, real browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkAccessible, checkInBothLanguages, checkNothingClipped, dialogGone, fitsWithoutScrolling, logIn, sees, stageFor, visitor,
} from './stage.js';

const { hall, browser, enter } = await stageFor();

const ticket = (page) => page.locator('.ticket-number');
const step = (page) => page.locator('button.step');
const other = (page, kind) => page.locator(`button.other-${kind}`);
// The big button is deaf for half a second after an answer: a second click of a double click is not meant.
const hears = (page) => page.locator('button.step:not([data-deaf])').waitFor();
const press = async (page, button) => {
  await hears(page);
  await button.click();
};

test('a wrong password is refused with a sentence, the right one opens the page of one’s window', async () => {
  const guest = await visitor(browser, hall);
  const page = await guest.newPage();
  await logIn(page, 'anna', 'not-the-password');
  await sees(page, 'Имя или пароль не подходят');
  await checkInBothLanguages(page);
  await logIn(page, 'anna', hall.passwords.anna);
  await sees(page, 'Окно 3');
  await sees(page, 'Окно закрыто');
  const cookies = await guest.context.cookies();
  assert.deepEqual(cookies.map(({ name }) => name).sort(), ['okno_browser', 'okno_session']);
  for (const cookie of cookies) {
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Strict');
  }
  // The browser itself reports the 401 of the refused log-in and of the first question who is here.
  assert.deepEqual(guest.complaints.filter((text) => !text.includes('401')), []);
  await guest.context.close();
});

test('a visitor is called, served and finished, by keys alone', async () => {
  const { context, page, complaints } = await enter('anna');
  await page.locator('button.step-open_window:enabled').waitFor();
  await page.keyboard.press('KeyO');
  await sees(page, 'Очереди нет');
  const number = await hall.take('contract');
  await sees(page, 'Вызвать следующего');
  await page.locator('.row-number', { hasText: number }).waitFor();
  await sees(page, '1 ждёт');
  await hears(page);
  await page.keyboard.press('Space');
  await ticket(page).filter({ hasText: number }).waitFor();
  await sees(page, 'Заключить договор');
  await hears(page);
  await page.keyboard.press('KeyS');
  await sees(page, 'Идёт приём');
  await hears(page);
  await page.keyboard.press('KeyF');
  await sees(page, 'Чем завершился приём?');
  await page.keyboard.press('Digit2');
  await sees(page, 'Очереди нет');
  assert.equal(await ticket(page).count(), 0);
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('keys of one letter are turned off for good in this browser, and on again; space and Escape act all the same', async () => {
  const { context, page } = await enter('anna');
  const turn = async (on) => {
    await page.locator('button.header-user').click();
    const letters = page.getByRole('switch', { name: 'Клавиши из одной буквы' });
    assert.equal(await letters.isChecked(), !on);
    await letters.setChecked(on);
    await checkInBothLanguages(page);
    await page.keyboard.press('Escape');
    await dialogGone(page);
  };
  const written = (wanted) => page.waitForFunction((letters) => [...document.querySelectorAll('kbd')]
    .filter((key) => key.innerText.length === 1).length > 0 === letters, wanted);
  await step(page).and(page.locator('.step-resume_window, .step-open_window, .step-call_next')).waitFor();
  if (await page.locator('.step-open_window').count() === 0) await hall.command('close_window', { window: 3, person: 'anna' });
  const opening = page.locator('button.step-open_window:enabled');
  await opening.waitFor();
  await written(true);
  assert.equal(await opening.getAttribute('aria-keyshortcuts'), 'KeyO');
  await turn(false);
  for (let again = 0; again < 2; ++again) {
    await written(false);
    assert.equal(await opening.getAttribute('aria-keyshortcuts'), null);
    for (const key of ['KeyO', 'KeyI', 'KeyU', 'KeyM', 'NumpadAdd']) await page.keyboard.press(key);
    await page.waitForTimeout(300); // longer than an answer takes
    await opening.waitFor();
    assert.equal(await page.locator('form.give, dialog[open]').count(), 0);
    await page.reload();
    await opening.waitFor();
  }
  // What is no character acts: space calls, Escape leaves a question, whose digits are characters again.
  await hall.command('open_window', { window: 3, person: 'anna' });
  await hall.take('contract');
  await page.locator('button.step-call_next:enabled').waitFor();
  await hears(page);
  await page.keyboard.press('Space');
  await page.locator('button.step-start_service:enabled').waitFor();
  await hall.command('start_service', { window: 3, person: 'anna' });
  await press(page, page.locator('button.step-finish_service:enabled'));
  await page.locator('dialog[open] .choice').first().waitFor();
  await page.keyboard.press('Digit2');
  assert.equal(await page.locator('dialog[open] kbd').count(), 0);
  await page.keyboard.press('Escape');
  await dialogGone(page);
  await page.locator('button.step-finish_service:enabled').waitFor();
  await hall.command('finish_service', { window: 3, person: 'anna', outcome: 'resolved' });
  await hall.command('close_window', { window: 3, person: 'anna' });
  await opening.waitFor();
  await turn(true);
  await written(true);
  await page.keyboard.press('KeyO');
  await page.locator('button.step-call_next').waitFor();
  await context.close();
});

test('a double press of “call next” calls one visitor and does not start the service', async () => {
  const { context, page } = await enter('anna');
  const first = await hall.take('contract');
  const second = await hall.take('contract');
  await page.locator('.row-number', { hasText: second }).waitFor();
  await step(page).dblclick();
  await ticket(page).filter({ hasText: first }).waitFor();
  await page.keyboard.press('Space');
  await page.locator('.visitor-called').waitFor();
  await page.locator('.row-number', { hasText: second }).waitFor();
  assert.equal(await page.locator('.visitor-serving').count(), 0);
  await context.close();
});

test('a no-show right after the call is refused with a sentence that says what to do', async () => {
  const { context, page } = await enter('anna');
  await page.locator('.visitor-called').waitFor();
  await press(page, other(page, 'recall'));
  await sees(page, 'осталось 2');
  await press(page, other(page, 'report_no_show'));
  await page.locator('.notice-refusal').waitFor();
  const sentence = await page.locator('.notice-refusal span').innerText();
  assert.match(sentence, /[А-Яа-я]{3}.*\./);
  await page.getByRole('button', { name: 'EN' }).click();
  assert.doesNotMatch(await page.locator('.notice-refusal span').innerText(), /[А-Яа-я]/);
  await checkAccessible(page);
  await page.getByRole('button', { name: 'РУ' }).click();
  await context.close();
});

test('a transfer with a note reaches the colleague, who sees the note', async () => {
  const { context, page } = await enter('anna');
  const colleague = await enter('vera');
  await colleague.page.locator('button.step-open_window:enabled').waitFor();
  await colleague.page.keyboard.press('KeyO');
  await sees(colleague.page, 'Перерыв');
  const number = await ticket(page).innerText();
  await press(page, step(page));
  await page.locator('.visitor-serving').waitFor();
  await press(page, other(page, 'transfer_ticket'));
  await checkAccessible(page);
  await page.getByRole('radio', { name: '1 · Специалист' }).check();
  await page.locator('input[name=reason]').fill('Просит <b>пересчёт</b> за март');
  await page.getByRole('button', { name: 'Передать', exact: true }).last().click();
  await ticket(page).waitFor({ state: 'detached' });
  await colleague.page.locator('.row', { hasText: number }).waitFor();
  await sees(colleague.page, 'только к Вам');
  await press(colleague.page, step(colleague.page));
  await ticket(colleague.page).filter({ hasText: number }).waitFor();
  await sees(colleague.page, 'Просит <b>пересчёт</b> за март');
  await colleague.context.close();
  await context.close();
});

test('a parked visitor is called back from the list', async () => {
  const { context, page } = await enter('vera');
  const number = await ticket(page).innerText();
  await press(page, other(page, 'park_ticket'));
  await page.locator('input[name=reason]').fill('копия паспорта');
  await page.keyboard.press('Enter');
  await page.locator('.panel-parked .row', { hasText: number }).waitFor();
  await press(page, page.getByRole('button', { name: `Вернуть ${number}` }));
  await ticket(page).filter({ hasText: number }).waitFor();
  await press(page, step(page));
  await page.locator('.visitor-serving').waitFor();
  await context.close();
});

test('a pause has a reason, and the second tab shows the same', async () => {
  const { context, page, newPage } = await enter('anna');
  const second = await newPage();
  await sees(second, 'Окно 3');
  const number = (await page.locator('.row-number').first().innerText()).trim();
  await press(page, step(page));
  await ticket(second).filter({ hasText: number }).waitFor();
  await press(second, step(second));
  await page.locator('.visitor-serving').waitFor();
  await press(page, step(page));
  await page.getByRole('button', { name: 'Консультация' }).click();
  await second.locator('.visitor-none').waitFor();
  await press(second, other(second, 'pause_window'));
  await second.getByRole('button', { name: 'Обеденный перерыв' }).click();
  await page.locator('.pill-paused', { hasText: 'Обеденный перерыв' }).waitFor();
  await checkAccessible(page);
  await press(page, step(page));
  await second.locator('.pill-open').waitFor();
  await context.close();
});

test('a break wanted while a visitor is there begins when the visitor has left, and can be taken back', async () => {
  const { context, page } = await enter('anna');
  const number = await hall.take('contract');
  await page.locator('.row-number', { hasText: number }).waitFor();
  await press(page, step(page));
  await page.locator('.visitor-called').waitFor();
  const wantBreak = async () => {
    await press(page, other(page, 'pause_window'));
    await page.getByRole('button', { name: 'Обеденный перерыв' }).click();
    await sees(page, 'Перерыв после этого посетителя: Обеденный перерыв');
  };
  await wantBreak();
  await checkAccessible(page);
  await press(page, page.locator('button.stay'));
  await page.locator('.leave-note').waitFor({ state: 'detached' });
  await wantBreak();
  await press(page, step(page));
  await page.locator('.visitor-serving').waitFor();
  await press(page, step(page));
  await page.getByRole('button', { name: 'Консультация' }).click();
  await page.locator('.pill-paused', { hasText: 'Обеденный перерыв' }).waitFor();
  await press(page, step(page));
  await page.locator('.pill-open').waitFor();
  await context.close();
});

test('the manager sees who waits and the averages against the norm, live', async () => {
  const { context, page, complaints } = await enter('maria');
  const cash = page.locator('[data-kind=cashier]');
  await cash.getByText('данных пока нет').first().waitFor();
  await hall.command('open_window', { window: 7 });
  await cash.getByText('1 из 2').waitFor();
  await hall.take('payment');
  await cash.locator('.kind-waiting', { hasText: '1' }).waitFor();
  await hall.command('call_next', { window: 7 });
  await hall.command('start_service', { window: 7 });
  await hall.command('finish_service', { window: 7, outcome: 'resolved' });
  await cash.locator('.kind-waiting', { hasText: '0' }).waitFor();
  await cash.getByText('измерено: 1').nth(1).waitFor(); // the wait at the call, the service when it has ended
  await cash.getByText('норма 20:00').waitFor();
  const served = page.locator('.tile', { hasText: 'Принято' }).locator('b');
  const before_ = Number(await served.innerText());
  assert.ok(before_ >= 1);
  await hall.take('payment');
  await hall.command('call_next', { window: 7 });
  await hall.command('start_service', { window: 7 });
  await hall.command('finish_service', { window: 7, outcome: 'resolved' });
  await page.locator('.tile', { hasText: 'Принято' }).locator('b', { hasText: String(before_ + 1) }).waitFor();
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Открыть пульт окна 7' }).click();
  await sees(page, 'Окно свободно', 10_000).catch(() => sees(page, 'Очереди нет'));
  await page.getByRole('button', { name: 'К обзору зала' }).click();
  await page.locator('main.overview').waitFor();
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('an observer sees the overview and has nothing to press in it', async () => {
  const { context, page } = await enter('oleg');
  await sees(page, 'Только просмотр');
  assert.equal(await page.locator('main button').count(), 0);
  await context.close();
});

test('a dispatcher that is away is told at once, nothing can be pressed, and the page recovers by itself', async () => {
  const { context, page } = await enter('anna');
  await hall.take('contract');
  await step(page).filter({ hasText: 'Вызвать следующего' }).and(page.locator(':enabled')).waitFor();
  await hall.kill('dispatcher');
  await sees(page, 'Нет связи с диспетчером зала');
  assert.equal(await step(page).isDisabled(), true);
  await hall.start('dispatcher');
  await page.locator('button.step:enabled').waitFor();
  assert.equal(await page.getByText('Нет связи').count(), 0);
  await context.close();
});

test('a console that is away is told, and after its restart one logs in again to the same day', async () => {
  const { context, page } = await enter('maria');
  const served = page.locator('.tile', { hasText: 'Принято' }).locator('b');
  const before_ = await served.innerText();
  await hall.kill('console');
  await sees(page, 'Нет связи с сервером');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await sees(page, 'Сервер не отвечает. Проверьте сеть и повторите действие.');
  await hall.start('console');
  await sees(page, 'Вход в пульт', 20_000);
  await logIn(page, 'maria', hall.passwords.maria);
  await served.filter({ hasText: before_ }).waitFor();
  await context.close();
});

test('a tab too many says what is the matter and what to do, and opens by itself when another is closed', async () => {
  const { context, page, newPage } = await enter('maria');
  for (let tabs = 1; tabs < 5; ++tabs) await (await newPage()).locator('main.overview').waitFor();
  const sixth = await newPage();
  const told = sixth.locator('.notice-line');
  await told.filter({ hasText: 'Пульт открыт слишком много раз. Закройте лишние вкладки.' }).waitFor();
  await checkInBothLanguages(sixth);
  await page.close();
  await sixth.locator('main.overview').waitFor({ timeout: 40_000 });
  assert.equal(await told.count(), 0);
  await context.close();
});

test('the operator’s page fits one screen of 1024×768 in both languages, and no text is cut', async () => {
  for (const locale of ['ru-RU', 'en-GB'])
    for (const viewport of [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }])
      for (const name of ['anna', 'vera', 'maria']) {
        const { context, page } = await enter(name, { locale, viewport });
        await checkNothingClipped(page);
        await checkAccessible(page);
        if (name !== 'maria') assert.ok(await fitsWithoutScrolling(page), `${name} ${locale} ${viewport.width}`);
        await context.close();
      }
});

test('logging out leads to the log-in page, and back is no way in', async () => {
  const { context, page } = await enter('anna');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await sees(page, 'Вход в пульт');
  await page.reload();
  await sees(page, 'Вход в пульт');
  await context.close();
});
