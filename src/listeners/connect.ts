import { ecomQueue } from '../events/buffer.js';
import { newEventId } from '../events/event-id.js';
import { sallaSdk, splitEventId, type SallaTracker } from '../platforms/salla-sdk.js';
import { currentPage } from '../tracker/enrich.js';
import type { TrackerApi } from '../tracker/tracker-api.js';
import { version } from '../version.js';
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
  const fromSdk = new Set<string>();
  const fromTracker = new Set<string>();

  /** Whether our tracker does not repeat what the SDK, which was there before it, has brought already. */
  const isNew = (id: string): boolean => !!fromTracker.add(id) && !fromSdk.has(id);

  ecomQueue().push([
    'register',
    {
      name: partner.name,
      category: partner.category,
      track: (name, payload, context) => isNew(context.event_id) && partner.track(name, payload, context),
      page: (payload, context) => isNew(context.event_id) && partner.page(payload, context),
    },
  ]);
  /** Nobody stands between this and the engine: what fails is told here. */
  async function take(payload: unknown, deliver: (payload: ReturnType<typeof splitEventId>[0], context: PartnerContext) => unknown): Promise<void> {
    const [rest, { eventId }] = splitEventId(payload);
    const id = eventId ?? newEventId();
    if (hasEngine() || fromTracker.has(id)) return;
    fromSdk.add(id);
    try {
      await deliver(rest, {
        event_id: id,
        timestamp: new Date().toISOString(),
        page: currentPage(),
        locale: document.documentElement.lang || navigator.language,
        library: { name: 'ecom-events', version },
      });
    } catch (error) {
      console.error(`ecom-events: "${partner.name}" failed`, error);
    }
  }

  const own: SallaTracker = {
    name: partner.name,
    track: (name, payload) => void take(payload, (rest, context) => partner.track(name, rest, context)),
    page: (payload) => void take(payload, (rest, context) => partner.page(rest, context)),
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
