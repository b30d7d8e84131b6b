import { whenReady } from '../events/when-ready.js';
import { inspectorKey, isAskedFor } from './inspector-asked.js';
import { loadBeside } from './load-beside.js';
import type { TrackerApi } from './tracker-api.js';

/** Loads the inspector where somebody asks for it: by `?ecom-debug`, by its tag, or because it was open on the page before. */
export function loadInspector(tracker: TrackerApi): void {
  let asked: unknown = isAskedFor();
  try {
    asked ||= sessionStorage[inspectorKey];
  } catch {
    // Storage is shut.
  }
  // From the first event on.
  if (asked) tracker.configure({ inspect: true });
  whenReady(() => {
    if (asked || document.querySelector('ecom-inspector')) loadBeside('inspector');
  });
}
