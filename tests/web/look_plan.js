// Screenshots of the plan's editor and of the displays' content, to be judged by eye, and the pictures of the administrator's
// guide (FOLDER/docs): node look_plan.js FOLDER [docs], with "docs" those alone
import { mkdirSync } from 'node:fs';
import { tongues } from './portraits.js';
import { enterAs, startBrowser, startHall } from './stage.js';

const folder = process.argv[2] ?? 'look';
const docs_alone = process.argv[3] === 'docs';
mkdirSync(`${folder}/docs`, { recursive: true });
const browser = await startBrowser();
const hall = await startHall('--editing');

async function picture({ locale, colorScheme, viewport }, act, path) {
  const { context, page } = await enterAs(browser, hall, 'elena', { locale, colorScheme, viewport });
  await act(page);
  await page.waitForTimeout(700);
  await page.screenshot({ path });
  await context.close();
}

const plan = async (page) => {
  await page.locator('nav.ways button').filter({ hasText: /^(План|Plan)$/ }).click();
  await page.locator('.plan-form').waitFor();
};
const tab = (page, name) => page.locator(`[data-tab=${name}]`).click();
const field = async (page, path, value) => {
  await page.locator(`[name="${path}"]`).fill(value);
  await page.locator(`[name="${path}"]`).blur();
};
const changed = async (page) => {
  await plan(page);
  await field(page, 'service/0/name/ru', 'Сдать показания');
  await field(page, 'service/0/name/en', 'Hand in a reading');
  await page.locator('[data-section=kind]').click();
  await field(page, 'kind/0/norm/wait', '17m');
  await tab(page, 'changes');
  await page.locator('[data-change=kind_norm]').waitFor();
};
const states = {
  plan,
  'plan-windows': async (page) => {
    await plan(page);
    await page.locator('[data-section=window]').click();
  },
  'plan-route': async (page) => {
    await plan(page);
    await page.locator('[name="service/0/then:add"]').click();
    await page.locator('[name="service/0/then/0/service"]').selectOption('paid-services');
    await page.locator('.plan-state[data-busy=false]').waitFor();
    await page.locator('[name="service/0/then:add"]').click();
    await page.locator('[name="service/0/then/1/service"]').selectOption('meter-reading');
    await page.locator('.plan-route').scrollIntoViewIfNeeded();
  },
  'plan-simple': async (page) => {
    await plan(page);
    await page.locator('.plan-simple summary').first().click();
    await field(page, 'service/0/name/ru@simple', 'Показать счётчик');
  },
  'plan-slip': async (page) => {
    await plan(page);
    await page.locator('[data-section=slip]').click();
    await field(page, 'slip/note/ru', 'Приготовьте паспорт.');
    await page.locator('.plan-told').first().waitFor();
  },
  'plan-boards': async (page) => {
    await plan(page);
    await page.locator('[data-section=board]').click();
    await page.locator('[name="board/0/areas:all"]').click();
    await page.locator('[name="board/0/areas:right-hand"]').click();
    await page.locator('.plan-state[data-busy=false]').waitFor();
  },
  'plan-mistake': async (page) => {
    await plan(page);
    await page.locator('[data-section=kind]').click();
    await field(page, 'kind/0/norm/wait', 'soon');
    await page.locator('.plan-told').first().waitFor();
  },
  'plan-text': async (page) => {
    await plan(page);
    await tab(page, 'text');
  },
  'plan-changes': changed,
  'plan-adopt': async (page) => {
    await changed(page);
    await page.locator('.plan-bar button.primary:enabled').click();
  },
  'plan-history': async (page) => {
    await plan(page);
    await tab(page, 'history');
  },
  content: async (page) => {
    await page.locator('nav.ways button').filter({ hasText: /^(Экраны|Displays)$/ }).click();
    await page.locator('.content-card').first().waitFor();
  },
};

// What there is to look at: two cards, and a version that was adopted.
{
  const { context, page } = await enterAs(browser, hall, 'elena');
  await page.locator('nav.ways button').filter({ hasText: /^Экраны$/ }).click();
  for (const [title, en, text] of [
    ['Передайте показания', 'Send your readings', 'С 15 по 25 число каждого месяца.'],
    ['Оплата без очереди', 'Pay without a queue', 'В личном кабинете и в приложении — без комиссии.'],
  ]) {
    await page.getByRole('button', { name: 'Добавить карточку' }).click();
    const form = page.locator('dialog[open]');
    await form.locator('[name="title-ru"]').fill(title);
    await form.locator('[name="title-en"]').fill(en);
    await form.locator('[name="text-ru"]').fill(text);
    await form.locator('button[type=submit]').click();
    await page.locator('.content-card', { hasText: title }).waitFor();
  }
  await plan(page);
  await field(page, 'service/3/usual', '12m').catch(() => undefined);
  await context.close();
}

const desk = { colorScheme: 'light', viewport: { width: 1280, height: 860 } };
for (const name of ['plan', 'plan-changes', 'content'])
  for (const { locale, suffix } of tongues) await picture({ ...desk, locale }, states[name], `${folder}/docs/console-${name}${suffix}.png`);
if (!docs_alone)
  for (const [name, act] of Object.entries(states))
    for (const locale of ['ru-RU', 'en-GB'])
      for (const [colorScheme, viewport] of [['light', { width: 1024, height: 768 }], ['dark', { width: 1920, height: 1080 }]])
        await picture({ locale, colorScheme, viewport }, act, `${folder}/${name}-${locale.slice(0, 2)}-${colorScheme}.png`);
await browser.close();
await hall.end();
