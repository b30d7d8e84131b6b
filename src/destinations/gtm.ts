import type { DeviceModeTracker } from '../events/commands.js';
import { ours } from '../events/ours.js';
import { loadScript, makeVendor, type Vendor } from './shared/core.js';
import { consentMode, type ConsentLayer } from './shared/google-consent.js';
import { ga4Events, ga4Name, ga4OwnEvents, ga4PageView, ga4Readers, ga4Chooser, type Ga4Options } from './shared/ga4-events.js';

/** What a dataLayer may be told. */
export interface GtmOptions extends Ga4Options {
  /** `GTM-…`: the container is loaded where it is not on the page. Absent: the page has its own, now or later. */
  containerId?: string;
  /** Name of the array, where it is not `dataLayer`. */
  dataLayer?: string;
}

/** Parameters by which Google knows an event for one of its e-commerce. */
const isEcommerce = /^(items|transaction_id|promotion_\w+)$/;

/**
 * Google Tag Manager, by `dataLayer.push({ event, ecommerce, event_id })` in Google's names for GA4:
 * developers.google.com/tag-manager/ecommerce-ga4. Before each push with `ecommerce`, in the same tick, goes
 * `{ ecommerce: null }`, so that nothing of an earlier event is left in it. `event_id` is there for tags of other vendors.
 * The shopper agrees to `marketing`, unless `category` says another: what is in a container is not known here.
 *
 * ```ts
 * ecom.register(gtm({ containerId: 'GTM-ABC123' }));
 * ```
 */
export function gtm(options: GtmOptions = {}): DeviceModeTracker {
  const { containerId, dataLayer: key = 'dataLayer' } = options;
  const page = globalThis as unknown as Record<string, object[] | undefined>;
  const mode = consentMode();
  const vendor: Vendor = {
    name: 'gtm',
    events: ga4Events,
    naming: ga4Name,
    choose: ga4Chooser(options),
    readers: ga4Readers(options),
    page: ga4PageView,
    consent: (_, state) => mode.take(state, page[key] as ConsentLayer | undefined),
    send(calls, eventName, payload) {
      const dataLayer = (page[key] ??= []);
      if (containerId) loadContainer(containerId, dataLayer, key, () => mode.begin(dataLayer as unknown as ConsentLayer));
      for (const { name, params, id } of calls) {
        const ecommerce = Object.keys(params).some((param) => isEcommerce.test(param));
        if (ecommerce) dataLayer.push({ ecommerce: null });
        dataLayer.push(ours({ event: name, ...(ecommerce ? { ecommerce: params } : params), event_id: id }));
      }
      if (eventName === 'User Profile Updated' && payload.type) dataLayer.push({ user_properties: { user_type: payload.type } });
      if (eventName === 'Signed Out') dataLayer.push({ user_id: null });
    },
  };
  return makeVendor(vendor, options);
}

/** Puts the container on the page, once. */
function loadContainer(id: string, dataLayer: object[], key: string, begin: () => void): void {
  const address = `https://www.googletagmanager.com/gtm.js?id=${encodeURIComponent(id)}`;
  if (document.querySelector(`script[src^="${address}"]`)) return;
  begin();
  dataLayer.push({ 'gtm.start': Date.now(), event: 'gtm.js' });
  loadScript(key === 'dataLayer' ? address : `${address}&l=${encodeURIComponent(key)}`);
}

export { ga4Events, ga4OwnEvents };
