// The page "Reports": who may open it, what it shows and prints, and that its files are what they say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkAccessible, checkNothingClipped, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--reports');
await hall.command('open_window', { window: 3, person: 'anna' });
for (let i = 0; i < 3; ++i) await hall.take('contract');
for (const outcome of [{ outcome: 'resolved' }, { outcome: 'forwarded', reference: '=HYPERLINK("x")' }]) {
  await hall.command('call_next', { window: 3, person: 'anna' });
  await hall.command('start_service', { window: 3, person: 'anna' });
  await hall.command('finish_service', { window: 3, person: 'anna', ...outcome });
}

const open = async (name, options) => {
  const guest = await enter(name, options);
  await guest.page.locator('.ways button', { hasText: /^(Отчёты|Reports)$/ }).click();
  await guest.page.locator('.report').waitFor();
  return guest;
};
const language = (page, name) => page.locator('.languages button', { hasText: name }).click();
const shown = (page, row) => page.locator('.report-shown tbody tr', { has: page.locator('th', { hasText: new RegExp(`^${row}$`) }) });

// The statistics hear of a visit within seconds.
async function counted(page) {
  for (let i = 0; i < 20; ++i) {
    if ((await shown(page, 'Обслужено').locator('td').first().innerText()) === '2') return;
    await page.getByRole('button', { name: 'Предыдущий период' }).click();
    await page.locator('.report').waitFor();
    await page.getByRole('button', { name: 'Следующий период' }).click();
    await page.locator('.report').waitFor();
    await page.waitForTimeout(500);
  }
  assert.fail('the report never counted the visits');
}

async function download(page, locator) {
  const [file] = await Promise.all([page.waitForEvent('download'), locator.click()]);
  const path = join(mkdtempSync(join(tmpdir(), 'okno-report-')), file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

test('a manager and an auditor read the report of a day, in both languages, at every table', async () => {
  for (const name of ['maria', 'oleg']) {
    const { context, page, complaints } = await open(name);
    await counted(page);
    assert.equal(await shown(page, 'Выдано').locator('td').first().innerText(), '3');
    await sees(page, 'Контрольная сумма журнала на этом номере');
    assert.match(await shown(page, 'Контрольная сумма журнала на этом номере').locator('td').first().innerText(), /^[0-9a-f]{32}$/);
    for (const tongue of ['РУ', 'EN']) {
      await language(page, tongue);
      await page.locator('.report').waitFor();
      for (const tab of await page.locator('.report-tabs button').all()) {
        await tab.click();
        await checkNothingClipped(page);
      }
      await checkAccessible(page);
    }
    await sees(page, 'What it means');
    assert.deepEqual(complaints.filter((text) => !text.includes('401')), []); // before the log-in
    await context.close();
  }
});

test('the first report is of the day at the hall, whatever the date where the browser is', async () => {
  const dateIn = (timeZone) => new Intl.DateTimeFormat('sv', { timeZone }).format(Date.now());
  const timezoneId = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].find((zone) => dateIn(zone) !== dateIn(hall.zone));
  assert.ok(timezoneId, 'somewhere it is another day');
  const guest = await enter('maria', { timezoneId });
  const asked = [];
  guest.page.on('request', (request) => asked.push(new URL(request.url()).searchParams.get('period')));
  await guest.page.locator('.ways button', { hasText: 'Отчёты' }).click();
  await guest.page.locator('.report').waitFor();
  assert.deepEqual(asked.filter(Boolean), [hall.dayBefore(0)]);
  assert.equal(await guest.page.locator('input[name=day]').inputValue(), hall.dayBefore(0));
  await guest.context.close();
});

test('operator, guard and administrator have no reports, neither on the page nor from the server', async () => {
  for (const name of ['anna', 'gleb', 'elena']) {
    const { context, page } = await enter(name);
    assert.equal(await page.locator('.ways button', { hasText: 'Отчёты' }).count(), 0);
    for (const path of ['?period=2026-03', '/file?period=2026-03&format=csv', '/forwarded', '/forwarded/file', '/folder', '/folder/file?name=day-2026-03-02.csv']) {
      const status = await page.evaluate(async (url) => (await fetch(url)).status, `/api/reports${path}`);
      assert.equal(status, 403, `${name} ${path}`);
    }
    await context.close();
  }
  const answer = await fetch(`${hall.url}api/reports?period=2026-03`);
  assert.equal(answer.status, 401);
});

test('day, month, quarter and year follow each other, and what is no period is told so', async () => {
  const { context, page } = await open('maria');
  const now = new Date();
  for (const [kind, text] of [['month', `${now.getFullYear()} г.`], ['quarter', 'квартал'], ['year', `${now.getFullYear()} год`]]) {
    await page.locator(`button[data-kind=${kind}]`).click();
    await page.locator('.report-title p', { hasText: text }).waitFor();
    await page.locator('.report-title p', { hasText: 'период ещё не завершён' }).waitFor();
    await checkNothingClipped(page);
  }
  await page.locator('[data-tab=days]').click();
  await page.locator('.report-shown tbody tr').first().waitFor();
  await page.locator('button[data-kind=day]').click();
  await page.locator('input[name=day]').fill('2026-03-02');
  await page.locator('.report-title p', { hasText: '2 марта 2026 г.' }).waitFor();
  await page.locator('[data-tab=services]').click();
  await sees(page, 'За этот период данных нет.');
  for (const wrong of ['', '2026-13', '../../etc', '2026-02-30']) {
    const told = await page.evaluate(async (url) => (await fetch(url)).json(), `/api/reports?period=${encodeURIComponent(wrong)}`);
    assert.equal(told.code, 'bad_period');
    assert.match(told.sentence.ru, /Такого периода нет/);
  }
  await context.close();
});

test('XLSX and CSV are downloaded and are what they say', async () => {
  const { context, page } = await open('maria', { acceptDownloads: true });
  await counted(page);
  const csv = await download(page, page.locator('[data-format=csv]'));
  assert.match(csv, /okno-day-\d{4}-\d\d-\d\d\.csv$/);
  const bytes = readFileSync(csv);
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const text = bytes.toString('utf8');
  assert.match(text, /\r\nВыдано;3;\r\n/);
  assert.match(text, /"'=HYPERLINK\(""x""\)"/);
  const xlsx = await download(page, page.locator('[data-format=xlsx]'));
  const script = join(tmpdir(), `okno-read-${process.pid}.py`);
  writeFileSync(script, 'import openpyxl, sys\nbook = openpyxl.load_workbook(sys.argv[1])\n'
    + 'print(len(book.sheetnames), {r[0].value: r[1].value for r in book["Итоги"].iter_rows()}["Выдано"], sum(c.data_type == "f" for s in book for r in s.iter_rows() for c in r))\n');
  assert.equal(execFileSync('/usr/bin/python3', [script, xlsx]).toString().trim(), '11 3 0');
  await context.close();
});

test('forwarded applications stand there with both deadlines, and are exported', async () => {
  const { context, page } = await open('oleg', { acceptDownloads: true });
  const row = page.locator('.forwarded tbody tr');
  await row.filter({ hasText: '=HYPERLINK("x")' }).waitFor();
  assert.equal(await row.count(), 1);
  assert.equal(await row.locator('td').last().innerText(), '30');
  const csv = await download(page, page.locator('[data-forwarded=csv]'));
  const lines = readFileSync(csv, 'utf8').split('\r\n');
  assert.equal(lines.length, 3); // the last one is ended, too
  assert.equal(lines[2], '');
  assert.match(lines[0], /^\ufeffНомер обращения;Талон;Услуга;Окно;Принято;/);
  await language(page, 'EN');
  await sees(page, 'Days until the answer is due');
  await checkAccessible(page);
  await context.close();
});

test('the finished reports of the folder are listed and can be fetched, and nothing else can', async () => {
  writeFileSync(join(hall.reports, 'day-2026-03-02.csv'), 'kept');
  writeFileSync(join(hall.reports, 'secret.txt'), 'secret');
  const { context, page } = await open('maria', { acceptDownloads: true });
  const link = page.locator('.report-list a', { hasText: 'day-2026-03-02.csv' });
  await link.waitFor();
  assert.equal(await page.locator('.report-list li').count(), 1);
  assert.equal(readFileSync(await download(page, link), 'utf8'), 'kept');
  for (const name of ['secret.txt', '../console/users.json', 'day-2026-03-03.csv']) {
    const status = await page.evaluate(async (url) => (await fetch(url)).status, `/api/reports/folder/file?name=${encodeURIComponent(name)}`);
    assert.equal(status, 404);
  }
  await checkAccessible(page);
  await context.close();
});

test('on paper the report stands alone, with every table', async () => {
  const { context, page } = await open('maria');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.header', '.ways', '.report-choice', '.report-tabs', '.report-card'])
    assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, gone);
  assert.equal(await page.locator('.report-sheet').filter({ visible: true }).count(), 11);
  await page.locator('.report-title').filter({ visible: true }).waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 4).toString(), '%PDF');
  await context.close();
});
