// What breaks and comes back: the pages say so at once, and are whole again within two seconds of its return.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInBothLanguages, enterAs, sees, stageFor } from './stage.js';

const { hall, browser, enter } = await stageFor();

const rounds = 3;
const whole_within_ms = 2000;
// A machine that has other things to do answers nobody so soon. Then the page may take a second longer than a plain client
// that has waited for the same program.
const limit = ({ accepts, answers }) => Math.max(whole_within_ms, answers - accepts + 1000);
// Notes, by the clock of the day, when the page first shows what is waited for.
const noteWhen = (page, shown) => page.evaluate((condition) => {
  const { appears, selector } = condition;
  globalThis.noted = new Promise((done) => {
    const look = () => {
      if ((document.querySelector(selector) !== null) !== appears) return;
      watcher.disconnect();
      done(Date.now());
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true });
    look();
  });
}, shown);
const noted = (page) => page.evaluate(() => globalThis.noted);
const tell = (what, ms, { accepts, answers }) =>
  process.stdout.write(`# ${what} ${Math.round(ms)} ms after it took connections, a plain client ${Math.round(answers - accepts)} ms\n`);

test('the pages say that the dispatcher is away, and are whole again within two seconds of its return', async () => {
  const pages = [];
  for (const [name, ready] of [['maria', '.tile-strong'], ['anna', 'main.desk'], ['gleb', 'main.guard']]) {
    const guest = await enter(name);
    await guest.page.locator(ready).waitFor();
    pages.push(guest);
  }
  for (let round = 0; round < rounds; ++round) {
    for (const { page } of pages) await noteWhen(page, { selector: '.notice-line', appears: true });
    const killed = Date.now();
    await hall.kill('dispatcher');
    for (const { page } of pages) {
      const told = await noted(page) - killed;
      process.stdout.write(`# told ${told} ms after it was gone\n`);
      assert.ok(told < 3000, `${told} ms until the page says that the dispatcher is away`); // it is missed after 1.5 s
    }
    if (round === 0) {
      await sees(pages[0].page, 'Нет связи с диспетчером зала');
      await checkInBothLanguages(pages[0].page);
    }
    for (const { page } of pages) await noteWhen(page, { selector: '.notice-line', appears: false });
    const back = await hall.bringBack('dispatcher');
    for (const { page } of pages) {
      const healed = await noted(page) - back.accepts;
      tell('the page is whole', healed, back);
      assert.ok(healed < limit(back), `${healed} ms`);
    }
  }
  for (const { context } of pages) await context.close();
});

test('a console that is away is told, and the page asks who is there within two seconds of its return', async () => {
  for (let round = 0; round < rounds; ++round) {
    const { context, page } = await enterAs(browser, hall, 'maria');
    await page.locator('.tile-strong').waitFor();
    await hall.kill('console');
    await sees(page, 'Нет связи с сервером');
    // Its sessions ended with it.
    await noteWhen(page, { selector: 'input[name=password]', appears: true });
    const back = await hall.bringBack('console');
    const healed = await noted(page) - back.accepts;
    tell('the page asks', healed, back);
    assert.ok(healed < limit(back), `${healed} ms`);
    await context.close();
  }
});
