// npm run bench: main-thread time to compile and run each drop-in script in a fresh page, in Chromium, beside an empty
// script. Fails when dist/tracker.js is over its limit.
import { readFile } from 'node:fs/promises';
import { root } from '../scripts/run.mjs';
import { inChromium, median } from './browser.mjs';

/** Milliseconds that dist/tracker.js may take. */
const limit = 2;

const pages = 21;

/** In the page: how long a script takes that is put into it. */
function run(code) {
  const script = document.createElement('script');
  script.textContent = code;
  const start = performance.now();
  document.head.append(script);
  return performance.now() - start;
}

const times = await inChromium('', async (page) => {
  const codes = { 'an empty script': ';' };
  for (const name of ['dist/tracker.js', 'dist/ecom.js']) codes[name] = await readFile(root + name, 'utf8');
  const results = Object.fromEntries(Object.keys(codes).map((name) => [name, []]));
  for (let turn = 0; turn < pages; turn++) {
    for (const name in codes) {
      await page.reload();
      results[name].push(await page.evaluate(run, codes[name]));
    }
  }
  return results;
});
const rows = Object.entries(times).map(([name, all]) => ({ script: name, 'median ms': +median(all).toFixed(2) }));
console.table(rows);
const tracker = median(times['dist/tracker.js']);
console.log(`evaluating dist/tracker.js takes ${tracker.toFixed(2)} ms (limit ${limit})`);
process.exitCode = tracker <= limit ? 0 : 1;
