import type { TrackOptions } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import type { Platform } from './platform.js';
import { sallaSdk, splitEventId, type SallaTracker } from './salla-sdk.js';

/** Salla's engine as a source of events. */
export interface SallaEngine extends Platform {
  /** Names the engine has reported, oldest first. */
  readonly reports: readonly string[];
}

/**
 * Brings what Salla's engine tracks through the pipeline, once, what it tracked before included, when its SDK
 * is on the page, now or later. It answers no requests: `salla()` does that too.
 */
export function sallaEngine(): SallaEngine {
  /** What the engine has tracked: it replays its history to whoever registers again. */
  const taken = new WeakSet<object>();
  /** Ids that have been taken over: the engine repeats one when it reuses the object that holds it. */
  const ids = new Set<string>();
  const reports: string[] = [];
  /** The coupon of the cart: the engine has forgotten it by the time it reports the removal. */
  let coupon: unknown;
  const noteCoupon = (): void => void (coupon = sallaSdk()?.storage.get('cart.coupon') || coupon);

  function takeOver(payload: JsonObject, track: (payload: JsonObject, options: TrackOptions) => void): void {
    if (taken.has(payload)) return;
    taken.add(payload);
    const [rest, { eventId }] = splitEventId(payload);
    const known = !eventId || ids.has(eventId);
    if (!known) ids.add(eventId);
    track(rest, known ? {} : { eventId });
  }

  return {
    name: 'salla-engine',
    reports,
    attach(tracker) {
      const stop = new AbortController();
      const { signal } = stop;
      const bridge: SallaTracker = {
        name: 'ecom-events',
        track(name, payload) {
          reports.push(name);
          takeOver(payload, (rest, options) => {
            if (name === 'Coupon Removed') rest.coupon_name ||= coupon as string;
            tracker.track(name, rest, options);
          });
          noteCoupon();
        },
        page: (payload) => takeOver(payload, (rest, options) => tracker.page(rest, options)),
      };
      const find = (): void => {
        const sdk = sallaSdk();
        void sdk?.onReady(() => {
          if (signal.aborted) return;
          noteCoupon();
          sdk.analytics.registerTracker(bridge);
        });
      };
      find();
      // An SDK that comes later says at the window when it is ready. A second registration is refused by name.
      addEventListener('twilight::initiated', find, { signal });

      return () => {
        stop.abort();
        // The engine has no way to unregister; an index of -1 becomes one beyond the end.
        const registered = sallaSdk()?.analytics.customTrackers;
        registered?.splice(registered.indexOf(bridge) >>> 0, 1);
      };
    },
  };
}
