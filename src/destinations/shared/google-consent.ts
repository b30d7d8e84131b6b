import type { ConsentCategory, ConsentState } from '../../events/consent.js';

/** Google's consent types, each with the category that it is of: developers.google.com/tag-platform/security/guides/consent. */
export const googleTypes: Readonly<Record<string, ConsentCategory>> = {
  ad_storage: 'marketing',
  ad_user_data: 'marketing',
  ad_personalization: 'marketing',
  analytics_storage: 'analytics',
  functionality_storage: 'personalisation',
  personalization_storage: 'personalisation',
  security_storage: 'necessary',
};

/** The state in Google's words, which has none for what is pending. */
export const googleConsent = (state: ConsentState): Record<string, 'granted' | 'denied'> =>
  Object.fromEntries(Object.entries(googleTypes).map(([type, category]) => [type, state[category] === 'granted' ? 'granted' : 'denied']));

/** A dataLayer, as far as it is told of consent. */
export interface ConsentLayer {
  push(entry: ArrayLike<unknown>): unknown;
  some?(test: (entry: ArrayLike<unknown> | null | undefined) => boolean): boolean;
}

/** Makes a call of Google's consent mode. */
export function tellGoogle(layer: ConsentLayer, kind: 'default' | 'update', params: object): void {
  // Google wants `arguments`, not an array.
  const push = function (): void {
    layer.push(arguments);
  } as (...call: unknown[]) => void;
  push('consent', kind, params);
}

/**
 * Consent mode for a destination of Google's. Where somebody else speaks it already, a banner or `google-consent-mode`, it
 * is left to them: two would contradict each other.
 */
export function consentMode(): { take(state: ConsentState, layer?: ConsentLayer): void; begin(layer: ConsentLayer): void; allowsAds(): boolean } {
  let known: ConsentState | undefined;
  let isOurs = false;
  const tell = (kind: 'default' | 'update', layer: ConsentLayer): void => {
    isOurs ||= !layer.some?.((entry) => entry?.[0] === 'consent');
    if (known && isOurs) tellGoogle(layer, kind, googleConsent(known));
  };
  return {
    /** Something is another way; `layer` is that of a tag that is there. */
    take(state, layer) {
      known = state;
      if (layer) tell('update', layer);
    },
    /** A tag is about to be put on the page. */
    begin: (layer) => tell('default', layer),
    /** Whether what is personal may go to Google for ads; it may where nobody asks. */
    allowsAds: () => !known || known.marketing === 'granted',
  };
}
