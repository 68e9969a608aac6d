// The hall behind a test (stage.py) and a browser in front of it. Everything is started anew for each test file
// and ends with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function startHall(...flags) {
  const process_ = spawn('/usr/bin/python3', [new URL('stage.py', import.meta.url).pathname, ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    assert.ok(!done, 'the hall has ended by itself');
    return JSON.parse(value);
  };
  const { url, visitors, passwords, zone, folder, log, reports, plan, playlist } = await answer();
  const tell = (order) => {
    process_.stdin.write(`${JSON.stringify(order)}\n`);
    return answer();
  };
  return {
    url,
    visitors, // where the visitors' pages are
    passwords,
    zone,
    // The date so many days ago by the hall’s own clock, as 2026-12-31.
    dayBefore: (days) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(Date.now() - days * 86_400_000),
    folder, // of the console's data
    log,
    reports, // the folder of finished reports
    plan, // the file
    playlist, // the folder
    // By the administrator's key, or a device's: what other windows, kiosks and the door do meanwhile.
    async command(kind, body = {}, as = 'administrator') {
      const result = await tell({ do: 'command', kind, body, as });
      assert.ok(result.events, `${kind} was refused: ${result.refused}`);
      return result.events.map((entry) => entry.event);
    },
    async take(service, language = 'ru', category = '') {
      const wish = category ? { service, language, category } : { service, language };
      const { number } = (await this.command('take_ticket', wish)).find((e) => e.kind === 'ticket_taken');
      return number.letter + String(number.ordinal).padStart(3, '0');
    },
    // A ticket with the address of its page: {number, page}.
    async takeWithPage(service) {
      const { ticket, at, number } = (await this.command('take_ticket', { service, language: 'ru' })).find((e) => e.kind === 'ticket_taken');
      const { word } = await tell({ do: 'word', ticket, taken: at });
      return { number, page: `${visitors}t/${word}` };
    },
    // A device that nobody knows yet knocks until it is let in; its fingerprint.
    stranger: async (name) => (await tell({ do: 'stranger', name })).fingerprint,
    kill: (program) => tell({ do: 'kill', program }),
    start: (program) => tell({ do: 'start', program }),
    bringBack: (program) => tell({ do: 'bring_back', program }),
    events: async (kind) => (await tell({ do: 'events', kind })).events,
    tap: (usage) => tell({ do: 'tap', usage }), // of the pad at window 3
    lit: (lamps) => tell({ do: 'lit', lamps }),
    // What happens to the file of the statistics behind the console's back.
    hold: () => tell({ do: 'hold' }),
    release: () => tell({ do: 'release' }),
    spoil: () => tell({ do: 'spoil' }),
    async end() {
      process_.stdin.end();
      if (process_.exitCode === null) await once(process_, 'exit');
    },
  };
}

export function startBrowser() {
  assert.ok(existsSync('/usr/bin/chromium'), 'Debian’s chromium is needed');
  const as_root = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...as_root, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A person at a browser of their own. `complaints` collects what the page's console reports as wrong.
export async function visitor(browser, hall, options = {}) {
  const context = await browser.newContext({
    locale: 'ru-RU', viewport: { width: 1024, height: 768 }, ...options,
  });
  context.setDefaultTimeout(10_000);
  const complaints = [];
  const newPage = async () => {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(hall.url)) complaints.push(`an outside request: ${request.url()}`);
    });
    await page.goto(hall.url);
    return page;
  };
  return { context, complaints, newPage };
}

export async function logIn(page, name, password) {
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

// A user of the hall at their own browser, logged in.
export async function enterAs(browser, hall, name, options) {
  const guest = await visitor(browser, hall, options);
  const page = await guest.newPage();
  await logIn(page, name, hall.passwords[name]);
  await page.locator('main.desk, main.overview, main.guard, main.office').waitFor();
  return { ...guest, page };
}

// The hall and the browser of a test file, until its last test has ended; and how somebody comes in.
export async function stageFor(...flags) {
  const hall = await startHall(...flags);
  const browser = await startBrowser();
  after(async () => {
    await browser.close();
    await hall.end();
  });
  return { hall, browser, enter: (name, options) => enterAs(browser, hall, name, options) };
}

// Waits for a condition on the page; the message says which one never came true.
export async function sees(page, what, timeout = 10_000) {
  await page.getByText(what, { exact: false }).filter({ visible: true }).first().waitFor({ timeout });
}

// WCAG 2.2, levels A and AA, with the one rule of 2.2 that axe leaves out by itself, and what axe holds to be good practice.
const conformity = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

const runAxe = (page) => page.evaluate(async ([source, options]) => {
  // The page's policy forbids inline scripts, so axe comes in through the debugger, not through a tag.
  if (!globalThis.axe) (0, eval)(source);
  // As the page opens: what is half scrolled under a bar that stays is no small target.
  const { scrollX: x, scrollY: y } = globalThis;
  globalThis.scrollTo(0, 0);
  const { violations, passes, incomplete, inapplicable } = await globalThis.axe.run(options);
  globalThis.scrollTo(x, y);
  return {
    ran: [violations, passes, incomplete, inapplicable].flat().map((rule) => rule.id),
    found: violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join('; ')}`),
  };
}, [axe, conformity]).catch((error) => {
  throw new Error(`axe could not run: ${error}`);
});

// By day and by night: the page is shown in the other colours for the check, and then in its own again.
export async function checkAccessible(page) {
  const own = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  for (const colorScheme of [own === 'dark' ? 'light' : 'dark', own]) {
    await page.emulateMedia({ colorScheme });
    const { ran, found } = await runAxe(page);
    assert.ok(ran.includes('target-size'), 'axe did not look at the size of targets');
    assert.deepEqual(found, [], `in ${colorScheme} colours`);
  }
}

// Nothing is wider than the window, nothing is cut off that should be read. What is for screen readers alone is not.
export async function checkNothingClipped(page) {
  const found = await page.evaluate(() => {
    const clipped = [];
    if (document.documentElement.scrollWidth > innerWidth) clipped.push('the page scrolls sideways');
    for (const element of document.querySelectorAll('button, h1, h2, h3, p, dt, dd, th, td, b, span, label')) {
      const style = getComputedStyle(element);
      if (element.closest('.unseen') || style.visibility === 'hidden' || style.display === 'inline' || !element.offsetParent) continue;
      if (element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'auto')
        clipped.push(`${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`);
    }
    return clipped;
  });
  assert.deepEqual(found, []);
}

// In both languages, by day and by night, behind a dialog, too; and then in the language it was.
export async function checkInBothLanguages(page) {
  const tongues = page.locator('.languages button');
  const own = await tongues.and(page.locator('[aria-pressed=true]')).getAttribute('lang');
  for (const language of [own === 'ru' ? 'en' : 'ru', own]) {
    await tongues.and(page.locator(`[lang=${language}]`)).evaluate((button) => button.click());
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    await checkAccessible(page);
    await checkNothingClipped(page);
  }
}

// A question has left the page: the page's own keys act from then on, a moment after the browser has closed it.
export const dialogGone = (page) => page.locator('dialog').waitFor({ state: 'detached' });

export const fitsWithoutScrolling = (page) =>
  page.evaluate(() => document.documentElement.scrollHeight <= innerHeight);
