import type { TrackerApi } from './tracker-api.js';
import { whenReady } from './when-ready.js';

/**
 * Loads the inspector from beside this script where somebody asks for it: by `?ecom-debug`, by its tag, or because it was open on
 * the page before. As a module, which has the nonce of the script that asks and needs no policy for trusted types.
 */
export function loadInspector(tracker: TrackerApi, beside = './inspector.js'): void {
  let asked: unknown = /[?&]ecom-debug\b/.test(location.search);
  try {
    asked ||= sessionStorage['ecom.inspector'];
  } catch {
    // Storage is shut.
  }
  // From the first event on.
  if (asked) tracker.configure({ inspect: true });
  whenReady(() => void ((asked || document.querySelector('ecom-inspector')) && import(/* @vite-ignore */ beside)));
}
