import { ecomQueue } from '../events/buffer.js';
import type { ConsentApi, ConsentChange } from '../events/consent.js';

/** Where it is kept; no name of what goes with a withdrawal, `ecom.…`. */
const key = 'ecom-consent';

/** How a decision is remembered. */
export interface RememberOptions {
  /** After this many days the shopper is asked anew; 180 when absent, half a year, as regulators want it. */
  days?: number;
}

/**
 * Keeps in the browser what the shopper decided, yes or no, for the next page, other tabs and the way back: for a shop
 * whose banner is its own and only calls `ecom.consent.update()`. A banner that remembers by itself does not need it. While
 * nothing is decided, nothing is stored. Returns what ends it.
 *
 * ```html
 * <script src="consent.js" data-remember></script>
 * ```
 */
export function rememberConsent({ days = 180 }: RememberOptions = {}): () => void {
  let isRecalling = false;
  const recall = (): void => {
    const decided = read(days);
    // Two tabs must not answer each other for ever.
    isRecalling = true;
    if (decided) ecomQueue().push(['consent', decided]);
    isRecalling = false;
  };
  const keep = (): void => {
    const { decided = {} } = (ecomQueue() as { consent?: ConsentApi }).consent ?? {};
    const text = JSON.stringify(decided);
    if (isRecalling || text === '{}' || text === JSON.stringify(read(days))) return;
    try {
      localStorage.setItem(key, JSON.stringify([Date.now(), decided]));
    } catch {
      // Shut, or full: the shopper is asked on each page.
    }
  };
  recall();
  document.addEventListener('ecom-consent', keep);
  // In another tab; or on another page, before the shopper came back to this one.
  for (const type of ['storage', 'pageshow']) addEventListener(type, recall);
  return () => {
    document.removeEventListener('ecom-consent', keep);
    for (const type of ['storage', 'pageshow']) removeEventListener(type, recall);
  };
}

/** What is kept; nothing when it is nonsense, or too old. */
function read(days: number): ConsentChange | undefined {
  try {
    const [at, decided] = JSON.parse(localStorage.getItem(key)!) as [number, ConsentChange];
    return Date.now() - at < days * 86_400_000 && decided && typeof decided === 'object' ? decided : undefined;
  } catch {
    return undefined;
  }
}
