/** The part of the real SDK that the tests use. */
export interface RealSalla {
  status: string;
  init(config: object): void;
  onReady(callback?: () => void): Promise<unknown>;
  config: { get(key: string): unknown; set(key: string, value: unknown): void };
  notify: { setNotifier(notifier: () => void): void };
  event: object;
  storage: { set(key: string, value: unknown): void };
  wishlist: { event: { onBeforeAddItem(callback: (item: { preventDefault: boolean }) => void): void; offBeforeAddItem(callback: unknown): void } };
  analytics: {
    history: { action: string; eventName?: string; payload: Record<string, unknown> }[];
    customTrackers: { name: string }[];
    registerTracker(tracker: object): void;
    track(name: string, payload: object): void;
    page(payload: object): void;
  };
}

/** Salla's globals, as untyped as they are. */
export const page = window as unknown as { Salla?: RealSalla; salla?: RealSalla };

/** Runs a classic script of this origin. */
export const runScript = (src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${src} did not load`));
    document.head.append(script);
  });

/** Puts the real Twilight SDK on the page: made, not yet ready. */
export async function loadSdk(): Promise<RealSalla> {
  await runScript('/node_modules/@salla.sa/twilight/dist/@salla.sa/twilight.min.js');
  const sdk = page.Salla!;
  // Its own one is window.alert.
  sdk.notify.setNotifier(() => {});
  return sdk;
}

/** Starts the SDK on the store `name` of the test server, as a shopper who has signed in. */
export async function startSdk(sdk: RealSalla, name: string): Promise<void> {
  const url = `${location.origin}/salla-store/${name}/`;
  sdk.init({
    // With two fields or fewer it asks an address that gives no answer it understands.
    store: { id: 1, name: 'Shop', username: 'shop', url, api: url },
    user: { id: 5, type: 'user', language_code: 'en', currency_code: 'SAR' },
    page: { slug: 'cart', id: '55' },
    jitsu: { host: location.origin, key: 'key:secret', events: engineEvents },
  });
  await sdk.onReady();
}

/** The frame with the accounts of all shops, once the SDK has opened it to sign out. */
export const accountsFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('iframe[src$="/logout"]')) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true });
  });

/** What the engine is configured to report; Salla's servers write this list into the page. */
const engineEvents = [
  'Product Added',
  'Product Removed',
  'Cart Updated',
  'Coupon Applied',
  'Coupon Denied',
  'Coupon Removed',
  'Product Added to Wishlist',
  'Product Removed from Wishlist',
  'Signed Out',
];
