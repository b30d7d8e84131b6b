// npm test: finds a browser, builds, and runs the tests in Node (test/node) and in the browsers; the last line
// is `N passed, N failed, N skipped` of all of them. Names of test files as arguments run only these.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import { root, run, runAll } from './run.mjs';

const temporary = mkdtempSync(join(tmpdir(), 'ecom-events-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const add = (counts) => Object.keys(total).forEach((key) => void (total[key] += counts[key]));
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const chosen = process.argv.slice(2);
const nodeTests = chosen.length
  ? chosen.filter((file) => file.endsWith('.test.mjs'))
  : readdirSync(`${root}test/node`, { recursive: true })
      .filter((file) => file.endsWith('.test.mjs'))
      .map((file) => `test/node/${file}`);
const browserTests = chosen.filter((file) => file.endsWith('.test.ts'));

async function inNode() {
  if (!nodeTests.length) return;
  const report = join(temporary, 'node.tap');
  const reporters = `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="${report}"`;
  const code = await run(`node --test ${reporters} ${nodeTests.map((file) => `"${file}"`).join(' ')}`);
  const count = (name) => Number(read(report)?.match(new RegExp(`^# ${name} (\\d+)`, 'm'))?.[1] ?? 0);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
  settle(counts, code);
}

async function inBrowsers() {
  if (chosen.length && !browserTests.length) return;
  const file = join(temporary, 'browsers.json');
  // As one pattern; braces around a single name are not one.
  const [first, ...more] = browserTests;
  const files = first && { FILES: more.length ? `{${browserTests.join()}}` : first };
  const code = await run('wtr', { TEST_COUNTS: file, ...files });
  settle(JSON.parse(read(file) ?? '{"passed":0,"failed":0,"skipped":0}'), code);
}

/** A runner that failed without a failed test (it crashed, found no file, coverage is too low) is one failure. */
function settle(counts, code) {
  if (code && !counts.failed) counts.failed = 1;
  add(counts);
}

try {
  const chromium = await ensureChromium();
  console.log(`Chromium: ${chromium}`);
  const prepared = await runAll([
    'node scripts/generate.mjs --check',
    'node scripts/build.mjs',
    'node scripts/build-demo.mjs',
    'node scripts/build-fixtures.mjs',
  ]);
  if (prepared) total.failed++;
  else {
    await inNode();
    await inBrowsers();
  }
} catch (error) {
  console.error(error.message);
  total.failed++;
} finally {
  rmSync(temporary, { recursive: true });
}

const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
if (process.env.TEST_RESULT) writeFileSync(process.env.TEST_RESULT, `${line}\n`);
if (!total.passed && !total.failed) console.error('No test ran.');
process.exitCode = total.failed || !total.passed ? 1 : 0;
console.log(`\n${line}`);
