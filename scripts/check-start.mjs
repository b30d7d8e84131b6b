// Runs `npm start` as a reader of the README does, opens the shop in a browser, and waits for one event that the
// tracker has delivered. Fails on any error in the console and on any violation of the content security policy.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { launch } from 'puppeteer-core';
import { ensureChromium } from './ensure-chromium.mjs';
import { flags } from './find-chromium.mjs';
import { root } from './run.mjs';

const patience = 120_000;

/** Starts the shop on a free port; resolves with its address once it says so. */
function start(shop) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('npm start printed no address')), patience);
    createInterface({ input: shop.stdout }).on('line', (line) => {
      console.log(line);
      const [address] = line.match(/http:\/\/localhost:\d+\//) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
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

async function visit(browser, address) {
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
  // Violations are reported in tasks of their own: let those of this page come in.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return [...wrong, ...violations];
}

const chromium = await ensureChromium();
// A group of its own, so that npm's children end with it.
const shop = spawn('npm', ['start'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0' } });
let browser;
try {
  const address = await start(shop);
  browser = await launch({ executablePath: chromium, args: flags });
  const wrong = await visit(browser, address);
  for (const line of wrong) console.error(line);
  if (!wrong.length) console.log('The shop answers, and the tracker has delivered an event.');
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
