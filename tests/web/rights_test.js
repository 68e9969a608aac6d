// What the server is asked to change by who may not, or by a page that is not its own: refused, and nothing changes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stageFor, visitor } from './stage.js';

const { hall, browser, enter } = await stageFor('--editing');

const others = { anna: 'operator', maria: 'manager', gleb: 'guard', oleg: 'auditor' };
const card = { kind: 'company', title: { ru: 'Показания', en: 'Readings' }, text: { ru: 'С 15 числа.', en: 'From the 15th.' } };
// Asks by the page's own session: with its token, without one, or with another's. Its status and the refusal's code.
const ask = (page, path, body, token) => page.evaluate(async ([at, json, given]) => {
  const { csrf } = await (await fetch('/api/me')).json();
  const headers = { 'Content-Type': 'application/json' };
  if (given !== 'none') headers['X-Okno-Csrf'] = given === 'own' ? csrf : 'f'.repeat(32);
  const response = await fetch(at, { method: 'POST', headers, body: JSON.stringify(json) });
  return [response.status, (await response.json()).code];
}, [path, body, token]);
const state = () => ({
  plan: readFileSync(hall.plan, 'utf8'),
  cards: readdirSync(hall.playlist, { recursive: true }).sort().map((name) => [name, name.endsWith('.toml') ? readFileSync(`${hall.playlist}/${name}`, 'utf8') : '']),
});

// The administrator's own requests, so that each of the others' is one that would do something.
const { context, page: office } = await enter('elena');
const told = (path) => office.evaluate(async (at) => (await fetch(at)).json(), path);
for (const ru of ['Показания', 'Тарифы', 'Часы работы'])
  assert.equal((await ask(office, '/api/content', { act: 'add', card: { ...card, title: { ru, en: ru } } }, 'own'))[0], 200);
const [first, second, third] = (await told('/api/content')).cards;
assert.equal((await ask(office, '/api/content', { act: 'remove', file: first.file, hash: first.hash }, 'own'))[0], 200);
const plan = await told('/api/plan');
const text = plan.text.replace('Передать показания счётчика', 'Сдать показания');
assert.notEqual(text, plan.text);
const [removed] = (await told('/api/content')).removed;
const asked = [
  ['/api/plan/check', { text }],
  ['/api/plan/adopt', { text, base: plan.hash, why: 'a shorter name' }],
  ['/api/plan/withdraw', {}],
  ['/api/content', { act: 'add', card }],
  ['/api/content', { act: 'change', file: second.file, hash: second.hash, card: { ...card, title: { ru: 'Иное', en: 'Other' } } }],
  ['/api/content', { act: 'lift', file: second.file }],
  ['/api/content', { act: 'remove', file: third.file, hash: third.hash }],
  ['/api/content', { act: 'restore', file: removed.file }],
];

for (const [name, role] of Object.entries(others))
  test(`the plan and the displays are not changed by the ${role}`, async () => {
    const before_ = state();
    const { context: guest, page } = await enter(name);
    for (const [path, body] of asked)
      assert.deepEqual(await ask(page, path, body, 'own'), [403, 'not_allowed'], `${path} ${body.act ?? ''}`);
    assert.deepEqual(state(), before_);
    await guest.close();
  });

test('nor by the administrator’s browser when another page asks, which does not have the token', async () => {
  const before_ = state();
  for (const token of ['none', 'another'])
    for (const [path, body] of asked)
      assert.deepEqual(await ask(office, path, body, token), [403, 'foreign_page'], `${path} ${body.act ?? ''}`);
  assert.deepEqual(state(), before_);
});

test('nor by who has not logged in', async () => {
  const before_ = state();
  const stranger = await visitor(browser, hall);
  const page = await stranger.newPage();
  for (const [path, body] of asked)
    assert.deepEqual(await ask(page, path, body, 'another'), [401, 'not_logged_in'], `${path} ${body.act ?? ''}`);
  assert.deepEqual(state(), before_);
  await stranger.context.close();
});

test('what was refused to the others is what the administrator’s page may do', async () => {
  for (const [path, body] of asked) {
    const [status, code] = await ask(office, path, body, 'own');
    assert.deepEqual([status, code], path === '/api/plan/withdraw' ? [409, 'plan_nothing_waits'] : [200, undefined], `${path} ${body.act ?? ''}`);
  }
  await context.close();
});
