import { inspectorKey as key } from '../tracker/inspector-asked.js';
import { consentOf, trackerOf } from './tracker.js';

/** Where the inspector stands: at the bottom of the window or at its side. */
export type Dock = 'bottom' | 'side';

/** What is to be kept. */
let wish: Dock | undefined;

/** Where it stood on the page before, in this tab; undefined where it was not open. */
export function remembered(): Dock | undefined {
  try {
    const dock = sessionStorage.getItem(key);
    return dock === 'side' || dock === 'bottom' ? dock : undefined;
  } catch {
    // Storage is shut.
    return undefined;
  }
}

/** Keeps for the next page of this tab where it stands, or that it is closed; nothing until the shopper has agreed to all. */
export function remember(dock: Dock | undefined): void {
  wish = dock;
  keep();
}

function keep(): void {
  const isFree = Object.values(consentOf(trackerOf()) ?? {}).every((state) => state === 'granted');
  document.removeEventListener('ecom-consent', keep);
  try {
    if (!wish) sessionStorage.removeItem(key);
    else if (isFree) sessionStorage.setItem(key, wish);
    else document.addEventListener('ecom-consent', keep);
  } catch {
    // Then it is forgotten.
  }
}
