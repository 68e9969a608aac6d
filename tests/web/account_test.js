// Log-in and what stands around it, in a real browser: the first start, the users, the audit trail, one's own password
// and PIN, and the change of operator at a window.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { checkInBothLanguages, logIn, sees, stageFor, startHall, visitor } from './stage.js';

const { hall, browser, enter } = await stageFor();
const own_words = 'тихий час в мае';
const dialog = (page) => page.locator('dialog[open]');
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const user = (page, name) => page.locator(`tr[data-user="${name}"]`);
const deed = (page, kind) => page.locator(`tr[data-deed="${kind}"]`);
const english = (page) => page.getByRole('button', { name: 'EN', exact: true }).click();
const fillPin = async (page, name, pin) => {
  await page.locator('input[name=colleague]').fill(name);
  await page.locator('input[name=colleague-pin]').fill(pin);
  await press(page, 'Занять окно');
};
// The second press counts a moment after the first.
const removeSurely = (page) => dialog(page).locator('button:not([data-deaf])', { hasText: 'Удалить пользователя?' });
const openAccount = (page) => page.locator('button.header-user').click();
const setPin = async (page, pin, again = pin) => {
  await page.locator('input[name=pin]').fill(pin);
  await page.locator('input[name=pin-repeated]').fill(again);
  await press(page, 'Сохранить');
};

test('the first start: a one-time code from a file makes the administrator, and is gone', async () => {
  const empty = await startHall('--first-start');
  try {
    const file = `${empty.folder}/first-start-code`;
    const code = readFileSync(file, 'utf8').trim();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const log = readFileSync(empty.log, 'utf8');
    assert.ok(log.includes('first-start-code'), 'the log tells where the code is');
    assert.ok(!log.includes(code), 'the log does not tell the code');
    const { context, newPage } = await visitor(browser, empty);
    const page = await newPage();
    await sees(page, 'Первый запуск');
    await checkInBothLanguages(page);
    const create = async (typed, password, again = password) => {
      await page.locator('input[name=code]').fill(typed);
      await page.locator('input[name=name]').fill('olga');
      await page.locator('input[name=chosen]').fill(password);
      await page.locator('input[name=repeated]').fill(again);
      await press(page, 'Создать администратора');
    };
    await create('', own_words);
    await sees(page, 'Заполните все поля.');
    await create(code, own_words, 'другие слова');
    await sees(page, 'Пароли не совпадают');
    await create('aaaa-bbbb-cccc', own_words);
    await sees(page, 'Код не подходит');
    await create(code, 'administrator');
    await sees(page, 'угадывают одним из первых');
    await checkInBothLanguages(page);
    await create(code, own_words);
    await user(page, 'olga').waitFor();
    assert.ok(!existsSync(file));
    await press(page, 'Выйти');
    await sees(page, 'Вход в пульт');
    await logIn(page, 'olga', own_words);
    await user(page, 'olga').waitFor();
    await context.close();
  } finally {
    await empty.end();
  }
});

test('a new operator gets a password that is shown once, chooses another and comes to the window', async () => {
  const { context, page, complaints } = await enter('elena');
  await sees(page, 'Пользователи');
  await checkInBothLanguages(page);
  await press(page, 'Добавить пользователя');
  await page.locator('input[name=user-name]').fill('irina');
  await page.locator('dialog button[type=submit]').click();
  await sees(page, 'Оператору нужно окно');
  await checkInBothLanguages(page);
  await page.locator('input[name=window]').fill('2');
  await page.locator('dialog button[type=submit]').click();
  const password = await page.locator('.made-password').innerText();
  assert.match(password, /^\w{4}-\w{4}-\w{4}$/);
  await checkInBothLanguages(page);
  await press(page, 'Закрыть');
  await sees(user(page, 'irina'), 'сменит пароль при входе');
  assert.equal(await page.getByText(password).count(), 0);
  const guest = await visitor(browser, hall);
  const hers = await guest.newPage();
  await logIn(hers, 'irina', password);
  await sees(hers, 'Смените пароль');
  await checkInBothLanguages(hers);
  const change = async (present, chosen) => {
    await hers.locator('input[name=present]').fill(present);
    await hers.locator('input[name=chosen]').fill(chosen);
    await hers.locator('input[name=repeated]').fill(chosen);
    await press(hers, 'Сменить пароль');
  };
  await change(password, 'коротко');
  await sees(hers, 'Пароль слишком короткий');
  await hers.reload(); // no way around it
  await change('не тот пароль', own_words);
  await sees(hers, 'Нынешний пароль не подходит');
  await change(password, own_words);
  await sees(hers, 'Окно 2');
  await guest.context.close();
  assert.deepEqual(complaints.filter((text) => !/40[019]/.test(text)), []);
  await context.close();
});

test('a blocked user’s page ends at once, the last administrator cannot be blocked, a removed user is gone', async () => {
  const operator = await enter('vera');
  const { context, page } = await enter('elena');
  const edit = (name) => page.getByRole('button', { name: `Изменить: ${name}`, exact: true }).click();
  await edit('vera');
  await checkInBothLanguages(page);
  await press(page, 'Закрыть доступ');
  await sees(user(page, 'vera'), 'Доступ закрыт');
  await sees(operator.page, 'Вход в пульт', 4000);
  await logIn(operator.page, 'vera', hall.passwords.vera);
  await sees(operator.page, 'Ваш доступ закрыт. Обратитесь к администратору.');
  await edit('vera');
  await press(page, 'Открыть доступ');
  await logIn(operator.page, 'vera', hall.passwords.vera);
  await sees(operator.page, 'Окно 1');
  await edit('elena');
  await press(page, 'Закрыть доступ');
  await sees(dialog(page), 'Это последний действующий администратор');
  await press(page, 'Закрыть');
  await edit('irina');
  await page.locator('select[name=role]').selectOption('guard');
  await press(page, 'Сохранить');
  await sees(user(page, 'irina'), 'Охрана');
  await edit('irina');
  await press(page, 'Удалить');
  await removeSurely(page).click();
  await user(page, 'irina').waitFor({ state: 'detached' });
  await operator.context.close();
  await context.close();
});

test('neither a double click nor a held key removes a user whose question nobody has read', async () => {
  const { context, page } = await enter('elena');
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.postData()); });
  const remove = dialog(page).getByRole('button', { name: /^Удалить/ });
  for (const twice of [
    () => remove.dblclick(),
    async () => {
      await remove.focus();
      await page.keyboard.down('Enter');
      await removeSurely(page).waitFor();
      await page.keyboard.down('Enter'); // the same press, repeated
      await page.keyboard.up('Enter');
    },
  ]) {
    await page.getByRole('button', { name: 'Изменить: vera', exact: true }).click();
    await twice();
    await removeSurely(page).waitFor();
    assert.deepEqual(sent, []);
    await press(page, 'Закрыть');
  }
  await user(page, 'vera').waitFor();
  await context.close();
});

test('a colleague takes over the window with a PIN, by keys and by the pad, and after a log-out, too', async () => {
  const colleague = await enter('boris');
  await openAccount(colleague.page);
  await checkInBothLanguages(colleague.page);
  await press(colleague.page, 'Задать ПИН-код');
  await checkInBothLanguages(colleague.page);
  await setPin(colleague.page, '123456');
  await sees(colleague.page, 'Этот ПИН-код легко угадать');
  await setPin(colleague.page, '402817', '402818');
  await sees(colleague.page, 'ПИН-коды не совпадают');
  await setPin(colleague.page, '402817');
  await sees(colleague.page, 'ПИН-код задан.');
  await press(colleague.page, 'Закрыть');
  await colleague.context.close();

  const { context, page } = await enter('anna');
  await hall.command('open_window', { window: 3, person: 'anna' });
  await page.locator('.pill-open').waitFor();
  await page.keyboard.press('KeyU');
  await checkInBothLanguages(page);
  await fillPin(page, 'boris', '402818');
  await sees(page, 'Имя или ПИН-код не подходят');
  await checkInBothLanguages(page);
  await fillPin(page, 'boris', '402817');
  await sees(page.locator('button.header-user'), 'boris');
  await sees(page, 'Окно 3');
  const manager = await enter('maria');
  await manager.page.locator('tr', { has: manager.page.getByRole('button', { name: 'Открыть пульт окна 3' }) }).getByText('boris').waitFor();
  await manager.context.close();
  await openAccount(page);
  assert.ok(await page.getByRole('button', { name: 'Сменить ПИН-код' }).isDisabled());
  await sees(page, 'Чтобы задать ПИН-код, войдите с паролем.');
  await press(page, 'Закрыть');
  await press(page, 'Выйти');
  await press(page, 'Войти по ПИН-коду: окно 3');
  await page.locator('input[name=colleague]').fill('boris');
  for (const digit of ['4', '0', '2', '9']) await page.locator('.pad button', { hasText: digit }).click();
  await press(page, 'Стереть цифру');
  for (const digit of ['8', '1', '7']) await page.locator('.pad button', { hasText: digit }).click();
  await checkInBothLanguages(page);
  await press(page, 'Занять окно');
  await sees(page, 'Окно 3');
  await hall.command('close_window', { window: 3, sure: true });
  await context.close();

  const stranger = await visitor(browser, hall);
  const elsewhere = await stranger.newPage();
  await sees(elsewhere, 'Вход в пульт');
  assert.equal(await elsewhere.getByText('ПИН').count(), 0, 'nobody has logged in with a password there');
  await stranger.context.close();
});

test('one’s own password is changed, and the session elsewhere ends', async () => {
  const elsewhere = await enter('gleb');
  const { context, page } = await enter('gleb');
  await openAccount(page);
  assert.equal(await page.getByRole('button', { name: 'Задать ПИН-код' }).count(), 0, 'a guard has no window');
  await press(page, 'Сменить пароль');
  await checkInBothLanguages(page);
  await page.locator('input[name=present]').fill(hall.passwords.gleb);
  await page.locator('input[name=chosen]').fill(own_words);
  await page.locator('input[name=repeated]').fill(own_words);
  await page.locator('dialog button[type=submit]').click();
  await sees(page, 'Пароль изменён');
  await press(page, 'Закрыть');
  await sees(page, 'Пост охраны');
  await sees(elsewhere.page, 'Вход в пульт', 12_000);
  hall.passwords.gleb = own_words;
  await elsewhere.context.close();
  await context.close();
});

test('each role has the pages that are its own, in both languages, and the server keeps to it', async () => {
  const pages = {
    elena: ['Hall overview', 'Users', 'Plan', 'Devices', 'Displays', 'Backups', 'Log', 'Audit trail'],
    oleg: ['Hall overview', 'History', 'Reports', 'Audit trail'], maria: ['Hall overview', 'History', 'Reports'], gleb: [], anna: [],
  };
  for (const [name, ways] of Object.entries(pages)) {
    const { context, page } = await enter(name);
    await checkInBothLanguages(page);
    await english(page);
    assert.deepEqual(await page.locator('nav.ways button').allInnerTexts(), ways, name);
    const status = (path) => page.evaluate(async (asked) => (await fetch(asked)).status, path);
    assert.equal(await status('/api/users'), ways.includes('Users') ? 200 : 403, name);
    assert.equal(await status('/api/audit'), ways.includes('Audit trail') ? 200 : 403, name);
    await context.close();
  }
});

test('the audit trail tells administrator and auditor who did what, and no password', async () => {
  for (const name of ['elena', 'oleg']) {
    const { context, page } = await enter(name);
    await press(page, 'Журнал действий');
    await deed(page, 'user_added').first().waitFor();
    await checkInBothLanguages(page);
    for (const kind of ['log_in', 'log_in_refused', 'log_out', 'pin_log_in', 'pin_refused', 'pin_set', 'password_changed',
      'user_blocked', 'user_unblocked', 'user_changed', 'user_removed'])
      assert.ok((await deed(page, kind).count()) > 0, kind);
    const removed = deed(page, 'user_removed').first();
    await sees(removed, 'elena');
    await sees(removed, 'irina');
    await page.locator('input[name=find]').fill('irina');
    await deed(page, 'pin_set').first().waitFor({ state: 'detached' });
    await sees(deed(page, 'user_added').first(), 'Оператор · Окно 2');
    await page.locator('input[name=find]').fill('');
    await press(page, 'Обзор зала');
    await page.locator('main.overview').waitFor();
    await checkInBothLanguages(page);
    assert.equal(await page.locator('main button').count(), 0);
    await context.close();
  }
  const written = readFileSync(`${hall.folder}/audit.jsonl`, 'utf8');
  for (const secret of [...Object.values(hall.passwords), '402817']) assert.ok(!written.includes(secret));
});

test('two presses on what is older bring it once', async () => {
  const { context, page } = await enter('oleg');
  appendFileSync(`${hall.folder}/audit.jsonl`, Array.from({ length: 250 }, (_, i) => `${JSON.stringify({ at: Date.now(), who: `person-${i}`, deed: 'log_out' })}\n`).join(''));
  const held = [];
  await page.route('**/api/audit?before=*', (route) => void held.push(route));
  await press(page, 'Журнал действий');
  await sees(page, 'person-249');
  await page.locator('.audit-older').dblclick();
  await page.evaluate(() => null); // by now both would have been asked for
  assert.equal(held.length, 1);
  await held[0].continue();
  await sees(page, 'person-60');
  const names = (await deed(page, 'log_out').locator('td:nth-child(2)').allInnerTexts()).filter((name) => name.startsWith('person-'));
  assert.equal(new Set(names).size, names.length);
  await context.close();
});

test('where one is logged in, and the end of it everywhere else', async () => {
  const here = await enter('maria');
  const elsewhere = await enter('maria');
  await openAccount(here.page);
  await press(here.page, 'Где я вошёл в пульт');
  const sessions = dialog(here.page).locator('.own-sessions li');
  await sessions.nth(1).waitFor();
  assert.equal(await dialog(here.page).locator('li[data-this="true"]').count(), 1);
  await checkInBothLanguages(here.page);
  await press(here.page, 'Завершить остальные сеансы');
  await sees(here.page, 'Больше Вы нигде не вошли.');
  assert.equal(await sessions.count(), 1);
  await elsewhere.page.locator('input[name=password]').waitFor();
  await press(here.page, 'Закрыть');
  await here.page.locator('main.overview').waitFor();
  await here.context.close();
  await elsewhere.context.close();
});
