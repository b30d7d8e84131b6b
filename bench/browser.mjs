// What the benchmarks share: a fresh build, Chromium, and a page of our own with fine timers.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { findChromium, flags } from '../scripts/find-chromium.mjs';
import { root } from '../scripts/run.mjs';

/**
 * Runs `measure(page)` on a page with that markup; /tracker.js and /ecom.js are built from the sources as they are. The
 * page is isolated, which gives its timers 5 µs instead of 100.
 */
export async function inChromium(markup, measure) {
  for (const mode of ['tracker', 'ecom']) await build({ root, mode, logLevel: 'error', configFile: `${root}vite.config.ts` });
  const server = createServer(async ({ url }, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin').setHeader('cross-origin-embedder-policy', 'require-corp');
    const script = /^\/(\w+)\.js$/.exec(url)?.[1];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ? await readFile(`${root}dist/${script}.js`) : `<!doctype html><html lang="en"><title>bench</title>${markup}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({ executablePath: findChromium(), args: flags });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await measure(page);
  } finally {
    await browser.close();
    server.close();
  }
}

/** The middle of some numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
