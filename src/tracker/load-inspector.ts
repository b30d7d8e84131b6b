import { loadBeside } from './load-beside.js';
import type { TrackerApi } from './tracker-api.js';
import { whenReady } from './when-ready.js';

/** Loads the inspector where somebody asks for it: by `?ecom-debug`, by its tag, or because it was open on the page before. */
export function loadInspector(tracker: TrackerApi): void {
  let asked: unknown = /[?&]ecom-debug\b/.test(location.search);
  try {
    asked ||= sessionStorage['ecom.inspector'];
  } catch {
    // Storage is shut.
  }
  // From the first event on.
  if (asked) tracker.configure({ inspect: true });
  whenReady(() => {
    if (asked || document.querySelector('ecom-inspector')) loadBeside('inspector');
  });
}
