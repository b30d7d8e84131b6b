// What the benchmarks share: a fresh build, Chromium, and a page of our own with fine timers.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { findChromium, flags } from '../scripts/find-chromium.mjs';
import { root } from '../scripts/run.mjs';

/**
 * Runs `measure(page)` on a page with that markup, or `measure(pages)` on several, by their names; /tracker.js, /ecom.js and
 * /destinations.js are built from the sources as they are. A page is isolated, which gives its timers 5 µs instead of 100.
 */
export async function inChromium(markup, measure, ownFlags = []) {
  const markups = typeof markup === 'string' ? { page: markup } : markup;
  for (const mode of ['tracker', 'ecom', 'destinations']) await build({ root, mode, logLevel: 'error', configFile: `${root}vite.config.ts` });
  const server = createServer(async ({ url }, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin').setHeader('cross-origin-embedder-policy', 'require-corp');
    const [, name, dot] = /^\/(\w*)(\.js)?$/.exec(url) ?? [];
    const script = dot && name;
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ? await readFile(`${root}dist/${script}.js`) : `<!doctype html><html lang="en"><title>bench</title>${markups[name] ?? ''}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({ executablePath: findChromium(), args: [...flags, ...ownFlags] });
  try {
    const pages = {};
    for (const name in markups) {
      pages[name] = await browser.newPage();
      pages[name].on('pageerror', (error) => console.error(error));
      await pages[name].goto(`http://127.0.0.1:${server.address().port}/${name}`);
    }
    return await measure(markups === markup ? pages : pages.page);
  } finally {
    await browser.close();
    server.close();
  }
}

/** The middle of some numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
