// The administrator's page of what the boards show: real programs, real browser, a real folder.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkInBothLanguages, dialogGone, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--editing');

const picture = readFileSync(new URL('../../docs/images/board.png', import.meta.url));
const dialog = (page) => page.locator('dialog[open]');
const field = (page, name) => dialog(page).locator(`[name="${name}"]`);
const save = (page) => dialog(page).locator('button[type=submit]').click();
const cards = () => readdirSync(hall.playlist).filter((name) => name.endsWith('.toml')).sort();
const card = (page, title) => page.locator('.content-card', { hasText: title });

// Right after an answer the list takes no press.
const hearing = (page) => page.locator('.content-list:not([data-deaf])').waitFor({ state: 'attached' });

async function openContent(options = {}, word = 'Экраны', add = 'Добавить карточку') {
  const guest = await enter('elena', options);
  await guest.page.locator('nav.ways button', { hasText: word }).click();
  await guest.page.getByRole('button', { name: add }).waitFor();
  return guest;
}

async function addText(page, title, words) {
  await page.getByRole('button', { name: 'Добавить карточку' }).click();
  await field(page, 'title-ru').fill(title);
  await field(page, 'text-ru').fill(words);
  await save(page);
  await dialogGone(page);
  await card(page, title).waitFor();
}

test('only the administrator has the displays', async () => {
  for (const name of ['maria', 'oleg', 'gleb', 'anna']) {
    const { page, context } = await enter(name);
    assert.equal(await page.locator('nav.ways button', { hasText: 'Экраны' }).count(), 0);
    for (const path of ['/api/content', '/api/content/picture?name=a.png'])
      assert.equal(await page.evaluate(async (where) => (await fetch(where)).status, path), 403, name);
    await context.close();
  }
});

test('text cards and pictures are added, an advertisement only under a contract', async () => {
  const { page, context, complaints } = await openContent();
  await checkInBothLanguages(page);
  await addText(page, 'Передайте показания', 'С 15 по 25 число каждого месяца.');
  await page.getByRole('button', { name: 'Добавить карточку' }).click();
  await checkInBothLanguages(page);
  await field(page, 'title-ru').fill('Тарифы с января');
  await field(page, 'kind').selectOption('advertising');
  await field(page, 'picture').setInputFiles({ name: '../../evil.php', mimeType: 'image/png', buffer: picture });
  await save(page);
  await dialog(page).getByRole('alert').filter({ hasText: 'Рекламу показывают только по договору' }).filter({ hasText: '158' }).waitFor();
  await field(page, 'contract').fill('17/2026');
  await field(page, 'valid_from').fill('2026-01-01');
  await field(page, 'valid_until').fill('2099-12-31');
  await save(page);
  await dialogGone(page);
  await card(page, 'Тарифы с января').filter({ hasText: 'договор 17/2026' }).locator('img').waitFor();
  assert.equal(await card(page, 'Тарифы с января').locator('img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true);
  assert.deepEqual(cards().length, 2);
  assert.ok(readdirSync(hall.playlist).every((name) => /^\d{4}-[a-z]+-[0-9a-f]{8}\.(toml|png)$/.test(name)), 'names are made by the server');
  await checkInBothLanguages(page);
  assert.deepEqual(complaints.filter((each) => !/40[01]/.test(each)), []);
  await context.close();
});

test('what is no picture is refused in both languages and leaves nothing behind', async () => {
  const before_ = readdirSync(hall.playlist).length;
  const { page, context } = await openContent({ locale: 'en-GB' }, 'Displays', 'Add a card');
  await page.getByRole('button', { name: 'Add a card' }).click();
  await field(page, 'title-en').fill('Broken');
  for (const buffer of [Buffer.from('<svg onload="alert(1)"/>'), picture.subarray(0, 3000)]) {
    await field(page, 'picture').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    await save(page);
    await dialog(page).getByRole('alert').filter({ hasText: 'This is no PNG or JPEG picture' }).waitFor();
  }
  await field(page, 'picture').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.concat([picture, Buffer.alloc(6_100_000)]) }, { timeout: 60_000 }); // through the debugger's line
  await save(page);
  await dialog(page).getByRole('alert').filter({ hasText: 'larger than 6 MB' }).waitFor();
  assert.equal(readdirSync(hall.playlist).length, before_);
  await context.close();
});

test('dates and order change, and comments in the file stay', async () => {
  const { page, context } = await openContent();
  const [first] = cards();
  const file = join(hall.playlist, first);
  writeFileSync(file, `# Written by hand.\n${readFileSync(file, 'utf8')}`);
  await page.reload();
  await page.locator('nav.ways button', { hasText: 'Экраны' }).click();
  await card(page, 'Передайте показания').getByRole('button', { name: 'Изменить' }).click();
  await field(page, 'valid_until').fill('2026-01-31');
  await save(page);
  await dialogGone(page);
  await card(page, 'Передайте показания').filter({ hasText: 'срок истёк' }).waitFor();
  assert.match(readFileSync(file, 'utf8'), /# Written by hand\.[^]*valid_until = "2026-01-31"|valid_until = "2026-01-31"[^]*# Written by hand\./);
  await hearing(page);
  await card(page, 'Тарифы с января').getByRole('button', { name: 'Выше' }).click();
  await page.locator('.content-card').first().filter({ hasText: 'Тарифы с января' }).waitFor();
  assert.match(readFileSync(join(hall.playlist, cards()[0]), 'utf8'), /advertising/);
  await context.close();
});

test('a card that somebody else has changed is not overwritten', async () => {
  const { page, context } = await openContent();
  await card(page, 'Передайте показания').getByRole('button', { name: 'Изменить' }).click();
  const file = join(hall.playlist, cards()[1]);
  writeFileSync(file, readFileSync(file, 'utf8').replace('2026-01-31', '2026-02-28'));
  await field(page, 'valid_until').fill('2026-03-31');
  await save(page);
  await dialog(page).getByRole('alert').filter({ hasText: 'уже изменил кто-то другой' }).waitFor();
  assert.ok(readFileSync(file, 'utf8').includes('2026-02-28'));
  await context.close();
});

test('what is removed can be brought back with its picture', async () => {
  const { page, context } = await openContent();
  const count = readdirSync(hall.playlist).length;
  await card(page, 'Тарифы с января').getByRole('button', { name: 'Убрать' }).click();
  await page.locator('[data-removed]', { hasText: 'Тарифы с января' }).waitFor();
  assert.equal(cards().length, 1);
  await checkInBothLanguages(page);
  await hearing(page);
  await page.locator('[data-removed]', { hasText: 'Тарифы с января' }).getByRole('button', { name: 'Вернуть' }).click();
  await card(page, 'Тарифы с января').locator('img').waitFor();
  assert.ok(readdirSync(hall.playlist).length >= count);
  await page.locator('nav.ways button', { hasText: 'Журнал действий' }).click();
  await page.locator('tr[data-deed=content_restored]', { hasText: 'elena' }).waitFor();
  await context.close();
});

test('a double click removes one card, even when the list has moved up between its two presses', async () => {
  for (const name of ['0970', '0980', '0990'])
    writeFileSync(join(hall.playlist, `${name}-note.toml`), `kind = "reminder"\ntitle = { ru = "Карточка ${name}", en = "Card ${name}" }\ntext = { ru = "Два слова", en = "Two words" }\n`);
  const { page, context } = await openContent();
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.postDataJSON().file); });
  const remove = (name) => card(page, `Карточка ${name}`).getByRole('button', { name: 'Убрать' });
  await remove('0970').dblclick();
  await card(page, 'Карточка 0970').waitFor({ state: 'detached' });
  assert.deepEqual(sent, ['0970-note.toml'], 'the second press came before the answer');
  assert.equal(await page.locator('.notice-refusal').count(), 0);
  await hearing(page);
  const under = await remove('0980').evaluate((button) => new Promise((done) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    new MutationObserver((_, watch) => {
      if (document.body.contains(button) && button.closest('.content-card').dataset.card === '0980-note.toml') return;
      watch.disconnect();
      const next = document.elementFromPoint(left + width / 2, top + height / 2);
      next.click();
      done(next.getAttribute('aria-label'));
    }).observe(document.querySelector('.content-list'), { childList: true, subtree: true, attributes: true });
    button.click();
  }));
  assert.equal(under, 'Убрать: Карточка 0990');
  await hearing(page);
  assert.deepEqual(sent, ['0970-note.toml', '0980-note.toml'], 'the second press came after the answer');
  await remove('0990').click();
  await card(page, 'Карточка 0990').waitFor({ state: 'detached' });
  await context.close();
});

test('what a board cannot show, and a card with a mistake, are named', async () => {
  writeFileSync(join(hall.playlist, '0900-film.toml'), 'kind = "film"\ntitle = { ru = "Кино" }\n');
  await hall.command('report_device', { about: 'display-1', condition: 'ready', skips: [cards()[0]] }, 'display-1');
  const { page, context } = await openContent();
  await page.locator('[data-card="0900-film.toml"]').filter({ hasText: 'пункты 158 и 159' }).waitFor();
  await page.locator('.content-card').first().filter({ hasText: 'табло display-1 показать не может' }).waitFor();
  assert.ok(existsSync(join(hall.playlist, '0900-film.toml')));
  await checkInBothLanguages(page);
  await context.close();
});
