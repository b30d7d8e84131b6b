import { canonicalName } from '../events/canonical-name.js';
import type { DeviceModeTracker } from '../events/commands.js';
import type { ConsentCategory } from '../events/consent.js';
import type { JsonObject } from '../events/plain.js';
import { copy } from '../tracker/destination.js';
import type { ListenerContext } from './define-listener.js';
import type { Listener } from './read-listeners.js';

/** The context a partner's callback is given; without our tracker on the page less is known. */
export type PartnerContext = Omit<ListenerContext, 'event_name'>;

/** The listeners of a bundle as one device-mode callback. */
export interface Partner extends DeviceModeTracker {
  /** Page views too, as `page`. */
  track(eventName: string, payload: JsonObject, context: PartnerContext): unknown;
  page(payload: JsonObject, context: PartnerContext): unknown;
}

/**
 * One callback for all listeners of a bundle. Each one that wants the event gets it, with a payload and a context of its own;
 * what some throw or reject with is thrown after the last, as one error that names their files.
 */
export function makePartner(name: string, category: ConsentCategory, listeners: readonly Listener[]): Partner {
  async function deliver(eventName: string, payload: JsonObject, context: PartnerContext): Promise<void> {
    const failed: [path: string, error: unknown][] = [];
    const all = listeners.filter(({ eventName: wanted }) => wanted === '*' || wanted === eventName);
    // All of them are called before the first one is waited for.
    await Promise.all(
      all.map(async ({ path, run }) => {
        try {
          await run(copy(payload), copy({ ...context, event_name: eventName }));
        } catch (error) {
          failed.push([path, error]);
        }
      }),
    );
    const [first] = failed;
    if (!first) return;
    const [, cause] = first;
    const error = new Error(failed.map(([path]) => path).join(), { cause });
    if (cause instanceof Error) error.name = cause.name;
    throw error;
  }

  return {
    name,
    category,
    track: (eventName, payload, context) => deliver(canonicalName(eventName), payload, context),
    page: (payload, context) => deliver('page', payload, context),
  };
}
