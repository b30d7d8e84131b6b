import type { EcomAnswer, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
import type { TrackOptions } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import type { Platform } from './platform.js';
import { confirmed, denialOf, productForm, sallaRequests, type Asked } from './salla-requests.js';
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
  /** Events of the engine that have been taken over: it replays its history to whoever registers again. */
  const taken = new WeakSet<object>();
  /** Ids that have been taken over: the engine repeats one when it reuses the object that holds it. */
  const ids = new Set<string>();
  /** Requests under way, which listen for the engine's report. */
  const hearing = new Set<(fact: string) => void>();

  function takeOver(payload: JsonObject, track: (payload: unknown, options: TrackOptions) => void): void {
    if (taken.has(payload)) return;
    taken.add(payload);
    const [rest, { eventId }] = splitEventId(payload);
    const fresh = eventId && !ids.has(eventId);
    if (fresh) ids.add(eventId);
    track(rest, fresh ? { eventId } : {});
  }

  async function ask(sdk: SallaSdk, request: EcomRequestEvent, form?: FormData): Promise<EcomAnswer<EcomRequestName>> {
    const { facts, call } = sallaRequests[request.requestName]!;
    await sdk.onReady();
    let reported = false;
    const hear = (fact: string): void => void (reported ||= facts.includes(fact));
    hearing.add(hear);
    try {
      const response = await call(sdk, request.detail as Asked, form);
      // A theme's `before` listener called it off; the SDK resolves with nothing.
      if (!response) return { denied: true };
      return reported ? { reportedBy: 'platform' } : confirmed(request.requestName, response);
    } catch (error) {
      const denial = denialOf(error);
      if (!denial) throw error;
      // Both: the shopper is told, and the denial has been reported.
      return reported ? Object.assign(denial, { reportedBy: 'platform' }) : denial;
    } finally {
      hearing.delete(hear);
    }
  }

  return {
    name: 'salla',
    attach(tracker) {
      const stop = new AbortController();
      const { signal } = stop;
      const bridge: SallaTracker = {
        name: 'ecom-events',
        track(name, payload) {
          for (const hear of hearing) hear(name);
          takeOver(payload, (rest, options) => tracker.track(name, rest, options));
        },
        page: (payload) => takeOver(payload, (rest, options) => tracker.page(rest as JsonObject, options)),
      };

      const find = (): void => {
        const sdk = sallaSdk();
        void sdk?.onReady(() => signal.aborted || sdk.analytics.registerTracker(bridge));
      };
      find();
      // The SDK says when it is made and when it is ready; a second registration it refuses by the name.
      for (const type of ['salla::created', 'twilight::initiated']) addEventListener(type, find, { signal });

      for (const name in sallaRequests) {
        addEventListener(
          `ecom-${name}-request`,
          (event) => {
            const request = event as EcomRequestEvent;
            const sdk = sallaSdk();
            if (!sdk || request.intercepted) return;
            const form = name === 'product-add' ? productForm(request) : undefined;
            request.intercept(() => ask(sdk, request, form));
          },
          { signal },
        );
      }

      return () => {
        stop.abort();
        // The engine has no way to unregister.
        const registered = sallaSdk()?.analytics.customTrackers ?? [];
        if (registered.includes(bridge)) registered.splice(registered.indexOf(bridge), 1);
      };
    },
  };
}
