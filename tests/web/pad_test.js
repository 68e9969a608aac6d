// The number pad at a window, as keys of the computer and as a pad of its own at the real bridge: both do the same, and
// the pad and the page of one window show the same hall.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { stageFor } from './stage.js';

const { hall, enter } = await stageFor('--rules', '--keypad');

// Keys of a number pad: by their usage (HID Usage Tables, page 0x07) and as a browser calls them.
const codes = {
  0x54: 'NumpadDivide', 0x55: 'NumpadMultiply', 0x56: 'NumpadSubtract', 0x57: 'NumpadAdd', 0x58: 'NumpadEnter',
  0x62: 'Numpad0', 0x63: 'NumpadDecimal',
};
for (let digit = 1; digit <= 9; ++digit) codes[0x58 + digit] = `Numpad${digit}`;
const [enter_key, times] = [0x58, 0x55];
const [nothing, waiting, called, serving] = [0, 1, 2, 4]; // the lamps, as stage.py describes them

const example = new URL('../../deploy/devices/example.toml', import.meta.url).pathname;
const read = 'import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], "rb"))["keypad"]))';
const [pad] = JSON.parse(execFileSync('/usr/bin/python3', ['-c', read, example]));
const on_pad = Object.fromEntries(Object.entries(pad.keys).map(([usage, action]) => [codes[Number(usage)], action]));

const ticket = (page, stage, number) => page.locator(`.visitor-${stage} .ticket-number`, { hasText: number });
const hears = (page) => page.locator('button.step:not([data-deaf])').waitFor();

test('the page knows the keys of the example’s number pad, each with its meaning, and no other of them', async () => {
  const { context, page } = await enter('anna');
  const on_page = {};
  const read_keys = async (step) => {
    await page.locator(`button.step-${step}`).waitFor();
    const keys = await page.locator('[aria-keyshortcuts]').evaluateAll((buttons) => buttons.flatMap((button) =>
      button.getAttribute('aria-keyshortcuts').split(' ').map((code) => [code, / (?:step|other)-(\w+)/.exec(button.className)?.[1]])));
    for (const [code, action] of keys) if (code.startsWith('Numpad')) on_page[code] = action;
  };
  await hall.command('open_window', { window: 3, person: 'anna' });
  await hall.take('contract');
  await read_keys('call_next');
  await hall.command('call_next', { window: 3, person: 'anna' });
  await read_keys('start_service');
  await hall.command('start_service', { window: 3, person: 'anna' });
  await read_keys('finish_service');
  assert.equal(Object.keys(on_pad).length, 5, 'the example has five keys');
  assert.deepEqual(on_page, on_pad);
  await page.locator('.clock', { hasText: /0:0[2-9]/ }).waitFor(); // a service lasts a second at least
  await hall.command('finish_service', { window: 3, outcome: 'resolved', person: 'anna' });
  await context.close();
});

test('the numeric block of the keyboard does what a pad of keys does', async () => {
  const first = await hall.take('contract');
  const second = await hall.take('contract');
  const { context, page } = await enter('anna');
  const pressed = {};
  page.on('request', (request) => {
    if (request.url().endsWith('/api/command')) pressed[last] = request.postDataJSON().kind;
  });
  let last = '';
  const press = async (key) => {
    await hears(page);
    last = key;
    await page.keyboard.press(key);
  };
  await page.locator('button.step-call_next:enabled').waitFor();
  await press('NumpadEnter');
  await ticket(page, 'called', first).waitFor();
  await page.locator('.other-recall:enabled').waitFor(); // not before three seconds have gone
  await press('NumpadAdd');
  await page.locator('.other-recall:disabled').waitFor();
  await press('NumpadMultiply');
  await ticket(page, 'serving', first).waitFor();
  await page.locator('.clock', { hasText: /0:0[2-9]/ }).waitFor();
  await press('NumpadDivide');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Digit1');
  await page.locator('.visitor-none').waitFor();
  await press('NumpadEnter');
  await ticket(page, 'called', second).waitFor();
  await page.locator('.clock', { hasText: /0:0[2-9]/ }).waitFor(); // nor a no-show before one
  await press('NumpadSubtract');
  await page.locator('.panel-missed .row', { hasText: second }).waitFor();
  assert.deepEqual(pressed, on_pad);
  await context.close();
});

test('the pad calls and the page of its window shows it; the page calls and the pad’s lamps show it', async () => {
  const { context, page } = await enter('anna');
  await hall.lit(nothing);
  const first = await hall.take('contract');
  await hall.lit(waiting);
  await page.locator('.row-number', { hasText: first }).waitFor();
  await hall.tap(enter_key);
  await ticket(page, 'called', first).waitFor();
  await hall.lit(called);
  await hears(page);
  await page.keyboard.press('KeyS');
  await ticket(page, 'serving', first).waitFor();
  await hall.lit(serving);
  await page.locator('.clock', { hasText: /0:0[2-9]/ }).waitFor();
  await page.locator('button.step').click();
  await page.keyboard.press('Digit1');
  await hall.lit(nothing);
  const second = await hall.take('contract');
  await hall.lit(waiting);
  await page.locator('button.step-call_next:enabled').waitFor();
  await hears(page);
  await page.keyboard.press('Space');
  await ticket(page, 'called', second).waitFor();
  await hall.lit(called);
  await hall.tap(times);
  await ticket(page, 'serving', second).waitFor();
  await hall.lit(serving);
  const calls = (await hall.events('ticket_called')).slice(-2);
  assert.deepEqual(calls.map(({ device }) => device), ['bridge-1', 'console']);
  await context.close();
});
