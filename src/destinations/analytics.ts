import type { ConsentCategory } from '../events/consent.js';
import type { DeviceModeTracker } from '../events/commands.js';
import { whenThere } from './shared/core.js';
import { withoutPersonal, type PersonalDataOptions } from './shared/without-personal.js';

/** What Segment's `analytics`, RudderStack's and Jitsu's have in common. */
export interface AnalyticsObject {
  track(name: string, properties: object, options?: object): unknown;
  page(category: string | undefined, name: string | undefined, properties: object, options?: object): unknown;
}

/** Which object gets the events, and what. */
export interface AnalyticsOptions extends PersonalDataOptions {
  /** Name of the destination on the page; needed when there are two of a kind. */
  name?: string;
  /** What the shopper has to agree to; `analytics` when absent. */
  category?: ConsentCategory;
  /** The object, or the name of a global; the first of `analytics`, `rudderanalytics`, `jitsu` that is there when absent. */
  object?: AnalyticsObject | string;
}

/**
 * An `analytics` object that is on the page: Segment, RudderStack, Jitsu. It gets all events as they are, since the
 * catalogue's names and fields are those of its own specification (segment.com/docs/connections/spec/ecommerce/v2);
 * `event_id` is among the properties, because Segment's browser library overwrites a `messageId` that it is given.
 *
 * ```ts
 * ecom.register(analytics());
 * ```
 */
export function analytics(options: AnalyticsOptions = {}): DeviceModeTracker {
  const { name = 'analytics', category = 'analytics', object } = options;
  const names = typeof object === 'string' ? [object] : ['analytics', 'rudderanalytics', 'jitsu'];
  const find = (): AnalyticsObject | undefined => {
    if (object && typeof object !== 'string') return object;
    const page = globalThis as unknown as Record<string, Partial<AnalyticsObject> | undefined>;
    return names.map((global) => page[global]).find((found) => typeof found?.track === 'function') as AnalyticsObject | undefined;
  };
  const whenObject = whenThere(find);
  return {
    name,
    category,
    track: (eventName, payload, { event_id, timestamp }) =>
      // What it answers is its own business: it may wait for a server for ever.
      whenObject((found) => void found.track(eventName, { ...withoutPersonal(payload, options), event_id }, { timestamp })),
    page(payload, { event_id, timestamp }) {
      const { category, name: pageName, ...properties } = withoutPersonal(payload, options);
      const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
      return whenObject((found) => void found.page(text(category), text(pageName), { ...properties, event_id }, { timestamp }));
    },
  };
}
