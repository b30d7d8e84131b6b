// The examples of docs/testing.md, as they stand there, on the packed package: in @web/test-runner, Vitest and Playwright.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findChromium, flags } from '../../scripts/find-chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { installPacked } from './packed.mjs';

const docs = readFileSync(`${root}docs/testing.md`, 'utf8');

/** The example whose first line names this file. */
const example = (file) => docs.match(new RegExp(`\`\`\`\\w+\\n// ${file.replaceAll('.', '\\.')}\\n(.*?)\`\`\``, 's'))[1];

const { project } = installPacked(['vite', 'vitest', '@vitest', 'playwright', 'playwright-core', '@web']);
let server;
before(async () => {
  server = await serveDemo(0);
  const modules = join(project, 'node_modules/@playwright/test');
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, 'package.json'), JSON.stringify({ name: '@playwright/test', type: 'module', exports: './index.mjs' }));
  // Which is all that the package of this name does.
  writeFileSync(join(modules, 'index.mjs'), `export * from 'playwright/test';`);
});
after(() => {
  server.close();
  rmSync(project, { recursive: true });
});

/** Runs a program of a package in the folder; resolves with what it says and its code. */
function run(program, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: project, env: { ...process.env, CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('close', (code) => resolve({ code, output }));
  });
}

const launchOptions = JSON.stringify({ executablePath: findChromium(), args: flags });

test('the example for @web/test-runner', async () => {
  writeFileSync(join(project, 'mug.test.js'), example('mug.test.js'));
  writeFileSync(
    join(project, 'wtr.config.mjs'),
    `import { chromeLauncher } from '@web/test-runner-chrome';
    export default { files: 'mug.test.js', nodeResolve: true, browsers: [chromeLauncher({ launchOptions: ${launchOptions} })], preserveSymlinks: true };`,
  );
  const { code, output } = await run('@web/test-runner/dist/bin.js', '--config', 'wtr.config.mjs');
  assert.equal(code, 0, output);
  assert.match(output, /2 passed/);
});

test('the example for Vitest', async () => {
  writeFileSync(join(project, 'mug.test.ts'), example('mug.test.ts'));
  writeFileSync(
    join(project, 'vitest.config.mjs'),
    `import { playwright } from '@vitest/browser-playwright';
    const browser = { enabled: true, headless: true, provider: playwright({ launchOptions: ${launchOptions} }), instances: [{ browser: 'chromium' }] };
    export default { cacheDir: 'cache', server: { fs: { strict: false } }, test: { include: ['mug.test.ts'], browser } };`,
  );
  const { code, output } = await run('vitest/vitest.mjs', 'run', '--config', 'vitest.config.mjs');
  assert.equal(code, 0, output);
  assert.match(output, /1 passed/);
});

test('the example for Playwright', async () => {
  writeFileSync(join(project, 'shop.spec.ts'), example('shop.spec.ts'));
  const use = `{ baseURL: 'http://localhost:${server.address().port}', launchOptions: ${launchOptions} }`;
  writeFileSync(join(project, 'playwright.config.mjs'), `export default { testMatch: 'shop.spec.ts', reporter: 'line', use: ${use} };`);
  const { code, output } = await run('playwright/cli.js', 'test', '--config', 'playwright.config.mjs');
  assert.equal(code, 0, output);
  assert.match(output, /1 passed/);
});
