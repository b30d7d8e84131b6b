// A Chromium for tests in Node, and pages in it that keep a record of everything that went wrong.
import { setImmediate } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { findChromium, flags } from '../../scripts/find-chromium.mjs';

export const launch = (options = {}) => puppeteer.launch({ executablePath: findChromium(), args: flags, ...options });

/** A page in a window of its own: `trouble` gets every warning, error, exception, failed request and CSP violation that `counts`. */
export async function openPage(browser, counts = () => true) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => ['error', 'warn', 'warning'].includes(message.type()) && counts(message.text()) && trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('requestfailed', (request) => trouble.push(`${request.url()} ${request.failure()?.errorText}`));
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => console.error(`violation of ${effectiveDirective}: ${blockedURI}`));
  });
  return { page, trouble };
}

/** Resolves with the first value of `read()` that `accept` takes; rejects with the last one after `patience` milliseconds. */
export async function eventually(read, accept, patience = 5000) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    // What is read may come to this process, a server of its own among it.
    await setImmediate();
    if (Date.now() > end) throw new Error(`not in time; the last value was ${JSON.stringify(value)}`);
  }
}
