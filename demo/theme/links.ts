/** Where a shopper can be. */
export type Place = 'home' | 'search' | 'product' | 'wishlist' | 'cart' | 'checkout' | 'order' | 'account';

/** Whether this is the shop of one page; else each view has a page of its own. */
export const isApp = location.pathname.startsWith('/app/');

/** The address of a view, as it is in this shop. */
export function pathTo(place: Place, query: Record<string, string> = {}): string {
  const name = place === 'home' ? '' : place;
  const path = isApp ? `/app/${name}` : `/${name && `${name}.html`}`;
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

/** The view that an address is of. */
export const placeOf = (path: string): string => path.replace(/^\/(app\/)?/, '').replace(/(^index)?\.html$/, '') || 'home';

/** Address as it stands in events: whole, for those who read them elsewhere. */
export const whole = (path: string): string => new URL(path, location.href).href;

/** What the address asks for. */
export const query = (): URLSearchParams => new URLSearchParams(location.search);

/** The same address with the inspector open, which the drop-in script loads where the address asks for it. */
export const inspected = (): string => `${location.pathname}?${new URLSearchParams([...query(), ['ecom-debug', '']])}`;

let move = (path: string): void => location.assign(path);

/** Takes the shopper to another view: by a navigation of the browser, or by the router of the single-page shop. */
export const go = (path: string): void => move(path);

/** The single-page shop has its own way of going. */
export const goBy = (router: typeof go): void => void (move = router);

/** Whether the browser has loaded this document because the shopper went there: not by a reload, not by going back. */
export const isFreshLoad = (): boolean => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'navigate';
