import { whenReady } from '../events/when-ready.js';
import { sallaEngine } from '../platforms/salla-engine.js';
import { installTracker } from '../tracker/install.js';
import { isTracker } from '../tracker/tracker-api.js';
import { connect } from './connect.js';
import type { Partner } from './partner.js';

/**
 * As `connect`; and on a page that has no tracker of ours it brings one, which takes over what Salla's engine reports. A tracker
 * that is there, or comes with a tag of the page, is left to the shop: its options and platforms are not a partner's business.
 */
export function standAlone(partner: Partner): void {
  whenReady(() => {
    if (!document.querySelector('ecom-tracker')) bringTracker();
    connect(partner);
    // A tag whose script has not come.
    addEventListener('load', bringTracker);
  });
}

/** Starts a tracker when there is none. */
function bringTracker(): void {
  if (isTracker(window.ecom)) return;
  const tracker = installTracker();
  tracker.use(sallaEngine());
  tracker.start();
}
