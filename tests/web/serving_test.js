// What an operator does for a visitor beyond call, start and finish: thanks, stages, another step, who did not come, and
// what is at hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--rules', '--short-times');
await hall.command('open_window', { window: 3, person: 'anna' });

const at = (kind, body = {}) => hall.command(kind, { window: 3, person: 'anna', ...body });
const numberOf = (shown) => ({ letter: shown[0], ordinal: Number(shown.slice(1)) });
const ticket = (page, number) => page.locator('.ticket-number', { hasText: number });
const hears = (page) => page.locator('button.step:not([data-deaf])').waitFor();
const press = async (page, button) => {
  await hears(page);
  await button.click();
};
// Neither a no-show nor the end of a service is taken in its first second.
const aMoment = (page) => page.locator('.clock', { hasText: /0:(0[2-9]|[1-5]\d)/ }).waitFor();
const finish = async (page) => {
  await aMoment(page);
  await at('finish_service', { outcome: 'resolved' });
  await page.locator('.visitor-none').waitFor();
};

test('who has waited longer than the norm is to be thanked for it, and who has not is not', async () => {
  const { context, page } = await enter('anna');
  const thanks = page.locator('.thank');
  const soon = await hall.take('contract');
  await at('call_next');
  await ticket(page, soon).waitFor();
  assert.equal(await thanks.count(), 0);
  await at('start_service');
  const late = await hall.take('contract');
  const waits = page.locator('.row', { hasText: late }).locator('.row-time');
  for (const told of ['скоро норма', 'дольше нормы']) await waits.getByRole('img', { name: told, exact: true }).waitFor();
  assert.equal(await thanks.count(), 0);
  await finish(page);
  await press(page, page.locator('button.step'));
  await ticket(page, late).waitFor();
  await thanks.filter({ hasText: 'Поблагодарите его за ожидание.' }).waitFor();
  await checkInBothLanguages(page);
  await press(page, page.locator('button.step'));
  await page.locator('.visitor-serving .thank').waitFor();
  await page.getByRole('button', { name: 'EN' }).click();
  await thanks.filter({ hasText: 'Please thank them for waiting.' }).waitFor();
  await page.getByRole('button', { name: 'РУ' }).click();
  await finish(page);
  await context.close();
});

test('each stage of a service is entered by its button, and its colour and a sign say how its time stands', async () => {
  const { context, page } = await enter('anna');
  const number = await hall.take('contract');
  await at('call_by_number', { number: numberOf(number) });
  await at('start_service');
  const stages = page.locator('.stage');
  await stages.nth(2).waitFor();
  assert.deepEqual(await stages.evaluateAll((all) => all.map((each) => each.firstChild.textContent)),
    ['Приветствие и выяснение вопроса', 'Решение вопроса', 'Завершение разговора']);
  for (const [nth, id] of ['greeting', 'matter', 'farewell'].entries()) {
    if (nth > 0) await press(page, stages.nth(nth));
    await stages.nth(nth).and(page.locator('[aria-pressed=true].stage-calm')).waitFor();
    assert.equal(await page.locator('.stage-runs').count(), 1);
    const colours = {};
    for (const [level, sign] of [['calm', null], ['near', 'скоро норма'], ['over', 'дольше нормы']]) {
      const look = await page.waitForFunction(([index, wanted]) => { // all of it at one moment: the next colour comes soon
        const button = document.querySelectorAll('.stage')[index];
        return button.classList.contains(`stage-${wanted}`) && {
          colour: getComputedStyle(button).backgroundColor,
          told: [...button.querySelectorAll('svg')].map((each) => each.getAttribute('aria-label')),
        };
      }, [nth, level]);
      const { colour, told } = await look.jsonValue();
      colours[level] = colour;
      assert.deepEqual(told, sign ? [sign] : []);
    }
    assert.equal(new Set(Object.values(colours)).size, 3, JSON.stringify(colours));
    if (nth > 0) assert.equal((await hall.events('stage_entered')).at(-1).stage, id);
  }
  await checkInBothLanguages(page);
  await press(page, stages.nth(0)); // and back
  await stages.nth(0).and(page.locator('[aria-pressed=true]')).waitFor();
  assert.equal((await hall.events('stage_entered')).at(-1).stage, 'greeting');
  await finish(page);
  await context.close();
});

test('a step is added to the visit, with the way back; the visitor goes there when this one is done', async () => {
  await hall.command('open_window', { window: 4, person: 'vera' });
  const { context, page } = await enter('anna');
  const number = await hall.take('contract');
  await at('call_by_number', { number: numberOf(number) });
  await at('start_service');
  await page.locator('.visitor-serving').waitFor();
  await page.keyboard.press('KeyA');
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  assert.ok(await dialog.locator('button[type=submit]').isDisabled(), 'no service is chosen yet');
  await checkInBothLanguages(page);
  await dialog.getByRole('radio', { name: 'Возврат переплаты' }).check();
  await dialog.locator('input[name=back]').check();
  await dialog.locator('button[type=submit]').click();
  const route = page.locator('.route');
  await route.filter({ hasText: 'Возврат переплаты' }).filter({ hasText: 'Заключить договор' }).waitFor();
  assert.deepEqual((await hall.events('step_added')).slice(-2).map(({ step }) => step.service), ['contract', 'refund']);
  await checkInBothLanguages(page);
  await aMoment(page);
  await press(page, page.locator('button.step'));
  await page.getByRole('button', { name: 'Консультация' }).click();
  await page.locator('.row', { hasText: number }).filter({ hasText: 'Возврат переплаты' }).waitFor();
  await hall.command('close_window', { window: 4, sure: true, person: 'vera' });
  await at('call_by_number', { number: numberOf(number) });
  await at('start_service');
  await page.locator('.visitor-serving').waitFor();
  await aMoment(page);
  await at('finish_service', { outcome: 'resolved' }); // of the step; the way back is next
  await page.locator('.row', { hasText: number }).filter({ hasText: 'Заключить договор' }).waitFor();
  await at('call_by_number', { number: numberOf(number) });
  await at('start_service');
  await finish(page);
  await context.close();
});

test('who does not come is missed, stands in the list, and is back by one press', async () => {
  const { context, page } = await enter('anna');
  const number = await hall.take('contract');
  await at('call_by_number', { number: numberOf(number) });
  await ticket(page, number).waitFor();
  await aMoment(page);
  await press(page, page.locator('button.other-report_no_show'));
  await ticket(page, number).waitFor({ state: 'detached' });
  const missed = page.locator('.panel-missed .row', { hasText: number });
  await missed.filter({ hasText: 'Окно 3' }).filter({ hasText: /1[45]:\d\d/ }).waitFor(); // a quarter of an hour to come back
  assert.equal(await page.locator('.panel-queue .row', { hasText: number }).count(), 0);
  await checkInBothLanguages(page);
  await press(page, missed.getByRole('button', { name: `Вернулся ${number}` }));
  await page.locator('.panel-queue .row', { hasText: number }).waitFor();
  await page.locator('.panel-missed').waitFor({ state: 'detached' });
  assert.equal((await hall.events('ticket_returned')).length, 1);
  await at('call_by_number', { number: numberOf(number) });
  await at('start_service');
  await page.locator('.visitor-serving').waitFor();
  await finish(page);
  await context.close();
});

test('a ready phrase is copied in the language of the page, and a link opens a page of its own', async () => {
  const { context, page } = await enter('anna');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(hall.url).origin });
  const number = await hall.take('recalculation');
  await at('call_by_number', { number: numberOf(number) });
  const panel = page.locator('.panel-guidance');
  await panel.waitFor();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const phrases = {
    РУ: ['Мы ответим письменно в течение 30 дней со дня обращения.', 'Скопировано'],
    EN: ['We answer in writing within 30 days of your application.', 'Copied'],
  };
  for (const [language, [phrase, copied]] of Object.entries(phrases)) {
    await page.getByRole('button', { name: language, exact: true }).click();
    const row = panel.locator('.phrase', { hasText: phrase });
    assert.notEqual(await clipboard(), phrase);
    await row.getByRole('button').click();
    await row.getByRole('button', { name: copied }).waitFor();
    assert.equal(await clipboard(), phrase);
  }
  await checkInBothLanguages(page);
  const links = { 'Tariffs by period': 'https://lk.example.com/tariffs', 'Charge calculator': 'https://lk.example.com/calculator' };
  await context.route('https://lk.example.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>there</title>' }));
  for (const [name, address] of Object.entries(links)) {
    const opened = context.waitForEvent('page');
    await panel.getByRole('link', { name }).click();
    const there = await opened;
    await there.waitForLoadState();
    assert.equal(there.url(), address);
    assert.equal(await there.evaluate(() => window.opener), null);
    await there.close();
  }
  await sees(page, number); // the window's page is where it was
  await context.close();
});
