import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { findChromium } from './scripts/find-chromium.mjs';
import { sallaStore } from './test/platforms/salla-store.mjs';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const launchers = {
  chromium: () => chromeLauncher({
    launchOptions: { executablePath: findChromium(), args: flags },
    // A context, and so a window, for each page: in a shared window sendMouse hangs in all but the front tab.
    createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
  }),
  // Debian's firefox-esr over WebDriver BiDi; two pages at once steal each other's focus.
  firefox: () => chromeLauncher({ puppeteer: puppeteerCore, concurrency: 1, launchOptions: { browser: 'firefox', executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr' } }),
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
      try { return (await client.send(payload.method, payload.params)) ?? true; } finally { if (!payload.keep) await client.detach(); }
    }
    return undefined;
  },
};

/** The plain closing line, alone on a line. */
const closingLine = { onTestRunFinished({ sessions }) {
  let passed = 0, failed = 0, skipped = 0;
  const walk = (s) => { for (const t of s.tests) { if (t.skipped) skipped++; else if (t.passed) passed++; else failed++; } s.suites.forEach(walk); };
  for (const s of sessions) { if (s.testResults) walk(s.testResults); if (s.status !== 'FINISHED' || s.errors.length) failed++; }
  setTimeout(() => process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`));
} };

export default {
  files: process.env.FILES ?? 'test/**/*.test.ts',
  middleware: [sallaStore],
  nodeResolve: { exportConditions: ['development'] },
  concurrency: Number(process.env.CONC ?? 2),
  concurrentBrowsers: 1,
  coverage: !!process.env.COV,
  coverageConfig: { include: ['src/**/*.ts', 'components/**/*.ts'], reporters: ['lcov', 'text'], reportDir: 'coverage', threshold: { statements: 80, branches: 70, functions: 80, lines: 80 } },
  testFramework: { config: { timeout: 10000 } },
  filterBrowserLogs: ({ args }) => !args.some((a) => typeof a === 'string' && a.includes('Lit is in dev mode')),
  // Read as it stands: esbuildPlugin does not follow "extends".
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: new URL('./tsconfig.json', import.meta.url).pathname }), a11ySnapshotPlugin(), commands],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !process.env.CI }), closingLine],
  browsers: (process.env.BROWSERS ?? 'chromium').split(',').map((b) => launchers[b]()),
};
