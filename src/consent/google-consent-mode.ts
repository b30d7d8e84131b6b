import { googleConsent, googleTypes, tellGoogle } from '../destinations/shared/google-consent.js';
import { ecomQueue } from '../events/buffer.js';
import type { ConsentApi, ConsentCategory, ConsentState } from '../events/consent.js';
import { readConsent } from '../tracker/consent.js';
import { regionDefault } from '../tracker/consent-regions.js';
import { beginPending } from './banner.js';

/** Google's dataLayer; a call of consent mode is `arguments` in it. */
type Layer = ArrayLike<unknown>[];

/** How consent mode is spoken. */
export interface GoogleConsentModeOptions {
  /**
   * Where the shopper is, `SA` or `US-CA`, as in `consent-region`. Absent: Google finds out, and grants where consent is
   * presumed until the shopper objects.
   */
  region?: string;
  /** How many milliseconds Google's tags wait for the shopper's decision of an earlier page; 500 when absent. */
  waitForUpdate?: number;
  /** Name of the array, where it is not `dataLayer`. */
  dataLayer?: string;
}

const layerOf = (name = 'dataLayer'): Layer => ((globalThis as unknown as Record<string, Layer | undefined>)[name] ??= []);

/**
 * Speaks Google's consent mode v2 for the shop: tells Google's tags the default, and each change of `ecom.consent`. To be
 * called in the head, before a tag of Google's. Returns what ends it.
 *
 * ```html
 * <script src="consent.js" data-google></script>
 * ```
 */
export function googleConsentMode({ region, waitForUpdate = 500, dataLayer }: GoogleConsentModeOptions = {}): () => void {
  const layer = layerOf(dataLayer);
  const begin = (where: string, only?: object): Record<string, string> => {
    const params = googleConsent(readConsent(regionDefault(where)) as ConsentState);
    tellGoogle(layer, 'default', { ...params, ...only, wait_for_update: waitForUpdate });
    return params;
  };
  let told = begin(region ?? '');
  if (region === undefined) begin('US', { region: ['US'] });
  const update = (state: ConsentState): void => {
    const params = googleConsent(state);
    // What is pending is no decision: Google's tags go on waiting.
    if (Object.keys(params).every((type) => params[type] === told[type])) return;
    told = params;
    tellGoogle(layer, 'update', params);
  };
  const hear = ({ detail }: CustomEvent<ConsentState>): void => update(detail);
  document.addEventListener('ecom-consent', hear);
  // Where a tracker is there before this, it has said so already.
  const { consent } = ecomQueue() as { consent?: ConsentApi };
  if (consent?.asked) update(consent.state);
  return () => document.removeEventListener('ecom-consent', hear);
}

/** Several of Google's types may be of one category: it is granted when all of them are that are spoken of. */
function read(known: Readonly<Record<string, unknown>>): Partial<Record<ConsentCategory, boolean>> {
  const ours: Partial<Record<ConsentCategory, boolean>> = {};
  for (const [type, category] of Object.entries(googleTypes)) if (type in known) ours[category] = (ours[category] ?? true) && known[type] === 'granted';
  return ours;
}

/**
 * The other way round: our gate follows what a banner tells Google, `gtag('consent', 'update', {…})`, from now on and what
 * the dataLayer holds already. What is denied by a `default` is pending, since nobody has asked the shopper yet; a
 * `default` for certain regions counts for nothing, since only Google knows where the shopper is. Returns what ends it.
 */
export function followGoogleConsentMode({ dataLayer }: Pick<GoogleConsentModeOptions, 'dataLayer'> = {}): () => void {
  const layer = layerOf(dataLayer);
  const known: Record<string, unknown> = {};
  let isOn = true;
  beginPending();
  const hear = (entry?: ArrayLike<unknown>): void => {
    if (!isOn || entry?.[0] !== 'consent') return;
    const [, kind, params] = Array.from(entry) as [string, string, Record<string, unknown> | undefined];
    const isUpdate = kind === 'update';
    if (!params || !(isUpdate || kind === 'default') || params.region) return;
    Object.assign(known, params);
    const [now, said] = [read(known), read(params)];
    const change = Object.entries(now).filter(([category]) => category in said);
    ecomQueue().push(['consent', Object.fromEntries(change.map(([category, granted]) => [category, granted || (isUpdate ? 'denied' : 'pending')]))]);
  };
  for (const entry of layer) hear(entry);
  const { push } = layer;
  // Google's own script puts its function before this one, and calls it.
  layer.push = function (...entries) {
    for (const entry of entries) hear(entry);
    return push.apply(this, entries);
  };
  return () => (isOn = false);
}
