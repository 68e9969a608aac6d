// The staff and the kiosk, with real programs: a ticket given by the staff and printed at a kiosk, a visitor who asks
// for somebody, and one who has no slip.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkAccessible, checkInBothLanguages, checkNothingClipped, dialogGone, fitsWithoutScrolling, sees, stageFor,
} from './stage.js';

const { hall, enter } = await stageFor();

const form = (page) => page.locator('form.give');
const given = (page) => page.locator('.given-number');
const paper = (page, state) => page.locator(`.paper[data-paper="${state}"]`);
const call = (page, kiosk) => page.locator(`.staff-call[data-kiosk="${kiosk}"]`);
const titled = (page, wanted) => page.waitForFunction(({ source }) => new RegExp(source).test(document.title), { source: wanted.source });
const told = (page) => page.locator('.staff-calls ~ p.unseen[role=status]');
const open = async (page) => {
  await page.keyboard.press('KeyI');
  await form(page).waitFor();
};
const fill = async (page, service, reason) => {
  await page.locator('input[name=find]').fill(service);
  await page.keyboard.press('Enter');
  await page.locator('input[name=reason]').fill(reason);
};
const numberOf = (shown) => ({ letter: shown[0], ordinal: Number(shown.slice(1)) });
const eventsOf = (events, kind) => events.filter((event) => event.kind === kind);

test('before any kiosk is known the ticket is given all the same, and its number is to be told', async () => {
  const { context, page } = await enter('anna');
  await open(page);
  await sees(page, 'Ни один киоск не на связи');
  await checkAccessible(page);
  await fill(page, 'заключить договор', 'Посетитель плохо видит');
  await page.keyboard.press('Enter');
  await given(page).filter({ hasText: /^E\d{3}$/ }).waitFor();
  await paper(page, 'nowhere').waitFor();
  await context.close();
});

test('an operator gives a ticket by keys alone, it is printed at the kiosk, and the next one can be given', async () => {
  await hall.start('kiosk-1');
  await hall.start('printer-1');
  const { context, page, complaints } = await enter('anna');
  await open(page);
  const kiosk = page.locator('input[name=kiosk]');
  await kiosk.waitFor();
  assert.ok(await kiosk.isChecked(), 'the only kiosk is chosen');
  await page.keyboard.type('заключить дог');
  await page.keyboard.press('Enter'); // the first that fits; then the reasons
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('input[name=reason]').inputValue(), 'Трудно пользоваться экраном');
  await page.keyboard.press('Control+Enter');
  await given(page).waitFor();
  const number = await given(page).innerText();
  assert.match(number, /^E\d{3}$/);
  await page.keyboard.press('Enter'); // one press too many does not take the number away
  await given(page).waitFor();
  await paper(page, 'printed').filter({ hasText: 'Терминал у входа' }).waitFor();
  await checkInBothLanguages(page);
  await page.locator('.given-next:not([data-deaf])').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.given-before', { hasText: number }).waitFor();
  assert.equal(await page.locator('input[name=reason]').inputValue(), '');
  await page.keyboard.press('Escape');
  await page.locator('main.desk').waitFor();
  await page.locator('.row', { hasText: number }).filter({ hasText: 'Трудно пользоваться экраном' }).waitFor();
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
  await context.close();
});

test('without a service or a reason nothing is given, and what is missing is said and has the focus', async () => {
  const { context, page } = await enter('maria');
  await page.locator('button.other-reception').click();
  await form(page).waitFor();
  const submit = page.getByRole('button', { name: 'Выдать талон' });
  await submit.click();
  await sees(page, 'Выберите услугу.');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'find');
  await page.getByRole('radio', { name: 'Заключить договор' }).first().check();
  await page.locator('input[name=reason]').fill('   ');
  await submit.click();
  await sees(page, 'Выберите причину или напишите её.');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'reason');
  assert.equal(await given(page).count(), 0);
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Киоск не работает' }).click();
  await page.getByText('Выберите причину или напишите её.').waitFor({ state: 'detached' });
  await page.locator('select[name=category]').selectOption('veterans');
  await page.getByRole('radio', { name: 'английский' }).check();
  await submit.click();
  await given(page).waitFor();
  const number = await given(page).innerText();
  await page.keyboard.press('Escape');
  await page.locator('main.overview').waitFor();
  await hall.command('open_window', { window: 3 });
  await hall.command('call_by_number', { window: 3, number: numberOf(number) });
  const operator = await enter('anna');
  await operator.page.locator('.ticket-number', { hasText: number }).waitFor();
  await sees(operator.page, 'Ветераны');
  await sees(operator.page, 'английский');
  await sees(operator.page, 'Киоск не работает');
  await hall.command('finish_service', { window: 3, outcome: 'resolved' });
  await hall.command('close_window', { window: 3, sure: true });
  await operator.context.close();
  await context.close();
});

test('a printer that fails is told, and the operator who calls the visitor knows that there is no slip', async () => {
  const manager = await enter('maria');
  await hall.kill('printer-1');
  await open(manager.page);
  await fill(manager.page, 'заключить договор', 'Потерял талон');
  await manager.page.keyboard.press('Control+Enter');
  await given(manager.page).waitFor();
  await paper(manager.page, 'late').waitFor({ timeout: 15_000 });
  await sees(manager.page, 'Назовите номер посетителю');
  const number = await given(manager.page).innerText();
  await hall.command('report_print', { ticket: await lastTicket(), print: 'failed' }, 'printer-1');
  await paper(manager.page, 'failed').waitFor();
  await checkAccessible(manager.page);
  const operator = await enter('anna');
  await hall.command('open_window', { window: 3 });
  await hall.command('call_by_number', { window: 3, number: numberOf(number) });
  await operator.page.locator('.paperless', { hasText: 'знает только номер' }).waitFor();
  await checkAccessible(operator.page);
  await checkNothingClipped(operator.page);
  assert.ok(await fitsWithoutScrolling(operator.page));
  await hall.command('start_service', { window: 3 });
  await operator.page.locator('.paperless').waitFor({ state: 'detached' });
  await hall.command('finish_service', { window: 3, outcome: 'resolved' });
  await operator.context.close();
  await manager.context.close();
});

// The id of the latest ticket of the hall: the next one's, less one.
async function lastTicket() {
  const [taken] = eventsOf(await hall.command('take_ticket', { service: 'payment', language: 'ru' }), 'ticket_taken');
  return taken.ticket - 1;
}

test('a visitor calls staff: operator, manager and reception see it at once, one comes, the others know who', async () => {
  const operator = await enter('anna');
  const manager = await enter('maria');
  const auditor = await enter('oleg');
  const reception = await enter('vera');
  await open(reception.page);
  await hall.command('call_staff', {}, 'kiosk-1');
  for (const { page } of [operator, manager, auditor, reception])
    await call(page, 'kiosk-1').filter({ hasText: 'Терминал у входа' }).filter({ hasText: /0:0\d/ }).waitFor({ timeout: 2000 });
  assert.equal(await auditor.page.locator('.staff-call button').count(), 0);
  await told(operator.page).and(operator.page.getByText('Терминал у входа: посетитель просит подойти.', { exact: true })).waitFor({ state: 'attached' });
  await titled(operator.page, /^Зовут к киоску/);
  for (const { page } of [operator, manager, reception]) {
    await checkAccessible(page);
    await checkNothingClipped(page);
  }
  assert.ok(await fitsWithoutScrolling(operator.page));
  await operator.page.keyboard.press('KeyC');
  await call(operator.page, 'kiosk-1').filter({ hasText: 'подойдёте Вы' }).waitFor();
  await call(manager.page, 'kiosk-1').filter({ hasText: 'anna подойдёт' }).waitFor();
  await call(reception.page, 'kiosk-1').filter({ hasText: 'anna подойдёт' }).waitFor();
  assert.equal(await manager.page.locator('.staff-call button').count(), 0);
  await told(manager.page).and(manager.page.getByText('Терминал у входа: anna подойдёт.', { exact: true })).waitFor({ state: 'attached' });
  await titled(operator.page, /^(?!.*Зовут)/);
  await checkAccessible(manager.page);
  // The same kiosk calls again, and the manager answers with the button.
  await hall.command('call_staff', {}, 'kiosk-1');
  await manager.page.getByRole('button', { name: 'Подойду Терминал у входа' }).click();
  await call(operator.page, 'kiosk-1').filter({ hasText: 'maria подойдёт' }).waitFor();
  for (const each of [operator, manager, auditor, reception]) await each.context.close();
});

test('the letter that answers a call is a letter where somebody writes', async () => {
  const { context, page } = await enter('anna');
  await hall.command('call_staff', {}, 'kiosk-1');
  await call(page, 'kiosk-1').filter({ hasText: 'просит подойти' }).waitFor();
  await open(page);
  await page.locator('input[name=reason]').fill('');
  await page.locator('input[name=reason]').press('KeyC');
  assert.equal(await page.locator('input[name=reason]').inputValue(), 'c');
  await page.waitForTimeout(300);
  assert.equal(await call(page, 'kiosk-1').getAttribute('data-answered'), 'false');
  await hall.command('answer_staff_call', { kiosk: 'kiosk-1', person: 'maria' });
  await context.close();
});

test('the manager sees how many tickets kiosks gave alone today', async () => {
  const { context, page } = await enter('maria');
  const issued = page.locator('.tile', { hasText: 'Выдано талонов' });
  assert.doesNotMatch(await issued.innerText(), /без связи/);
  const [{ lease }] = eventsOf(await hall.command('lease_block', { machine: 'a spare computer' }, 'kiosk-1'), 'block_leased');
  for (const nth of [0, 1])
    await hall.command('merge_ticket', {
      number: { letter: 'E', ordinal: lease.block * 1000 + nth }, epoch: lease.epoch, machine: lease.machine,
      service: 'contract', language: 'ru', taken: lease.epoch,
    }, 'kiosk-1');
  await issued.filter({ hasText: 'из них киосками без связи: 2' }).waitFor();
  await checkNothingClipped(page);
  await page.getByRole('button', { name: 'EN' }).click();
  await page.locator('.tile', { hasText: 'by kiosks without a link: 2' }).waitFor();
  await checkNothingClipped(page);
  await context.close();
});

test('the reception fits one screen of 1024×768 in both languages, by day and by night, and no text is cut', async () => {
  await hall.command('call_staff', {}, 'kiosk-1');
  for (const locale of ['ru-RU', 'en-GB'])
    for (const viewport of [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }]) {
      const { context, page } = await enter('boris', { locale, viewport });
      await open(page);
      await page.locator('.give-service').first().waitFor();
      await page.locator('button.help').waitFor(); // help can be called from here too
      await checkNothingClipped(page);
      await checkAccessible(page);
      assert.ok(await fitsWithoutScrolling(page), `${locale} ${viewport.width}`);
      if (locale === 'en-GB') assert.doesNotMatch(await page.locator('main').innerText(), /[А-Яа-я]/);
      await context.close();
    }
});

test('with the dispatcher away nothing can be given, and the page recovers by itself', async () => {
  const { context, page } = await enter('anna');
  await open(page);
  await fill(page, 'заключить договор', 'Потерял талон');
  await hall.kill('dispatcher');
  await sees(page, 'Нет связи с диспетчером зала');
  assert.ok(await page.locator('.give-submit').isDisabled());
  await hall.start('dispatcher');
  await page.locator('.give-submit:enabled').waitFor();
  await page.locator('.give-submit').click();
  await given(page).waitFor();
  await context.close();
});

test('an answer that is lost again and again does not become a second ticket', async () => {
  const { context, page } = await enter('anna');
  await open(page);
  await fill(page, 'заключить договор', 'Потерял талон');
  await page.route('**/api/command', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('Control+Enter');
  await sees(page, 'Сервер не отвечает');
  await page.unroute('**/api/command');
  await page.locator('.give-submit:enabled').click();
  await given(page).waitFor();
  const first = numberOf(await given(page).innerText()).ordinal;
  assert.equal(numberOf(await hall.take('contract')).ordinal, first + 1);
  await context.close();
});

test('a wish whose first try may have arrived is the same wish after a refusal of the console that cannot see the hall', async () => {
  const { context, page } = await enter('anna');
  await open(page);
  await fill(page, 'заключить договор', 'Потерял талон');
  const tickets = (await hall.events('ticket_taken')).length;
  // What the console says: the first answer comes too late, and by the second try the link to the dispatcher has gone.
  const tries = [];
  const refuse = (route, status, code) => route.fulfill({ status, json: { code, sentence: { ru: 'Повторите.', en: 'Try again.' } } });
  await page.route('**/api/command', async (route) => {
    tries.push(route.request().postDataJSON().id);
    if (tries.length > 1) return refuse(route, 503, 'dispatcher_away');
    await route.fetch();
    return refuse(route, 504, 'no_answer');
  });
  await page.locator('.give-submit:enabled').click();
  await page.locator('.notice-refusal').waitFor();
  assert.equal(tries.length, 2);
  await page.unroute('**/api/command');
  await page.locator('.give-submit:enabled').click();
  await given(page).waitFor();
  assert.equal((await hall.events('ticket_taken')).length, tickets + 1);
  await context.close();
});

test('Escape leaves a question first and the reception then, wherever the question was clicked', async () => {
  const { context, page } = await enter('anna');
  await open(page);
  for (const click of [false, true]) {
    await page.locator('button.header-user').click();
    await page.locator('dialog[open]').waitFor();
    if (click) await page.locator('dialog[open] h2').click();
    await page.keyboard.press('KeyC');
    await page.keyboard.press('Escape');
    await dialogGone(page);
    assert.equal(await form(page).count(), 1);
  }
  await page.keyboard.press('Escape');
  await page.locator('main.desk').waitFor();
  await context.close();
});

test('with two kiosks somebody must choose, and the choice stays for the next ticket', async () => {
  await hall.command('lease_block', { machine: 'another computer' }, 'kiosk-2');
  await hall.command('report_device', { about: 'kiosk-2', condition: 'ready' }, 'kiosk-2');
  const { context, page } = await enter('anna');
  await open(page);
  const second = page.getByRole('radio', { name: 'kiosk-2' }); // the plan has no name for it
  await second.waitFor();
  assert.equal(await page.locator('input[name=kiosk]:checked').count(), 0);
  await fill(page, 'заключить договор', 'Потерял талон');
  await page.keyboard.press('Control+Enter');
  await sees(page, 'Выберите, где напечатать талон.');
  await checkAccessible(page);
  await checkNothingClipped(page);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'kiosk');
  await second.check();
  await page.keyboard.press('Control+Enter');
  await paper(page, 'waits').waitFor();
  await page.locator('.given-next:not([data-deaf])').click();
  await form(page).waitFor();
  assert.ok(await second.isChecked());
  await context.close();
});

test('a guard and an observer have no reception', async () => {
  for (const name of ['gleb', 'oleg']) {
    const { context, page } = await enter(name);
    assert.equal(await page.locator('.other-reception').count(), 0);
    const status = await page.evaluate(() => fetch('/api/events?page=reception').then((answer) => answer.status));
    assert.equal(status, 403);
    await context.close();
  }
});
