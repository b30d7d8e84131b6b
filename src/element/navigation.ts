let address = '';
let listening = false;
const listeners = new Set<NavigationListener>();

/** What has been reported in the current navigation. */
const reported = new Set<string>();

/** Called when a navigation begins; `soft` ones stay in the document. */
export type NavigationListener = (soft: boolean) => unknown;

/**
 * Whether `view` is reported for the first time in the navigation the shopper is in: a theme may draw its
 * elements anew. A page load, a soft navigation to another address, or a return from the back/forward cache
 * begins the next one; a hash alone does not.
 */
export function isFirstInNavigation(view: string): boolean {
  start();
  // A router may have moved on in the same breath.
  noticeNavigation();
  return !reported.has(view) && !!reported.add(view);
}

/** Calls `listener` at the beginning of each further navigation. Returns what ends it. */
export function onNavigation(listener: NavigationListener): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called when the page may have moved on: an engine without the Navigation API does not tell of every way a router has. */
export function noticeNavigation(): void {
  if (here() !== address) next(true);
}

function start(): void {
  if (listening) return;
  listening = true;
  address = here();
  const { navigation } = window as { navigation?: EventTarget };
  /** Back or forward: the page's router hears of it by popstate, which is still to come. */
  let traverses = false;
  navigation?.addEventListener('navigate', (event) => (traverses = (event as Event & { navigationType?: string }).navigationType === 'traverse'));
  navigation?.addEventListener('navigatesuccess', () => traverses || noticeNavigation());
  // Not every engine has the Navigation API yet: there the router's own calls tell.
  if (!navigation) for (const name of ['pushState', 'replaceState'] as const) watch(name);
  // The router, which listens too, has its turn first.
  addEventListener('popstate', () => setTimeout(noticeNavigation));
  addEventListener('pageshow', (event) => {
    if (event.persisted) next(false);
  });
}

/** Notices what this method does, when its caller is done, as the Navigation API would. */
function watch(name: 'pushState' | 'replaceState'): void {
  const original = history[name];
  history[name] = (...args) => {
    original.apply(history, args);
    queueMicrotask(noticeNavigation);
  };
}

const here = (): string => location.href.split('#')[0]!;

function next(soft: boolean): void {
  address = here();
  reported.clear();
  listeners.forEach((listener) => listener(soft));
}
