import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin, emulateMediaPlugin } from '@web/test-runner-commands/plugins';
import { runnerImport } from 'vite';
import { findChromium, flags } from './scripts/find-chromium.mjs';
import { firefoxLauncher } from './scripts/firefox-launcher.mjs';
import { freePort } from './scripts/run.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { sallaStore } from './test/platforms/salla-store.mjs';

const { BROWSERS = 'chromium', CI, CONC = 2, COV, FILES = 'test/**/*.test.ts', TEST_COUNTS } = process.env;

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: findChromium(), args: flags },
      // A context, and so a window, for each page: in a shared window sendMouse hangs in all but the front tab.
      async createPage({ browser }) {
        const page = await (await browser.createBrowserContext()).newPage();
        let client;
        // Puppeteer's own method does not let this feature pass. What a session has set ends with it.
        page.forceColors = async (value) => {
          client ??= await page.createCDPSession();
          await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
        };
        return page;
      },
    }),
  firefox: firefoxLauncher,
  webkit: webkitLauncher,
};

const a11ySnapshot = a11ySnapshotPlugin();

/**
 * Server commands for tests: cdp, which speaks Chromium's own protocol; forced-colors, which switches them on and off;
 * attempt, which tells whether a command works.
 */
const commands = {
  name: 'commands',
  async executeCommand({ command, payload, session }) {
    if (command === 'cdp') {
      const client = await session.browser.getPage(session.id).createCDPSession();
      try {
        return (await client.send(payload.method, payload.params)) ?? true;
      } finally {
        if (!payload.keep) await client.detach();
      }
    }
    if (command === 'forced-colors') {
      await session.browser.getPage(session.id).forceColors(payload);
      return true;
    }
    if (command === 'attempt') {
      const plugins = [commands, a11ySnapshot, emulateMediaPlugin()];
      return Promise.all(plugins.map((plugin) => plugin.executeCommand({ ...payload, session }))).then(
        (answers) => answers.some((answer) => answer !== undefined),
        () => false,
      );
    }
    return undefined;
  },
};

const engines = BROWSERS.split(',');

/** What is not tested in these browsers, because they cannot do it. */
const lacking = {
  async start() {
    const { module } = await runnerImport(fileURLToPath(new URL('test/engines.ts', import.meta.url)), { configFile: false, logLevel: 'error' });
    for (const engine of engines) {
      const all = Object.entries(module.lacks[engine]).map(([capability, reason]) => `${capability} (${reason})`);
      console.log(`${engine} lacks ${all.join(', ') || 'nothing'}`);
    }
  },
};

/** The plain closing line, alone on a line; for scripts/test.mjs, which sums up, the counts in a file. */
const closingLine = {
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const walk = ({ tests, suites }) => {
      for (const { skipped, passed } of tests) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
      suites.forEach(walk);
    };
    for (const { testResults, status, errors } of sessions) {
      if (testResults) walk(testResults);
      if (status !== 'FINISHED' || errors.length) counts.failed++;
    }
    if (TEST_COUNTS) writeFileSync(TEST_COUNTS, JSON.stringify(counts));
    // After what the other reporters still have to say.
    else setTimeout(() => process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`));
  },
};

export default {
  files: FILES,
  // Runs at the same time would agree on one.
  port: await freePort(),
  middleware: [sallaStore],
  nodeResolve: { exportConditions: ['development'] },
  concurrency: Number(CONC),
  concurrentBrowsers: 1,
  coverage: Boolean(COV),
  coverageConfig: {
    include: ['src/**/*.ts', 'components/**/*.ts'],
    reporters: ['lcov', 'text'],
    reportDir: 'coverage',
    threshold: { statements: 80, branches: 70, functions: 80, lines: 80 },
  },
  testFramework: { config: { timeout: 10000 } },
  filterBrowserLogs: ({ args }) => !args.some((text) => typeof text === 'string' && text.includes('Lit is in dev mode')),
  plugins: [
    // The file is read as it stands: `extends` would not be followed.
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: new URL('./tsconfig.json', import.meta.url).pathname }),
    a11ySnapshot,
    commands,
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !CI }), lacking, closingLine],
  browsers: engines.map((name) => launchers[name]()),
};
