import { consentOf, trackerOf } from './tracker.js';

/** Where the inspector stands: at the bottom of the window or at its side. */
export type Dock = 'bottom' | 'side';

/** Also read by the drop-in scripts, which load the inspector again on the next page of the tab. */
const key = 'ecom.inspector';

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

/** Keeps for the next page of this tab where it stands, or that it is closed; while the shopper has not agreed to all, nothing is kept. */
export function remember(dock: Dock | undefined): void {
  const isFree = Object.values(consentOf(trackerOf()) ?? {}).every((state) => state === 'granted');
  try {
    if (!dock) sessionStorage.removeItem(key);
    else if (isFree) sessionStorage.setItem(key, dock);
  } catch {
    // Then it is forgotten.
  }
}

/** Whether the address asks for the inspector. */
export const isAskedFor = (): boolean => /[?&]ecom-debug\b/.test(location.search);
