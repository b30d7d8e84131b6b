import { ecomQueue } from '../events/buffer.js';
import { newEventId } from '../events/event-id.js';
import type { JsonObject } from '../events/plain.js';
import { sallaSdk, splitEventId, type SallaTracker } from '../platforms/salla-sdk.js';
import { surroundings } from '../tracker/enrich.js';
import type { TrackerApi } from '../tracker/tracker-api.js';
import type { Partner, PartnerContext } from './partner.js';

/** Names of the bundles of the page; under a symbol, so that it is no global that could clash. */
const bundles = Symbol.for('ecom-events.bundles');

/** Whether a bundle of that name is the first of the page; says so when it is not. */
export function isFirst(name: string): boolean {
  const names = ((globalThis as { [bundles]?: Set<string> })[bundles] ??= new Set());
  if (names.has(name)) console.warn(`ecom-events: there are two bundles "${name}"; the second is not used`);
  return names.size < names.add(name).size;
}

/**
 * Registers a bundle with whatever brings events to the page, now or later: our tracker, by the queue at `window.ecom`, and
 * Salla's SDK. Where both are, each event comes from one of them: from our tracker when it takes over what the engine reports.
 */
export function connect(partner: Partner): void {
  const { name, category } = partner;
  const fromSdk = new Set<string>();
  const fromTracker = new Set<string>();

  /** From our tracker, unless it repeats what the SDK, which was there before it, has brought already. */
  function hear(eventName: string, payload: JsonObject, context: PartnerContext): unknown {
    fromTracker.add(context.event_id);
    return fromSdk.has(context.event_id) || partner.track(eventName, payload, context);
  }

  ecomQueue().push(['register', { name, category, track: hear, page: (payload, context) => hear('page', payload, context) }]);

  /** From the SDK. Nobody stands between this and the engine: what fails is told here. */
  async function take(eventName: string, payload: unknown): Promise<void> {
    const [rest, { eventId }] = splitEventId(payload);
    const id = eventId ?? newEventId();
    if (hasEngine() || fromTracker.has(id)) return;
    fromSdk.add(id);
    try {
      await partner.track(eventName, rest, { event_id: id, timestamp: new Date().toISOString(), ...surroundings() });
    } catch (error) {
      console.error(`ecom-events: "${name}" failed`, error);
    }
  }

  const own: SallaTracker = {
    name,
    track: (eventName, payload) => void take(eventName, payload),
    page: (payload) => void take('page', payload),
  };
  let found = false;
  const find = (): void => {
    const sdk = sallaSdk();
    if (!sdk || found || hasEngine()) return;
    found = true;
    void sdk.onReady(() => sdk.analytics.registerTracker(own));
  };
  find();
  // An SDK that comes later says at the window when it is ready.
  addEventListener('twilight::initiated', find);
}

/** Whether our tracker is there and brings what Salla's engine reports. */
const hasEngine = (): boolean => !!(ecomQueue() as Partial<TrackerApi>).platforms?.['salla-engine'];
