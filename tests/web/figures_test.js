// The manager's page when the statistics behind it are wrong or out of reach: it says so, and stops saying so.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { untilKnown } from './past.js';
import { checkInBothLanguages, logIn, sees, stageFor } from './stage.js';

const { hall, enter } = await stageFor('--past=2');

const differing = (page) => page.locator('.differing');
const trouble = (page, words) => page.locator('.notice-line', { hasText: words });
const english = (page) => page.getByRole('button', { name: 'EN', exact: true }).click();

test('figures of yesterday that are not those of its visits are told to manager and administrator', async () => {
  const { context, page } = await enter('maria');
  await untilKnown(hall, page, 1);
  await page.locator('.tile-strong').waitFor();
  assert.equal(await differing(page).count(), 0);
  await hall.kill('console');
  await hall.spoil();
  await hall.start('console'); // it counts yesterday once more as soon as it runs
  await page.locator('input[name=password]').waitFor({ timeout: 20_000 });
  await logIn(page, 'maria', hall.passwords.maria);
  await differing(page).filter({ hasText: 'Ночная проверка статистики нашла расхождения' }).waitFor({ timeout: 30_000 });
  const [, found] = readFileSync(hall.log, 'utf8').match(/okno statistics rebuild\. figures=(\d+)/);
  assert.equal(await differing(page).locator('b').innerText(), found);
  await checkInBothLanguages(page);
  await english(page);
  await differing(page).filter({ hasText: 'The nightly check of the statistics has found differences' }).waitFor();
  const administrator = await enter('elena');
  await administrator.page.getByRole('button', { name: 'Обзор зала' }).click();
  await differing(administrator.page).waitFor();
  const auditor = await enter('oleg'); // who can do nothing about it
  await auditor.page.locator('.tile-strong').waitFor();
  assert.equal(await differing(auditor.page).count(), 0);
  for (const each of [administrator, auditor]) await each.context.close();
  await context.close();
});

test('statistics that another program holds are told, and the hall works on; once they are free all is made up for', async () => {
  const { context, page } = await enter('maria');
  const issued = page.locator('.tile', { hasText: 'Выдано талонов' }).locator('b');
  await issued.waitFor();
  const before_ = Number(await issued.innerText());
  await hall.hold();
  await hall.take('contract');
  await trouble(page, 'Статистика не обновляется: её файл занят другой программой.').waitFor({ timeout: 30_000 });
  await hall.take('contract');
  await checkInBothLanguages(page);
  await english(page);
  await trouble(page, 'The statistics stand still: another program holds their file.').waitFor();
  await page.getByRole('button', { name: 'РУ', exact: true }).click();
  await hall.release();
  await page.locator('.notice-line').waitFor({ state: 'detached', timeout: 30_000 });
  await issued.filter({ hasText: String(before_ + 2) }).waitFor();
  await sees(page, 'Обзор зала');
  await context.close();
});
