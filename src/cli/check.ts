import { openBrowser } from './check/find-browser.js';
import { grade } from './check/grade.js';
import { Journey } from './check/journey.js';
import { readOptions, usage, UsageError, type CheckOptions } from './check/options.js';
import { makeReport, type Report } from './check/report.js';
import { reportText } from './check/report-text.js';
import { sendHeaders } from './check/send-headers.js';

/**
 * `ecom-events check <url>`: walks a shop and grades its tracking. Resolves with the exit code: 0 all is well, 1 faults were
 * found, 2 the shop could not be checked.
 */
export async function check(args: string[]): Promise<0 | 1 | 2> {
  try {
    const options = await readOptions(args);
    if (!options) {
      console.log(usage);
      return 0;
    }
    const report = await checkShop(options);
    console.log(options.json ? JSON.stringify(report, null, 2) : reportText(report));
    return report.passed ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof UsageError) console.error(`\n${usage}`);
    return 2;
  }
}

/** Walks a shop in a browser of its own, and grades what it saw. */
async function checkShop(options: CheckOptions): Promise<Report> {
  const browser = await openBrowser();
  const startedAt = Date.now();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    if (Object.keys(options.headers).length) await sendHeaders(page, options.url, options.headers);
    const walk = await new Journey(page, options).walk();
    return makeReport(walk, grade(walk, options), options, await browser.version(), startedAt);
  } finally {
    await browser.close();
  }
}
