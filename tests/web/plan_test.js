// The administrator's plan editor: real programs, real browser, from a mistake in a field to the kiosk's new name.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, dialogGone, enterAs, sees, stageFor, startHall } from './stage.js';

const { hall, browser, enter } = await stageFor('--editing');

const text = () => readFileSync(hall.plan, 'utf8');
const bar = (page, name) => page.locator('nav.ways button', { hasText: name });
const tab = (page, name) => page.locator(`[data-tab=${name}]`).click();
const section = (page, id) => page.locator(`[data-section=${id}]`).click();
const field = (page, path) => page.locator(`[name="${path}"]`);
const dialog = (page) => page.locator('dialog[open]');
const quiet = (page) => page.locator('.plan-state[data-busy=false]').waitFor();

async function openPlan(options = {}, word = 'План') {
  const guest = await enter('elena', options);
  await bar(guest.page, word).click();
  await guest.page.locator('.plan-form').waitFor();
  return guest;
}

async function adopt(page, why, when = 'now') {
  await page.locator('.plan-bar button.primary:enabled').click();
  await dialog(page).locator('input[name=why]').fill(why);
  await dialog(page).locator(`input[name=when][value=${when}]`).check();
  await dialog(page).locator('button[type=submit]').click();
}
async function adopted(page) {
  await dialogGone(page);
  await sees(page, 'Новый план действует');
}

// Types over the whole value, as a person does, and waits until the text has followed.
async function put(page, path, value) {
  const entry = Number(path.split('/')[1]);
  if (await field(page, path).count() === 0) await page.locator(`[data-entry="${entry}"]`).click();
  await field(page, path).fill(value);
  await field(page, path).blur();
  await quiet(page);
}

// A browser takes seconds to type twenty thousand letters.
const write = (area, value) => area.evaluate((element, letters) => {
  element.value = letters;
  element.dispatchEvent(new Event('input', { bubbles: true }));
}, value);

const statusOf = (page, path) => page.evaluate(async (where) => (await fetch(where)).status, path);

test('only the administrator has the plan', async () => {
  for (const name of ['maria', 'oleg', 'gleb', 'anna']) {
    const { page, context } = await enter(name);
    assert.equal(await bar(page, 'План').count(), 0, name);
    assert.equal(await statusOf(page, '/api/plan'), 403, name);
    assert.equal(await statusOf(page, '/api/plan/version?id=1'), 403, name);
    await context.close();
  }
});

test('a name and a norm are changed in the form; the comments stay and the hall shows the new name', async () => {
  const before_ = text();
  const { page, context, complaints } = await openPlan();
  await checkAccessible(page);
  await checkNothingClipped(page);
  await put(page, 'service/0/name/ru', 'Сдать показания');
  await put(page, 'service/0/name/en', 'Hand in a reading');
  await section(page, 'kind');
  await put(page, 'kind/0/norm/wait', 'soon');
  await page.locator('.plan-told', { hasText: 'это не длительность. Нужно: длительность, например' }).waitFor();
  await page.locator('.plan-bar button.primary:disabled').waitFor();
  await checkAccessible(page);
  await put(page, 'kind/0/norm/wait', '17m30s');
  await tab(page, 'changes');
  await page.locator('[data-change=kind_norm]', { hasText: '20/10 → 17,5/10' }).waitFor(); // as numbers are written in Russian
  await tab(page, 'form');
  await section(page, 'kind');
  await put(page, 'kind/0/norm/wait', '17m');
  await tab(page, 'changes');
  await page.locator('[data-change=kind_norm]', { hasText: '20/10 → 17/10' }).waitFor();
  await page.locator('[data-change=service_renamed]', { hasText: 'Сдать показания' }).waitFor();
  await checkAccessible(page);
  await checkNothingClipped(page);
  await page.locator('.plan-bar button.primary:enabled').click();
  await checkAccessible(page);
  await checkNothingClipped(page);
  assert.ok(await dialog(page).locator('button[type=submit]').isDisabled(), 'a reason is needed');
  await page.keyboard.press('Escape');
  await adopt(page, 'Короче и понятнее');
  await adopted(page);
  const expected = before_.replace('Передать показания счётчика', 'Сдать показания').replace('Report a meter reading', 'Hand in a reading').replace('wait = "20m"', 'wait = "17m"');
  assert.equal(text(), expected, 'nothing else of the file has changed');
  await hall.take('meter-reading');
  const manager = await enter('maria');
  await sees(manager.page, 'Сдать показания');
  await manager.context.close();
  await bar(page, 'Журнал действий').click();
  await page.locator('tr[data-deed=plan_adopted]', { hasText: 'elena' }).waitFor();
  assert.deepEqual(complaints.filter((each) => !each.includes('401')), []);
  await context.close();
});

test('a service and a window come and go by the form', async () => {
  const { page, context } = await openPlan();
  await page.locator('.plan-add').click();
  await field(page, 'service/20/name/ru').waitFor();
  await put(page, 'service/20/name/ru', 'Справка по телефону');
  await put(page, 'service/20/usual', '4m');
  await section(page, 'window');
  await page.locator('.plan-add').click();
  await quiet(page);
  await field(page, 'window/8/kind').selectOption('specialist');
  await quiet(page);
  await field(page, 'window/8/services:all').click(); // the text changes first, then what the form shows of it
  await quiet(page);
  await field(page, 'window/8/services:debt').click(); // the text changes first, then what the form shows of it
  await quiet(page);
  await checkAccessible(page);
  await checkNothingClipped(page);
  await tab(page, 'text');
  const written = await page.locator('textarea[name=plan-text]').inputValue();
  assert.match(written, /\[\[service\]\]\nid = "service-1"\ngroup = "readings"/);
  assert.match(written, /\[\[window\]\]\nnumber = 9\nkind = "specialist"\n/);
  assert.ok(!/number = 9[^[]*"debt"/.test(written));
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await sees(page, 'Изменений нет');
  assert.equal(await page.locator('textarea[name=plan-text]').inputValue(), text());
  await context.close();
});

test('a route is made by the keyboard, step by step', async () => {
  const before_ = text();
  const { page, context } = await openPlan();
  const add = field(page, 'service/0/then:add');
  await add.focus();
  await page.keyboard.press('Enter');
  const first = field(page, 'service/0/then/0/service');
  await first.waitFor();
  await quiet(page);
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.getAttribute('name')), 'service/0/then/0/service', 'the new step has the focus');
  await first.selectOption('paid-services');
  await quiet(page);
  assert.equal(await field(page, 'service/0/then/0/same_window').count(), 0, 'nobody has served it yet');
  await add.focus();
  await page.keyboard.press('Enter');
  await field(page, 'service/0/then/1/service').selectOption('meter-reading');
  await field(page, 'service/0/then/1/same_window').focus();
  await page.keyboard.press('Space');
  await quiet(page);
  await checkAccessible(page);
  await checkNothingClipped(page);
  const line = 'then = [{ service = "paid-services" }, { service = "meter-reading", same_window = true }]\n';
  const written = async () => {
    await tab(page, 'text');
    const value = await page.locator('textarea[name=plan-text]').inputValue();
    await tab(page, 'form');
    return value;
  };
  const whole = await written();
  assert.ok(whole.includes(line));
  assert.equal(whole.replace(line, ''), before_, 'nothing else of the text has changed');
  await tab(page, 'changes');
  await page.locator('[data-change=service_route]', { hasText: /маршрут теперь — .+, (Сдать|Передать) показания/ }).waitFor();
  await tab(page, 'form');
  await page.getByRole('button', { name: 'Удалить: Шаг 1' }).click();
  await quiet(page);
  assert.ok((await written()).includes('then = [{ service = "meter-reading", same_window = true }]'));
  await page.getByRole('button', { name: 'Шаг назад' }).click();
  await quiet(page);
  assert.equal(await written(), whole);
  await page.getByRole('button', { name: 'Выше: Шаг 2' }).click();
  await quiet(page);
  await field(page, 'service/0/then/0/service').selectOption('debt'); // nobody has served that one
  await page.locator('.plan-route .plan-told').waitFor();
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await sees(page, 'Изменений нет');
  await context.close();
});

test("the ticket's note, a board's arrows and simple words come into force by the form", async () => {
  const before_ = text();
  const { page, context } = await openPlan();
  const simply = page.locator('.plan-simple summary').first();
  await simply.focus();
  await page.keyboard.press('Enter');
  await put(page, 'service/0/name/ru@simple', 'Показать счётчик');
  await put(page, 'service/0/name/en@simple', 'Tell us your meter');
  await checkAccessible(page);
  await checkNothingClipped(page);
  await section(page, 'slip');
  await put(page, 'slip/note/ru', 'Приготовьте паспорт.');
  await page.locator('.plan-told', { hasText: '«en»' }).waitFor();
  await checkAccessible(page);
  await put(page, 'slip/note/en', 'Have your passport ready.');
  await checkAccessible(page);
  await checkNothingClipped(page);
  await section(page, 'board');
  await field(page, 'board/0/arrows/cash').selectOption('back-left');
  await quiet(page);
  await field(page, 'board/0/arrows/left-hand').selectOption('');
  await quiet(page);
  await checkAccessible(page);
  await checkNothingClipped(page);
  await tab(page, 'changes');
  await page.locator('[data-change=simple_words]', { hasText: '«—» → «Показать счётчик»' }).waitFor();
  await page.locator('[data-change=slip_note]', { hasText: 'Приготовьте паспорт.' }).waitFor();
  await page.locator('[data-change=board_arrow]', { hasText: 'Кассы — вперёд → назад и налево' }).waitFor();
  await checkNothingClipped(page);
  await adopt(page, 'Понятнее посетителям');
  await adopted(page);
  const expected = before_
    .replace('en = "Hand in a reading" }', 'en = "Hand in a reading", "ru@simple" = "Показать счётчик", "en@simple" = "Tell us your meter" }')
    .replace('arrows = { left-hand = "left", right-hand = "right", cash = "ahead" }', 'arrows = { right-hand = "right", cash = "back-left" }');
  assert.equal(text().replace('note = { ru = "Приготовьте паспорт.", en = "Have your passport ready." }\n', ''), expected);
  await context.close();
});

test('a board shows some areas, and an area that it no longer shows loses its arrow', async () => {
  const { page, context } = await openPlan({ locale: 'en-GB' }, 'Plan');
  await section(page, 'board');
  await field(page, 'board/0/areas:all').click();
  await quiet(page);
  await field(page, 'board/0/areas:right-hand').click();
  await quiet(page);
  await page.locator('.plan-state', { hasText: 'mistake' }).waitFor(); // nobody would see the calls to the right-hand windows
  await checkAccessible(page);
  await checkNothingClipped(page);
  await tab(page, 'text');
  const written = await page.locator('textarea[name=plan-text]').inputValue();
  assert.match(written, /areas = \["left-hand", "cash"\]/);
  assert.ok(!/arrows = .*right-hand/.test(written));
  await page.getByRole('button', { name: 'Discard all' }).click();
  await context.close();
});

test('ticks that follow each other faster than the answers all count, and are seen at once', async () => {
  const before_ = text();
  const { page, context } = await openPlan();
  const tick = async (path, ...ids) => {
    let asked = 0, release;
    const released = new Promise((done) => { release = done; });
    await page.route('**/api/plan/check', async (route) => {
      ++asked;
      await released;
      await route.continue();
    });
    for (const id of ids) await field(page, `${path}:${id}`).click();
    for (const id of ids) assert.equal(await field(page, `${path}:${id}`).isChecked(), false, id);
    assert.equal(asked, 1, 'the first has no answer yet');
    release();
    await quiet(page);
    await page.unroute('**/api/plan/check');
    for (const id of ids) assert.equal(await field(page, `${path}:${id}`).isChecked(), false, id);
  };
  await section(page, 'window');
  await tick('window/0/services', 'meter-sealing', 'power-quality');
  await section(page, 'board');
  await field(page, 'board/0/areas:all').click();
  await quiet(page);
  await tick('board/0/areas', 'right-hand', 'left-hand');
  await tab(page, 'text');
  const written = await page.locator('textarea[name=plan-text]').inputValue();
  const [, services] = written.match(/number = 1\n[^[]*services = (\[[^\]]*\])/);
  assert.ok(!/"meter-sealing"|"power-quality"/.test(services) && services.includes('"reconciliation"'), services);
  assert.match(written, /areas = \["cash"\]/);
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await quiet(page);
  assert.equal(await page.locator('textarea[name=plan-text]').inputValue(), before_);
  await context.close();
});

test('the text is complained about at its line while it is typed, and the form says what it cannot do', async () => {
  const { page, context } = await openPlan();
  await tab(page, 'text');
  const area = page.locator('textarea[name=plan-text]');
  await write(area, text().replace('kind = "specialist"\nletter', 'kind = "specialst"\nletter'));
  await page.locator('.plan-complaints li', { hasText: 'specialst' }).filter({ hasText: 'Может быть, «specialist»' }).waitFor();
  assert.equal(await page.locator('.plan-line-wrong').count(), 1);
  await checkAccessible(page);
  await checkNothingClipped(page);
  await tab(page, 'form');
  await page.locator('.plan-told', { hasText: 'среди видов окон такого кода нет. Нужно: одно из: specialist' }).waitFor();
  await tab(page, 'text');
  await write(area, '[hall\n');
  await page.locator('.plan-complaints li', { hasText: 'specialst' }).waitFor({ state: 'detached' });
  await tab(page, 'form');
  await sees(page, 'Текст плана сейчас не читается');
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await page.locator('.plan-form').waitFor();
  await context.close();
});

test('what the dispatcher refuses is told as a sentence, and the file is as it was', async () => {
  await hall.take('debt');
  const before_ = text();
  const { page, context } = await openPlan();
  await tab(page, 'text');
  const without = before_.replace(/\[\[service\]\]\nid = "debt"[^[]*/, '').replace(', "debt"]', ']');
  await write(page.locator('textarea[name=plan-text]'), without);
  await quiet(page);
  await tab(page, 'changes');
  await page.locator('[data-change=service_removed]').waitFor();
  await adopt(page, 'Больше не нужна');
  await dialog(page).getByRole('alert').filter({ hasText: /ждут|ждёт|услуг/ }).waitFor();
  await checkAccessible(page);
  assert.equal(text(), before_);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await context.close();
});

test('a former version is taken again', async () => {
  const { page, context } = await openPlan();
  await tab(page, 'history');
  await page.locator('[data-version="2"]', { hasText: 'Короче и понятнее' }).waitFor();
  await page.locator('[data-version="1"]', { hasText: 'файл изменён вручную' }).getByRole('button', { name: 'Посмотреть' }).click();
  await page.locator('.plan-diff').waitFor();
  await checkAccessible(page);
  await checkNothingClipped(page);
  await page.locator('[data-version="1"]').getByRole('button', { name: 'Вернуть' }).click();
  await page.locator('[data-change=service_renamed]', { hasText: 'Передать показания' }).waitFor();
  await page.locator('.plan-bar button.primary:enabled').click();
  assert.equal(await dialog(page).locator('input[name=why]').inputValue(), 'Возврат к версии № 1');
  await dialog(page).locator('button[type=submit]').click();
  await adopted(page);
  assert.ok(text().includes('Передать показания счётчика'));
  await context.close();
});

test('the second who saves over a newer version is told, and sees what it says', async () => {
  const one = await openPlan();
  const two = await openPlan({ locale: 'en-GB' }, 'Plan');
  await put(one.page, 'service/1/usual', '13m');
  await put(two.page, 'service/2/usual', '11m');
  await adopt(one.page, 'Дольше');
  await adopted(one.page);
  await two.page.locator('.plan-bar button.primary:enabled').click();
  await dialog(two.page).locator('input[name=why]').fill('Longer');
  await dialog(two.page).locator('button[type=submit]').click();
  await sees(two.page, 'Another administrator changed the plan while you worked');
  await two.page.locator('.plan-diff-gone', { hasText: '13m' }).waitFor();
  await two.page.locator('.plan-diff-new', { hasText: '11m' }).waitFor();
  await checkAccessible(two.page);
  await checkNothingClipped(two.page);
  assert.ok(text().includes('usual = "13m"') && !text().includes('usual = "11m"'));
  await one.context.close();
  await two.context.close();
});

test('a file that was changed by hand is never overwritten unseen', async () => {
  const { page, context } = await openPlan();
  await put(page, 'service/1/usual', '14m');
  const by_hand = text().replace('"Перебои и качество электроэнергии"', '"Перебои с электроэнергией"');
  writeFileSync(hall.plan, by_hand);
  await adopt(page, 'Дольше');
  await sees(page, 'файл плана изменили вручную');
  await sees(page, 'В файле плана записано не то, что действует в зале');
  await page.locator('.plan-diff-gone', { hasText: 'Перебои с электроэнергией' }).waitFor();
  assert.equal(text(), by_hand);
  await page.getByRole('button', { name: 'Отбросить' }).click();
  await tab(page, 'form');
  await put(page, 'service/1/usual', '15m');
  await adopt(page, 'С правкой вручную');
  await adopted(page);
  assert.ok(text().includes('Перебои с электроэнергией') && text().includes('usual = "15m"'));
  await context.close();
});

test('a version waits for tomorrow, says so when another is adopted, may be withdrawn, and is adopted in its day', async () => {
  const first = await openPlan();
  const { page } = first;
  await section(page, 'hall');
  await put(page, 'hall/name/ru', 'Центр завтрашнего дня');
  await adopt(page, 'С завтрашнего дня', 'tomorrow');
  await page.locator('[data-waiting]', { hasText: 'С завтрашнего дня' }).locator('[data-change=hall_renamed]').waitFor();
  assert.ok(!text().includes('завтрашнего'));
  await checkAccessible(page);
  await checkNothingClipped(page);
  await page.getByRole('button', { name: 'Отозвать' }).click();
  await page.locator('[data-waiting]').waitFor({ state: 'detached' });
  await put(page, 'hall/name/ru', 'Центр завтрашнего дня');
  await adopt(page, 'С завтрашнего дня', 'tomorrow');
  await page.locator('[data-waiting]').waitFor();
  await section(page, 'service');
  await put(page, 'service/1/usual', '16m');
  await adopt(page, 'Сегодня');
  await dialog(page).getByRole('alert').filter({ hasText: 'уже ждёт другая версия' }).waitFor();
  await dialog(page).getByRole('button', { name: 'Всё равно ввести' }).click();
  await adopted(page);
  await page.locator('[data-waiting]').waitFor();
  await first.context.close();

  // The day comes while the console is away.
  await hall.kill('console');
  const waiting = join(hall.folder, 'plan', 'waiting.json');
  const json = JSON.parse(readFileSync(waiting, 'utf8'));
  json.day = new Date(Date.now() - 36 * 3600_000).toISOString().slice(0, 10);
  writeFileSync(waiting, JSON.stringify(json));
  await hall.start('console');
  const deadline = Date.now() + 15_000;
  while (!text().includes('Центр завтрашнего дня')) {
    assert.ok(Date.now() < deadline, 'the waiting plan was not adopted when the console came back');
    await new Promise((done) => setTimeout(done, 100));
  }
  await hall.take('meter-reading');
  const manager = await enter('maria');
  await sees(manager.page, 'Центр завтрашнего дня');
  await manager.context.close();
});

test('a console without the plan says so', async () => {
  const other = await startHall();
  const guest = await enterAs(browser, other, 'elena', { locale: 'en-GB' });
  await bar(guest.page, 'Plan').click();
  await sees(guest.page, 'The plan cannot be changed here');
  await checkAccessible(guest.page);
  await bar(guest.page, 'Displays').click();
  await sees(guest.page, 'The displays cannot be changed here');
  await checkAccessible(guest.page);
  await guest.context.close();
  await other.end();
});
