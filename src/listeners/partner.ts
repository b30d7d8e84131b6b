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
  track(eventName: string, payload: JsonObject, context: PartnerContext): unknown;
  page(payload: JsonObject, context: PartnerContext): unknown;
}

/**
 * One callback for all listeners of a bundle. Each one that wants the event gets it, with a payload and a context of its own;
 * what some throw or reject with is thrown after the last, as one error that names their files.
 */
export function makePartner(name: string, category: ConsentCategory, listeners: readonly Listener[]): Partner {
  function deliver(eventName: string, payload: JsonObject, context: PartnerContext): unknown {
    const failed: string[] = [];
    let first: unknown;
    const settle = (): void => {
      if (!failed.length) return;
      const error = new Error(failed.join(), { cause: first });
      if (first instanceof Error) error.name = first.name;
      throw error;
    };
    const open: PromiseLike<unknown>[] = [];
    for (const { path, run } of listeners.filter(({ eventName: wanted }) => wanted === '*' || wanted === eventName)) {
      const fail = (error: unknown): void => {
        if (!failed.length) first = error;
        failed.push(path);
      };
      try {
        const answer = run(copy(payload), copy({ ...context, event_name: eventName })) as PromiseLike<unknown> | undefined;
        if (typeof answer?.then === 'function') open.push(answer.then(undefined, fail));
      } catch (error) {
        fail(error);
      }
    }
    return open.length ? Promise.all(open).then(settle) : settle();
  }

  return {
    name,
    category,
    track: (eventName, payload, context) => deliver(canonicalName(eventName), payload, context),
    page: (payload, context) => deliver('page', payload, context),
  };
}
