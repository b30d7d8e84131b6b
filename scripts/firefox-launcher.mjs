// A wtr launcher for Firefox over WebDriver BiDi: Puppeteer's, and what BiDi has no command for by Firefox's preferences.
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { findFirefox } from './ensure-browsers.mjs';

/** Media feature → the preference that decides it, and its values. */
const preferences = {
  'prefers-reduced-motion': ['ui.prefersReducedMotion', { reduce: 1, 'no-preference': 0 }],
  'prefers-color-scheme': ['ui.systemUsesDarkTheme', { dark: 1, light: 0 }],
  'forced-colors': ['browser.display.document_color_use', { active: 2, none: 1 }],
};

/** Sets preferences of the browser, not of the page alone: one test runs at a time. Resolves when the page has heard of it. */
async function emulate(page, features) {
  const { connection } = page.browser();
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const lines = features.map(({ name, value }) => {
    const [preference, values] = preferences[name];
    return `Services.prefs.setIntPref('${preference}', ${values[value]})`;
  });
  const target = { context: result.contexts[0].context };
  await connection.send('script.evaluate', { expression: lines.join(), target, awaitPromise: false });
  const query = features.map(({ name, value }) => `(${name}: ${value})`).join(' and ');
  await page.waitForFunction((wanted) => matchMedia(wanted).matches, { timeout: 5000 }, query);
}

async function createPage({ browser }) {
  const page = await browser.newPage();
  page.emulateMediaFeatures = (features) => emulate(page, features);
  page.forceColors = (value) => emulate(page, [{ name: 'forced-colors', value }]);
  const { keyboard } = page;
  // The one key that Chromium calls by its code too.
  for (const name of ['press', 'down', 'up']) {
    const original = keyboard[name].bind(keyboard);
    keyboard[name] = (key, ...more) => original(key === 'Space' ? ' ' : key, ...more);
  }
  return page;
}

export const firefoxLauncher = () =>
  chromeLauncher({
    puppeteer: puppeteerCore,
    // Two pages at once steal each other's focus.
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath: findFirefox(), args: ['--remote-allow-system-access'] },
    createPage,
  });
