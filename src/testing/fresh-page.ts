import { forgetDone } from '../element/done-once.js';
import { installTracker } from '../tracker/install.js';
import type { Platform } from '../tracker/platform.js';
import type { TrackerApi } from '../tracker/tracker-api.js';
import type { TrackerOptions } from '../tracker/tracker-options.js';
import { Tracker } from '../tracker/tracker.js';

/** Takes the stores of the page off it. */
let detach: (() => void)[] = [];

/** A tracker whose stores go with it. */
class TestTracker extends Tracker {
  override use(platform: Platform): () => void {
    const end = super.use(platform);
    detach.push(end);
    return end;
  }
}

/**
 * A page that nothing has happened on, for the next test: a tracker of its own at `window.ecom`, started, with these
 * options and no destination; no store; no visitor, session, or order that was reported. What earlier tests have put into
 * the document is theirs to take away, before.
 */
export function freshPage(options: Partial<TrackerOptions> = {}): TrackerApi {
  // With it, what elements emit is heard.
  installTracker();
  detach.forEach((end) => end());
  detach = [];
  forgetDone();
  forget();
  // Elements report their views once in a navigation: the next one begins, as on a return by the back button.
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  const tracker = new TestTracker();
  tracker.configure(options);
  tracker.start();
  (globalThis as { ecom?: unknown }).ecom = tracker;
  return tracker;
}

/** Takes what we have stored off the browser. */
function forget(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (key.startsWith('ecom.')) storage.removeItem(key);
    }
  } catch {
    // Where storage is shut there is nothing in it.
  }
}
