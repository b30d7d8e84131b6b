import type { EcomContext } from '../events/commands.js';
import { toPlain, type JsonObject } from '../events/plain.js';
import type { Platform } from './platform.js';
import { sallaPage, sallaSdk, splitEventId, type SallaTracker } from './salla-sdk.js';

/**
 * Names that Salla's starter kit, or listeners written for it, spell otherwise than Salla's engine. They
 * hear both: the engine's first.
 */
const kitNames: Record<string, string | undefined> = {
  'Product Added to Wishlist': 'Wishlist Product Added',
  'Product Removed from Wishlist': 'Wishlist Product Removed',
  'User Profile Updated': 'Profile Updated',
};

/** As in Salla's engine: the id of the event is a field of the payload. */
const withId = (payload: JsonObject, { event_id }: EcomContext): JsonObject => ({ ...payload, event_id });

/**
 * Stands in for Salla's SDK on a page that has none: `Salla.onReady` and `Salla.analytics.registerTracker`,
 * `track`, `page` and `history`, so that a tracker made for Salla's device mode runs unchanged. It leaves a
 * `Salla` that is already there alone and steps aside when the SDK comes; what has registered until then
 * stays with our tracker.
 */
export function sallaStandIn(): Platform {
  return {
    name: 'salla-stand-in',
    attach(tracker) {
      // An empty object is what a stand-in leaves behind.
      if (Object.keys(sallaPage.salla ?? sallaPage.Salla ?? {}).length) return () => {};

      const standIn: Record<string, unknown> = {
        onReady: async (callback?: (config: object) => unknown) => {
          await tracker.ready;
          return callback?.({});
        },
        analytics: {
          registerTracker(partner: SallaTracker): void {
            tracker.register({
              name: partner?.name,
              track: partner?.track && ((name, payload, context) => {
                const copy = withId(payload, context);
                const kitName = kitNames[name];
                const second = kitName && (toPlain(copy) as JsonObject);
                const first = partner.track(name, copy);
                return second ? Promise.all([first, partner.track(kitName, second)]) : first;
              }),
              page: (payload, context) => partner.page?.(withId(payload, context)),
            });
          },
          track: (name: string, payload?: unknown) => tracker.track(name, ...splitEventId(payload)),
          page: (payload?: unknown) => tracker.page(...splitEventId(payload)),
          get history() {
            return tracker.history.map((entry) => ({ ...entry, payload: withId(entry.payload, entry.context) }));
          },
        },
        // The SDK fills the object it finds, keeps an `onReady` that is there, and begins with its status.
        set status(status: unknown) {
          stepAside();
          standIn.status = status;
        },
      };
      const stepAside = (): void => {
        if (!sallaSdk()) for (const key of ['onReady', 'analytics', 'status']) delete standIn[key];
      };
      sallaPage.Salla = sallaPage.salla = standIn;
      return stepAside;
    },
  };
}
