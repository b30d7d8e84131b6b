// Finds the browsers that the tests are to run in, or gets them: Chromium as ensure-chromium.mjs says, Firefox and
// WebKitGTK from Debian's packages (as root). A path that FIREFOX_PATH or MINIBROWSER_PATH names is taken at its word.
import { delimiter, join } from 'node:path';
import { installByApt } from './apt.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { executable, starts } from './find-chromium.mjs';
import { findMiniBrowser } from './webkit-launcher.mjs';

/** The path of a program, or undefined. */
const find = (name) => (process.env.PATH ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find(executable);

/** The path of a Firefox, or undefined. */
export function findFirefox() {
  const { FIREFOX_PATH } = process.env;
  if (FIREFOX_PATH) return FIREFOX_PATH;
  return [find('firefox-esr'), find('firefox'), '/Applications/Firefox.app/Contents/MacOS/firefox'].find((path) => path && executable(path) && starts(path));
}

/** The path of a WebKitGTK browser, or undefined; it needs its driver beside it, and a display. */
function findWebKit() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return find('WebKitWebDriver') && (DISPLAY || WAYLAND_DISPLAY || find('Xvfb')) ? findMiniBrowser() : undefined;
}

/** Looks, installs, and looks again. */
function ensure(name, look, packages, variable) {
  const found = look() ?? (installByApt(...packages), look());
  if (found) return found;
  const command = `apt-get install ${packages.join(' ')}`;
  throw new Error(`There is no ${name}, and none could be installed. Install it (Debian, as root: ${command}) or set ${variable} to its path.`);
}

const engines = {
  chromium: ensureChromium,
  firefox: () => ensure('Firefox', findFirefox, ['firefox-esr'], 'FIREFOX_PATH'),
  webkit: () => ensure('WebKitGTK with its driver', findWebKit, ['webkit2gtk-driver', 'xvfb'], 'MINIBROWSER_PATH'),
};

/** Says where each of these engines is. Throws an Error that says what to do when one is not to be had. */
export async function ensureBrowsers(names) {
  for (const name of names) {
    if (!engines[name]) throw new Error(`BROWSERS=${names}: ${name} is none of ${Object.keys(engines)}`);
    console.log(`${name}: ${await engines[name]()}`);
  }
}
