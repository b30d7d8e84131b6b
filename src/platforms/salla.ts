import type { EcomAnswer, EcomReported, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
import type { TrackOptions } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import type { Platform } from './platform.js';
import { confirmation, denial, productForm, sallaRequests, type Asked } from './salla-requests.js';
import { sallaSdk, splitEventId, type SallaSdk, type SallaTracker } from './salla-sdk.js';

/**
 * A store on Salla, with its Twilight SDK on the page, now or later. What Salla's engine tracks goes
 * through the pipeline, once, what it tracked before included; the elements' requests are answered by the
 * SDK. Without the SDK it does nothing.
 *
 * Whether the engine reports an action depends on the store's settings and on the answer of its API. So it
 * is not guessed: the engine has reported before the SDK's promise resolves; if it has not, the element does.
 */
export function salla(): Platform {
  /** What the engine has tracked: it replays its history to whoever registers again. */
  const taken = new WeakSet<object>();
  /** Ids that have been taken over: the engine repeats one when it reuses the object that holds it. */
  const ids = new Set<string>();
  /** Names the engine has reported, oldest first. */
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

  async function ask(sdk: SallaSdk, name: EcomRequestName, asked: Asked, form?: FormData): Promise<EcomAnswer<EcomRequestName>> {
    const [facts, call] = sallaRequests[name]!;
    await sdk.onReady();
    const before = reports.length;
    const since = (): string[] => reports.slice(before);
    const answer = await call(sdk, asked, form).then((response) => confirmation(sdk, response, since()), denial);
    // A denial too may be what the engine has reported: then the shopper is told, and no fact follows.
    return since().some((fact) => facts.includes(fact)) ? ({ ...answer, reportedBy: 'platform' } as EcomReported) : answer;
  }

  return {
    name: 'salla',
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
      const listen = (type: string, listener: (event: Event) => void): void =>
        addEventListener(type, listener, { signal });

      find();
      // An SDK that comes later says at the window when it is ready. A second registration is refused by name.
      listen('twilight::initiated', find);
      for (const name in sallaRequests) {
        listen(`ecom-${name}-request`, (event) => {
          const sdk = sallaSdk();
          const { detail, intercepted } = event as EcomRequestEvent;
          if (!sdk || intercepted) return;
          const form = productForm(event, detail as Asked);
          (event as EcomRequestEvent).intercept(() => ask(sdk, name as EcomRequestName, detail as Asked, form));
        });
      }

      return () => {
        stop.abort();
        // The engine has no way to unregister; an index of -1 becomes one beyond the end.
        const registered = sallaSdk()?.analytics.customTrackers;
        registered?.splice(registered.indexOf(bridge) >>> 0, 1);
      };
    },
  };
}
