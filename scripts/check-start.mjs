// Runs `npm start` as a reader of the README does, opens the shop in a browser, and waits for one event that the
// tracker has delivered, and for a click that a function prints. Fails on any error in the console, on any violation of the
// content security policy, and when it does not end as asked.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { ensureChromium } from './ensure-chromium.mjs';
import { flags } from './find-chromium.mjs';
import { root } from './run.mjs';

const patience = 120_000;

/** What `npm start` prints: each line goes on to ours, but for the key in it. */
function listenTo(shop) {
  const lines = createInterface({ input: shop.stdout });
  lines.on('line', (line) => console.log(line.replace(/whsec_\S+/, '…')));
  /** Resolves with the first line from now on that holds this, or what of it is in brackets. */
  return (pattern, what) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`npm start printed no ${what}`)), patience);
      const look = (line) => {
        const [whole, part] = line.match(pattern) ?? [];
        if (whole === undefined) return;
        clearTimeout(timer);
        lines.off('line', look);
        resolve(part ?? whole);
      };
      lines.on('line', look);
      shop.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
    });
}

/** What goes wrong on the page, as it happens. */
function listen(page) {
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => wrong.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => response.status() >= 400 && wrong.push(`response: ${response.status()} ${response.url()}`));
  return wrong;
}

/** In the page: whether a receipt has a delivery that is done. */
const delivered = () =>
  window.ecom?.receipts?.().some(({ deliveries }) => deliveries.some(({ status }) => status === 'delivered'));

async function visit(browser, address, printed) {
  const page = await browser.newPage();
  const wrong = listen(page);
  const violations = [];
  await page.exposeFunction('reportViolation', (text) => void violations.push(`policy: ${text}`));
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      window.reportViolation(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  const response = await page.goto(address, { waitUntil: 'load', timeout: patience });
  if (!response.ok()) throw new Error(`the shop answered ${response.status()}`);
  await page.waitForFunction(delivered, { timeout: 30_000 }).catch(() => wrong.push('no event was delivered in 30 s'));
  const inFunction = printed(/(product\.added ✓.*)$/, 'call of a function');
  await page.$eval('ecom-add-to-cart', (element) => element.click());
  await inFunction.catch((error) => wrong.push(error.message));
  // Violations are reported in tasks of their own: let those of this page come in.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return [...wrong, ...violations];
}

/** Asks it to end, as Ctrl+C does; whether it has. */
function ends(shop) {
  const exit = new Promise((resolve) => shop.once('exit', () => resolve(true)));
  process.kill(-shop.pid, 'SIGINT');
  return Promise.race([exit, wait(20_000, false, { ref: false })]);
}

const chromium = await ensureChromium();
// A group of its own, so that npm's children end with it.
const shop = spawn('npm', ['start'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0' } });
const printed = listenTo(shop);
let browser;
try {
  const address = await printed(/http:\/\/localhost:\d+\//, 'address');
  browser = await launch({ executablePath: chromium, args: flags });
  const wrong = await visit(browser, address, printed);
  if (!(await ends(shop))) wrong.push('it did not end in 20 s');
  for (const line of wrong) console.error(line);
  if (!wrong.length) console.log('The shop answers, the tracker has delivered an event, a function has got one, and it ends in order.');
  process.exitCode = wrong.length ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser?.close();
  try {
    process.kill(-shop.pid);
  } catch {
    // It has ended by itself.
  }
}
