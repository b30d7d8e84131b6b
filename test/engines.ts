// What our tests cannot do in some engines, in one list. A test that needs such a thing says so where it is registered:
//
//   import { needs } from './page.js';
//   needs('forcedColors').it('shows button, focus and state in forced colours', async () => { … });
//   needs('accessibilityTree').describe('assistive technology', () => { … });
//
// In an engine that lacks it there is no such test, skipped ones neither: each run prints what its engine lacks, and
// engines.test.ts fails as soon as that is not true (any more). What is missing here is added in three places: the
// name and the reason below, and in engines.test.ts how to try it.

export type Engine = 'chromium' | 'firefox' | 'webkit';

export type Capability =
  /** `a11ySnapshot()`, which reads the browser's accessibility tree. */
  | 'accessibilityTree'
  /** `executeServerCommand('cdp')`, which speaks the protocol of Chromium's developer tools. */
  | 'cdp'
  /** Forced colours on demand: `forceColors()` of page.ts. */
  | 'forcedColors'
  /** `sendMouse()` with other buttons than the left one. */
  | 'mouseButtons'
  /** `window.navigation`, whose events tell of soft navigations. */
  | 'navigationApi'
  /** `emulateMedia()`: reduced motion and colour schemes on demand. */
  | 'emulateMedia';

/** Engine → what it lacks → why. */
export const lacks: Record<Engine, Partial<Record<Capability, string>>> = {
  chromium: {},
  firefox: {
    accessibilityTree: 'WebDriver BiDi does not show it',
    cdp: 'Chromium’s own protocol',
  },
  webkit: {
    accessibilityTree: 'WebDriver does not show it',
    cdp: 'Chromium’s own protocol',
    emulateMedia: 'WebDriver has no command for it',
    forcedColors: 'WebKit knows none',
    mouseButtons: 'its WebDriver lets go of the left one, whichever it has pressed',
    navigationApi: 'comes with WebKitGTK 2.52',
  },
};

/** The engine that this page is in. */
export function engine(): Engine {
  const { userAgent } = navigator;
  return userAgent.includes('Firefox/') ? 'firefox' : userAgent.includes('Chrome/') ? 'chromium' : 'webkit';
}

/** Whether the engine can do it. */
export const can = (capability: Capability): boolean => !(capability in lacks[engine()]);

/** Registers a test or a suite: what Mocha's functions of these names do. */
interface Registers {
  it(title: string, test: Mocha.Func | Mocha.AsyncFunc): unknown;
  describe(title: string, suite: () => void): unknown;
}

/** Mocha's `it` and `describe` where the engine can do all of it, else functions that do nothing. */
export function needs(...capabilities: Capability[]): Registers {
  const none = (): void => {};
  return capabilities.every(can) ? { it, describe } : { it: none, describe: none };
}
