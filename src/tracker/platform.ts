import type { TrackerApi } from './tracker-api.js';

/**
 * A storefront: answers the requests of the elements with what its store says, and brings the platform's
 * own events into the pipeline.
 */
export interface Platform {
  /** E.g. `salla`. */
  readonly name: string;
  /** Called once by the tracker. Returns what undoes it. */
  attach(tracker: TrackerApi): () => void;
}
