// npm test: finds the browsers of BROWSERS (Chromium; npm run test:all: all three) and PostgreSQL, builds, and runs the tests in Node
// (test/node) and in each browser; the last line is `N passed, N failed, N skipped` of all of them, after one line of
// each. Names of test files as arguments run only these.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowsers } from './ensure-browsers.mjs';
import { ensurePostgres } from './postgres.mjs';
import { root, run, runAll } from './run.mjs';

const temporary = mkdtempSync(join(tmpdir(), 'ecom-events-test-'));
const engines = (process.env.BROWSERS ?? 'chromium').split(',');
/** Where the tests ran → how they went. */
const results = {};
const say = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const chosen = process.argv.slice(2);
const nodeTests = chosen.length
  ? chosen.filter((file) => file.endsWith('.test.mjs'))
  : readdirSync(`${root}test/node`, { recursive: true })
      .filter((file) => file.endsWith('.test.mjs'))
      .map((file) => `test/node/${file}`);
const browserTests = chosen.filter((file) => file.endsWith('.test.ts'));

/** As many files at a time as there are cores: most of them wait for a browser or a gateway. */
async function inNode() {
  if (!nodeTests.length) return;
  const report = join(temporary, 'node.tap');
  const reporters = `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="${report}"`;
  const code = await run(`node --test --test-concurrency=${availableParallelism()} ${reporters} ${nodeTests.map((file) => `"${file}"`).join(' ')}`);
  const count = (name) => Number(read(report)?.match(new RegExp(`^# ${name} (\\d+)`, 'm'))?.[1] ?? 0);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
  settle('node', counts, code);
}

async function inBrowsers() {
  if (chosen.length && !browserTests.length) return;
  // As one pattern; braces around a single name are not one.
  const [first, ...more] = browserTests;
  const files = first && { FILES: more.length ? `{${browserTests.join()}}` : first };
  const runIn = async (engine, held) => {
    const file = join(temporary, `${engine}.json`);
    const quiet = held && { CI: 'true' };
    const code = await run('wtr', { BROWSERS: engine, TEST_COUNTS: file, ...quiet, ...files }, held);
    settle(engine, JSON.parse(read(file) ?? '{"passed":0,"failed":0,"skipped":0}'), code);
  };
  // The first runs two files at a time, the others, side by side, one each.
  const [head, ...others] = engines;
  await runIn(head, false);
  await Promise.all(others.map((engine) => runIn(engine, true)));
}

/** A runner that failed without a failed test (it crashed, found no file, coverage is too low) is one failure. */
function settle(where, counts, code) {
  results[where] = code && !counts.failed ? { ...counts, failed: 1 } : counts;
}

let broken = 0;
try {
  await ensureBrowsers(engines);
  // Some tests in Node use one, whichever the others run in.
  if (nodeTests.length && !engines.includes('chromium')) await ensureBrowsers(['chromium']);
  // Here, since two test files that install it at once would be in each other's way.
  if (nodeTests.some((file) => /\b(store-postgres|chaos)\.test/.test(file))) console.log(`postgres: ${ensurePostgres()}`);
  broken = await runAll([
    'node scripts/generate.mjs --check',
    'node scripts/build.mjs',
    'node scripts/build-demo.mjs',
    'node scripts/build-fixtures.mjs',
  ]);
  if (!broken) {
    await inNode();
    await inBrowsers();
  }
} catch (error) {
  console.error(error.message);
  broken = 1;
} finally {
  rmSync(temporary, { recursive: true });
}

const total = { passed: 0, failed: broken ? 1 : 0, skipped: 0 };
console.log();
for (const where of ['node', ...engines]) {
  const counts = results[where];
  if (!counts) continue;
  console.log(`${where}: ${say(counts)}`);
  for (const key of Object.keys(total)) total[key] += counts[key];
}
if (process.env.TEST_RESULT) writeFileSync(process.env.TEST_RESULT, `${say(total)}\n`);
if (!total.passed && !total.failed) console.error('No test ran.');
process.exitCode = total.failed || !total.passed ? 1 : 0;
console.log(`\n${say(total)}`);
