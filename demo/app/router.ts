import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { focusHeading, show } from '../theme/frame.js';
import { goBy } from '../theme/links.js';
import { viewAt } from '../theme/views/index.js';

let visit = 0;
/** The address of what is drawn. */
let shown = '';

/** The address of the view, without the place on it. */
const here = (): string => location.pathname + location.search;

/**
 * Draws the view of the address. An element of its own reports the page view, before anything of the view is: one that
 * stays and is `auto` would, on the way back, hear of the new address before this does, and say the old name.
 */
function open(): void {
  shown = here();
  const view = viewAt(location.pathname);
  render(keyed(visit++, html`<ecom-page name=${view.page} category="Shop"></ecom-page>`), document.getElementById('page')!);
  show(view);
}

function go(path: string): void {
  // A link to where the shopper is adds no step to go back, as in any browser.
  if (new URL(path, location.href).href === location.href) history.replaceState(null, '');
  else history.pushState(null, '', path);
  open();
  scrollTo(0, 0);
  focusHeading();
}

/** Whether an address is of this shop, and not just another place of the view the shopper is at. */
const isRoute = ({ origin, pathname, search, hash }: URL): boolean =>
  origin === location.origin && pathname.startsWith('/app/') && !(hash && pathname + search === here());

/** Links and forms stay links and forms: what would leave the document for another view is done here instead. */
export function startRouter(): void {
  goBy(go);
  document.addEventListener('click', (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    const link = (event.target as Element).closest('a');
    if (event.defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey || !link || link.target || !isRoute(new URL(link.href))) return;
    event.preventDefault();
    go(link.href);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const address = new URL(form.action);
    if (event.defaultPrevented || form.method !== 'get' || !isRoute(address)) return;
    event.preventDefault();
    address.search = new URLSearchParams(new FormData(form) as unknown as Record<string, string>).toString();
    go(address.href);
  });
  addEventListener('popstate', () => {
    // To another place of the view, and back from there.
    if (here() === shown) return;
    open();
    focusHeading();
  });
  open();
}
