// The pages of the past in a real browser, over a month of simulated days: periods and their comparison, numbers that
// open their tickets, a ticket's whole life, definitions, and what is said when there is nothing or nobody may look.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilKnown } from './past.js';
import { checkAccessible, checkInBothLanguages, checkNothingClipped, dialogGone, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--past=40');
const day = hall.dayBefore;

const loaded = (page) => page.waitForFunction(() => document.querySelector('form.period') && !document.querySelector('.past-loading'));
const parts = { summary: 0, lines: 1, load: 2, days: 3, people: 4, voice: 5 };
async function goTo(page, part) {
  await page.locator('.past-parts button').nth(parts[part]).click();
  await loaded(page);
}
const fetched = (page, path) => page.evaluate(async (at) => {
  const response = await fetch(at);
  return { status: response.status, json: await response.json() };
}, path);
async function openHistory(name, options) {
  const guest = await enter(name, options);
  await untilKnown(hall, guest.page, 3);
  await guest.page.locator('nav.ways button', { hasText: /История|History/ }).click();
  await guest.page.locator('form.period').waitFor();
  await loaded(guest.page);
  return guest;
}
const numberIn = (text) => Number(text.replace(/[^\d]/g, ''));
const dialog = (page) => page.locator('dialog[open]');
const foundCount = async (page) => numberIn(await dialog(page).locator('.found-count').innerText());
const close = (page) => page.keyboard.press('Escape');
async function choosePeriod(page, from, to) {
  await page.locator('input[name=period-from]').fill(from);
  await page.locator('input[name=period-to]').fill(to);
  await page.locator('form.period button[type=submit]').click();
  await loaded(page);
}

for (const [name, locale, title] of [['maria', 'ru-RU', 'История'], ['oleg', 'en-GB', 'History']])
  test(`every part is readable by everybody and fits the page: ${name}, ${locale}`, async () => {
    const { context, page, complaints } = await openHistory(name, { locale });
    assert.equal(await page.title(), title);
    await choosePeriod(page, day(40), day(1));
    for (const part of Object.keys(parts)) {
      await goTo(page, part);
      await checkAccessible(page);
      await checkNothingClipped(page);
    }
    assert.deepEqual(complaints.filter((one) => !one.includes('401')), []); // asked who one is, before the log-in
    await context.close();
  });

test('a number opens exactly its tickets, and a ticket its whole life with who, when and why', async () => {
  const { context, page, complaints } = await openHistory('maria');
  await choosePeriod(page, day(40), day(1));
  await goTo(page, 'lines');
  const opened = page.locator('tr[data-line] td:nth-child(2) .opens').first();
  const number = numberIn(await opened.innerText());
  assert.ok(number > 20);
  await opened.focus();
  await page.keyboard.press('Enter');
  await dialog(page).locator('.found-tickets').waitFor();
  assert.equal(await foundCount(page), number);
  await checkInBothLanguages(page);
  await dialog(page).locator('.found-tickets .opens').first().click();
  await dialog(page).locator('.life-events tbody tr').first().waitFor();
  const events = await dialog(page).locator('.life-events tbody tr').allInnerTexts();
  assert.ok(events[0].includes('Талон выдан'), events[0]);
  assert.ok(events.some((event) => event.includes('Вызван') && event.includes('причина')), 'a call says why');
  assert.ok(events.length >= 3);
  await checkInBothLanguages(page);
  await dialog(page).getByRole('button', { name: 'К списку талонов' }).click();
  await dialog(page).locator('.found-tickets').waitFor();
  await close(page);
  await dialogGone(page);
  assert.deepEqual(complaints.filter((one) => !one.includes('401')), []); // asked who one is, before the log-in
  await context.close();
});

test('two presses on more bring the next tickets once, and never under another order', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, day(40), day(1));
  await goTo(page, 'lines');
  await page.locator('tr[data-line] td:nth-child(2) .opens').first().click();
  const rows = dialog(page).locator('.found-tickets tbody tr');
  const more = dialog(page).getByRole('button', { name: 'Показать ещё' });
  const held = [];
  await page.route('**/api/history/tickets?*', (route) => (route.request().url().includes('offset=0') ? route.continue() : void held.push(route)));
  await rows.first().waitFor();
  const once = await rows.count();
  await more.dblclick();
  await page.evaluate(() => null); // by now both would have been asked for
  assert.equal(held.length, 1);
  await held.pop().continue();
  await rows.nth(once).waitFor();
  const tickets = await rows.evaluateAll((all) => all.map((row) => row.dataset.ticket));
  assert.equal(new Set(tickets).size, tickets.length);
  await more.click();
  await page.evaluate(() => null);
  assert.equal(held.length, 1);
  await dialog(page).locator('.found-order select').selectOption('time');
  await rows.nth(once).waitFor({ state: 'detached' });
  const by_time = await rows.allInnerTexts();
  const late = page.waitForResponse(held[0].request().url());
  await held.pop().continue();
  await (await late).finished();
  await page.evaluate(() => new Promise((done) => setTimeout(done))); // the page has read it
  assert.deepEqual(await rows.allInnerTexts(), by_time);
  await context.close();
});

test('a cell of the heat map, a bar of the waits, a day of the calendar and a share open their tickets', async () => {
  const { context, page } = await openHistory('oleg');
  const { json } = await fetched(page, `/api/history/calendar?from=${day(40)}&to=${day(1)}`);
  await choosePeriod(page, day(40), day(1));
  await goTo(page, 'load');
  await page.locator('table.heat .opens').nth(3).click();
  await dialog(page).locator('.found-tickets').waitFor();
  assert.ok(await foundCount(page) > 0);
  await close(page);
  await goTo(page, 'days');
  const one = page.locator('.norm-day .opens').first();
  await one.click();
  await dialog(page).locator('.found-tickets').waitFor();
  assert.equal(await foundCount(page), json.days[0].wait.n);
  await close(page);
  await page.locator('.past-block summary').first().click();
  const bar = page.locator('.past-bars .opens').first();
  const waits = numberIn(await bar.innerText());
  await bar.click();
  await dialog(page).locator('.found-tickets').waitFor();
  assert.equal(await foundCount(page), waits);
  await context.close();
});

test('the numbers beside a picture are written as those of its table', async () => {
  for (const [locale, comma] of [['ru-RU', ','], ['en-GB', '.']]) {
    const { context, page } = await openHistory('maria', { locale });
    const one = { weekday: 1, hour: 9 }; // of one visitor and half an hour: numbers with a fraction along both sides
    await page.route('**/api/history/load?*', (route) => route.fulfill({ json: {
      cells: [{ ...one, issued: 1, wait: { n: 1, sum_ms: 0, max_ms: 0, over: 0 } }], staff: [{ ...one, working_ms: 1_800_000, paused_ms: 0 }], days: { 1: 1 },
    } }));
    await page.evaluate(() => {
      globalThis.drawn = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        globalThis.drawn.push(text);
        return fillText.call(this, text, ...at);
      };
    });
    await choosePeriod(page, day(40), day(1));
    await goTo(page, 'load');
    await page.waitForFunction(() => globalThis.drawn.some((text) => /^\d+[.,]\d$/.test(text)));
    const broken = (await page.evaluate(() => globalThis.drawn)).filter((text) => /\d[.,]\d/.test(text));
    assert.ok(broken.every((text) => text.includes(comma)), broken.join(' '));
    await context.close();
  }
});

test('two conditions at once: the hours of one service, which open its tickets alone', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, day(40), day(1));
  await goTo(page, 'lines');
  await page.locator('select[name=by]').selectOption('hour');
  await page.locator('select[name=filter]').selectOption('service');
  await page.locator('select[name=filter-value]').selectOption({ index: 1 });
  await loaded(page);
  const service = await page.locator('select[name=filter-value] option:checked').innerText();
  const opened = page.locator('tr[data-line] td:nth-child(2) .opens').first();
  const number = numberIn(await opened.innerText());
  await opened.click();
  await dialog(page).locator('.found-tickets').waitFor();
  assert.equal(await foundCount(page), number);
  const services = await dialog(page).locator('.found-tickets tbody tr td:nth-child(3)').allInnerTexts();
  assert.ok(services.every((text) => text.startsWith(service)), `${services} are not all of ${service}`);
  await context.close();
});

test('a period is compared with the one before, and each figure says what it was', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, day(14), day(1));
  assert.equal(await page.locator('.past-fates .was').count(), 0);
  await page.locator('select[name=comparison]').selectOption('before');
  await loaded(page);
  await page.locator('.past-fates .was').first().waitFor();
  const { json } = await fetched(page, `/api/history/summary?from=${day(28)}&to=${day(15)}`);
  assert.equal(numberIn(await page.locator('.past-fates .was').first().innerText()), json.issued);
  await checkAccessible(page);
  await context.close();
});

// How the period is compared, and with which days.
const yearAgo = (text) => `${Number(text.slice(0, 4)) - 1}${text.slice(4)}`.replace('02-29', '02-28');
const comparisons = {
  before: { from: day(28), to: day(15) },
  year: { from: yearAgo(day(14)), to: yearAgo(day(1)) },
  any: { from: day(33), to: day(20) },
};
async function compare(page, how) {
  await page.locator('select[name=comparison]').selectOption(how);
  if (how === 'any') {
    await page.locator('input[name=other-from]').fill(comparisons.any.from);
    await page.locator('input[name=other-to]').fill(comparisons.any.to);
    await page.locator('form.period button[type=submit]').click();
  }
  await loaded(page);
}
const was = async (page, place) => {
  await page.locator(place).first().waitFor();
  return (await page.locator(place).first().innerText()).replace(/^было\s*/, '');
};
// Simulated visitors rate nothing and nobody told them anything: two periods whose answers are known.
async function tellOfVoice(page) {
  const answers = (kind, of) => page.route(`**/api/history/${kind}?*`, (route) => {
    const from = new URL(route.request().url()).searchParams.get('from');
    return route.fulfill({ json: of(from === day(14)) });
  });
  await answers('ratings', (now) => ({ ratings: [{ service: 'contract', topic: '', score: now ? 5 : 3, n: now ? 8 : 4 }] }));
  await answers('promises', (now) => ({ issued: 100, services: [{ service: 'contract', n: 10, held: now ? 8 : 6, sooner: 1, later: now ? 1 : 3, heard: 10 }] }));
}

for (const [how, other] of Object.entries(comparisons))
  test(`every part shows the period compared with: ${how}`, async () => {
    const { context, page, complaints } = await openHistory('maria');
    await tellOfVoice(page);
    await choosePeriod(page, day(14), day(1));
    await compare(page, how);
    const asked = async (what) => (await fetched(page, `/api/history/${what}${what.includes('?') ? '&' : '?'}from=${other.from}&to=${other.to}`)).json;
    const empty = how === 'year'; // nothing was there a year ago
    const summary = await asked('summary');
    assert.equal(summary.issued === 0, empty);
    assert.equal(numberIn(await was(page, '.past-fates .was')), summary.issued);

    await goTo(page, 'lines');
    const { lines } = await asked('lines?by=hour');
    await page.locator('select[name=by]').selectOption('hour');
    await loaded(page);
    assert.equal(await page.locator('tr[data-line] td:nth-child(2) .was').count() > 0, lines.length > 0);
    for (const line of lines.slice(0, 3))
      assert.equal(numberIn(await was(page, `tr[data-line="${line.name}"] td:nth-child(2) .was`)), line.wait.n);

    await goTo(page, 'load');
    const load = await asked('load');
    await page.locator('table.heat').first().waitFor();
    assert.equal(await page.locator('table.heat').count(), empty ? 1 : 2);
    assert.equal(await page.locator('[aria-labelledby=heat-title] .past-other .opens').count(), load.cells.filter(({ issued }) => issued > 0).length);
    if (empty) await sees(page, 'За другой период талонов нет');
    else {
      await page.locator('[aria-labelledby=heat-title] .past-other .opens').first().click();
      await dialog(page).locator('.found-tickets').waitFor();
      assert.ok(load.cells.some(({ issued }) => issued > 0));
      const title = await dialog(page).locator('h2').first().innerText();
      const hour = Number(title.match(/(\d\d):00/)[1]);
      assert.ok(load.cells.filter((cell) => cell.hour === hour).map(({ issued }) => issued).includes(await foundCount(page)));
      await close(page);
    }
    assert.ok(await page.locator('[aria-labelledby=staff-title] tbody .was').count() > 0);
    const days = Math.max(1, Object.values(load.days).reduce((sum, one) => sum + one, 0));
    const noon = load.cells.filter(({ hour }) => hour === 12).reduce((sum, { issued }) => sum + issued, 0) / days;
    const told = await was(page, '[aria-labelledby=staff-title] tbody tr:has(th:text-is("12:00")) .was');
    assert.equal(Number(told.replace(',', '.')), Math.round(noon * 10) / 10);
    await checkAccessible(page);
    await checkNothingClipped(page);

    await goTo(page, 'days');
    const calendar = await asked('calendar');
    await page.locator('.norm-count').first().waitFor();
    assert.equal(await page.locator('.past-other .norm-day').count(), calendar.days.length);
    const kind = calendar.days.filter((one) => one.kind === 'specialist' && one.wait.n > 0 && one.wait_norm_ms !== null);
    const held = kind.filter((one) => one.wait.sum_ms / one.wait.n <= one.wait_norm_ms);
    const counts = await page.locator('.norm-count .was').allInnerTexts();
    assert.ok(counts.some((text) => text.includes(`${held.length} из ${kind.length}`)), `${counts}`);
    await page.locator('.past-block summary').first().click();
    const { bars } = await asked('bars');
    assert.equal(numberIn(await was(page, '.past-bars .was')), bars[0] ?? 0);
    await checkAccessible(page);
    await checkNothingClipped(page);

    await goTo(page, 'people');
    assert.equal(await page.locator('[aria-labelledby=missed-title] .was').count() > 0, !empty);
    await goTo(page, 'voice');
    assert.equal(await was(page, '[aria-labelledby=ratings-title] td.strong .was'), '3');
    assert.equal(await was(page, '[aria-labelledby=promises-title] td.strong .was'), '60 %');
    await checkAccessible(page);
    await checkNothingClipped(page);
    assert.deepEqual(complaints.filter((one) => !one.includes('401')), []); // asked who one is, before the log-in
    await context.close();
  });

test('means, medians, percentiles and shares open what they are made of', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, day(40), day(1));
  await goTo(page, 'lines');
  await page.locator('select[name=by]').selectOption('service');
  await loaded(page);
  const { json } = await fetched(page, `/api/history/lines?by=service&from=${day(40)}&to=${day(1)}`);
  const line = json.lines.find(({ wait, missed }) => wait.n > 20 && missed.n > 0);
  assert.ok(line, 'a service whose visitors waited and were missed');
  const opened = async (column) => {
    await page.locator(`tr[data-line="${line.name}"] td:nth-child(${column}) .opens`).click();
    await dialog(page).locator('.found-count').waitFor();
    const found = await foundCount(page);
    await close(page);
    return found;
  };
  assert.equal(await opened(3), line.wait.n); // mean
  assert.equal(await opened(4), line.wait.n); // median
  const longest_tenth = await opened(5);
  assert.ok(longest_tenth >= 1 && longest_tenth <= Math.ceil(line.wait.n / 5), `${longest_tenth} of ${line.wait.n}`);
  assert.equal(await opened(8), line.wait.n + line.left.n + line.closed.n); // the median of all
  await page.locator('.segments button').nth(2).click();
  await loaded(page);
  assert.equal(await opened(5), line.missed.n); // share of no-shows
  await goTo(page, 'load');
  await page.locator('[aria-labelledby=staff-title] tbody td:nth-child(3) .opens').first().click();
  await dialog(page).locator('.found-tickets').waitFor();
  await context.close();
});

test('an estimate opens the tickets called sooner, within it and later', async () => {
  const { context, page } = await openHistory('maria');
  await tellOfVoice(page);
  const asked = [];
  await page.route('**/api/history/tickets?*', (route) => {
    asked.push(Object.fromEntries(new URL(route.request().url()).searchParams));
    return route.continue();
  });
  await choosePeriod(page, day(14), day(1));
  await goTo(page, 'voice');
  for (const column of [3, 4, 5]) {
    await page.locator(`[aria-labelledby=promises-title] tbody td:nth-child(${column}) .opens`).click();
    await dialog(page).locator('.found-count').waitFor(); // the console knows the word
    await close(page);
  }
  assert.deepEqual(asked.map(({ counted, over, service }) => [counted, over, service]),
    [['promised', '0', 'contract'], ['promised_sooner', undefined, 'contract'], ['promised_later', undefined, 'contract']]);
  await context.close();
});

test('idleness and ratings are defined one click away, in both languages', async () => {
  const { context, page } = await openHistory('maria');
  await tellOfVoice(page);
  await choosePeriod(page, day(40), day(1));
  for (const [language, idle, rating] of [['РУ', 'Число отрезков простоя', 'Оценка от 1 до 5'], ['EN', 'The number of stretches of idleness', 'A score of 1 to 5']]) {
    await page.locator('.languages button', { hasText: language }).click();
    await goTo(page, 'people');
    await page.locator('[aria-labelledby=idle-title] th .define').first().click();
    await sees(page, idle);
    await checkAccessible(page);
    await close(page);
    await goTo(page, 'voice');
    await page.locator('[aria-labelledby=ratings-title] h2 .define').click();
    await sees(page, rating);
    await close(page);
  }
  await context.close();
});

test('the definition of a figure is one click away, in both languages', async () => {
  const { context, page } = await openHistory('maria');
  await page.locator('.presets button').nth(3).click();
  await loaded(page);
  await choosePeriod(page, day(20), day(1));
  for (const [language, words] of [['РУ', 'обслужены + не дождались с ожиданием больше X'], ['EN', 'served + abandoned with a wait of more than X']]) {
    await page.locator('.languages button', { hasText: language }).click();
    await page.locator('.past-share .define').click();
    await sees(page, words);
    await checkAccessible(page);
    await close(page);
  }
  await context.close();
});

test('a period without tickets says so, a wrong one is refused, and nothing is asked for it', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, '2020-01-01', '2020-01-31');
  for (const part of ['summary', 'lines', 'load', 'days']) {
    await goTo(page, part);
    await sees(page, 'За этот период талонов нет');
  }
  await page.locator('input[name=period-to]').fill('2019-01-01');
  await page.locator('form.period button[type=submit]').click();
  await sees(page, 'первый день не позже последнего');
  for (const path of ['summary?from=2026-03-02&to=2026-03-01', 'summary?from=2026-02-30&to=2026-03-01', 'lines?from=1000-01-01&to=2026-03-01&by=day', 'summary'])
    assert.equal((await fetched(page, `/api/history/${path}`)).json.code, 'bad_period');
  for (const path of ['lines?by=moon', 'tickets?counted=moon', 'tickets?counted=wait&hour=24', 'tickets?counted=wait&offset=-1', `lines?by=hour&service=${'x'.repeat(65)}`])
    assert.equal((await fetched(page, `/api/history/${path}&from=2026-03-01&to=2026-03-02`)).json.code, 'malformed');
  assert.equal((await fetched(page, '/api/history/ticket?id=999999999')).json.code, 'unknown_visit');
  await context.close();
});

test('operators, guards and administrators have no way to the past', async () => {
  for (const name of ['anna', 'gleb', 'elena']) {
    const { context, page } = await enter(name);
    assert.equal(await page.locator('nav.ways button', { hasText: 'История' }).count(), 0);
    for (const path of ['frame', 'summary', 'tickets', 'ticket?id=1'])
      assert.equal((await fetched(page, `/api/history/${path}`)).status, 403);
    await context.close();
  }
});

test('without the dispatcher the numbers still open, and a ticket’s life says what is missing', async () => {
  const { context, page } = await openHistory('maria');
  await choosePeriod(page, day(40), day(1));
  await hall.kill('dispatcher');
  await page.locator('.past-fates .opens').first().click();
  await dialog(page).locator('.found-tickets .opens').first().click();
  await dialog(page).locator('.life').waitFor({ timeout: 15_000 });
  assert.ok(await dialog(page).locator('.life table').first().locator('tbody tr').count() > 0);
  await dialog(page).getByText(/диспетчер/i).first().waitFor();
  await hall.start('dispatcher');
  await context.close();
});
