// npm run check: what must hold of the package besides its tests. Runs all of it, then says what failed.
import { existsSync } from 'node:fs';
import { root, run } from './run.mjs';

const checks = [
  'node scripts/check-lock.mjs',
  'node scripts/check-imports.mjs',
  'node scripts/generate.mjs --check',
  'node scripts/docs.mjs --check',
  'node scripts/check-bundles.mjs',
  'node scripts/size.mjs',
  'publint',
  // Types by Node's and the bundlers' rules. The others are no modules.
  'attw --pack . --profile esm-only --format table-flipped --no-summary --exclude-entrypoints custom-elements.json "schemas/*" package.json',
];

if (!existsSync(`${root}dist/ecom.js`) && (await run('node scripts/build.mjs'))) process.exit(1);
const failed = [];
for (const check of checks) {
  console.log(`\n> ${check}`);
  if (await run(check)) failed.push(check);
}
console.log(failed.length ? `\nfailed:\n${failed.map((check) => `  ${check}`).join('\n')}` : '\nall checks passed');
process.exitCode = failed.length ? 1 : 0;
