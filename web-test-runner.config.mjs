import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { findChromium, flags } from './scripts/find-chromium.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { sallaStore } from './test/platforms/salla-store.mjs';

const { BROWSERS = 'chromium', CI, CONC = 2, COV, FILES = 'test/**/*.test.ts', FIREFOX_PATH = '/usr/bin/firefox-esr', TEST_COUNTS } = process.env;

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: findChromium(), args: flags },
      // A context, and so a window, for each page: in a shared window sendMouse hangs in all but the front tab.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  // Firefox over WebDriver BiDi; two pages at once steal each other's focus.
  firefox: () =>
    chromeLauncher({ puppeteer: puppeteerCore, concurrency: 1, launchOptions: { browser: 'firefox', executablePath: FIREFOX_PATH } }),
  webkit: webkitLauncher,
};

/** Server commands for tests: cdp (Chromium), viewport (all three). */
const commands = {
  name: 'commands',
  async executeCommand({ command, payload, session }) {
    const { browser } = session;
    if (command === 'echo') return payload;
    if (command === 'viewport') {
      if (browser.type === 'puppeteer') await browser.getPage(session.id).setViewport(payload);
      else await browser.setViewport(payload.width, payload.height);
      return true;
    }
    if (command === 'cdp') {
      const client = await browser.getPage(session.id).createCDPSession();
      try {
        return (await client.send(payload.method, payload.params)) ?? true;
      } finally {
        if (!payload.keep) await client.detach();
      }
    }
    return undefined;
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
    a11ySnapshotPlugin(),
    commands,
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !CI }), closingLine],
  browsers: BROWSERS.split(',').map((name) => launchers[name]()),
};
