import type { ReceiptEntry } from './entries.js';
import { line, type SpyState } from './spy.js';

/** What is on a page, once it has come to rest. */
export interface Survey {
  /** Number of the document, and the address without its hash: what changes when the shopper has moved on. */
  doc: string;
  href: string;
  title: string;
  /** `waiting`: a script has made it, and nothing has started it. */
  tracker: 'running' | 'waiting' | 'none';
  /** Version of the tracker. */
  version?: string;
  /** Events that wait for a tracker. */
  queued: number;
  /** What the shopper consents to, where the shop asks. */
  consent?: Record<string, string>;
  /** Elements of ours without a definition. */
  undefinedTags: string[];
  /** Ids of the lists that report themselves as soon as they are there. */
  lists: string[];
  /** Whether there is a page view to be reported. */
  hasPage: boolean;
  /** Id of the product that the page is about, when an element says so; and whether that reports itself. */
  product?: { id?: string; views: boolean };
  isCart: boolean;
  /** Number of the step of the checkout. */
  step?: number;
  isOrder: boolean;
  /** The first promotion in the page. */
  promotion?: string;
  /** What became of the events of this document. */
  receipts: ReceiptEntry[];
}

/** Asks a page what is on it; to be evaluated there. */
export const surveyScript = `(${survey.toString()})(${JSON.stringify(line)})`;

async function survey(line: string): Promise<Survey> {
  interface Tracker {
    receipts?: unknown;
    ready?: Promise<unknown>;
    version?: string;
    length?: number;
    consent?: { state?: Record<string, string> };
  }
  const { ecom, [`${line} state`]: state } = window as unknown as Record<string, unknown> & { ecom?: Tracker };
  const spy = state as SpyState | undefined;
  const isThere = typeof ecom?.receipts === 'function';
  const isReady = isThere && (await Promise.race([ecom.ready?.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 50, false))]));
  const all = <Found extends Element = HTMLElement>(selector: string): Found[] => [...document.querySelectorAll<Found>(selector)];
  const isDefined = (element: Element): boolean => element.matches(':defined');
  const isShown = (element: Element): boolean => [element, ...element.querySelectorAll('*')].some((part) => part.getClientRects().length > 0);
  const tags = [...new Set(all(':not(:defined)').map(({ localName }) => localName))].filter((name) => name.startsWith('ecom-'));
  const lists = all('ecom-product-list').filter((list) => isDefined(list) && !/none|visible/.test(list.getAttribute('view') ?? '') && [...list.querySelectorAll('ecom-product')].some((card) => !card.closest('[hidden]')));
  const main = all('ecom-product').find((product) => isDefined(product) && !product.closest('ecom-product-list, ecom-wishlist') && product.getAttribute('view') !== 'none');
  const step = all('ecom-checkout-step[current]').find(isDefined);
  return {
    doc: spy?.doc ?? '',
    href: location.href.split('#')[0]!,
    title: document.title,
    tracker: !isThere ? 'none' : isReady ? 'running' : 'waiting',
    version: isThere ? ecom.version : undefined,
    // Our own command is one of them.
    queued: isThere ? 0 : Math.max(0, (ecom?.length ?? 0) - 1),
    consent: ecom?.consent?.state && { ...ecom.consent.state },
    undefinedTags: tags,
    lists: lists.map((list) => list.getAttribute('list-id') ?? ''),
    hasPage: all('ecom-page').some(isDefined),
    product: main && { id: main.getAttribute('product-id') ?? undefined, views: !!main.getAttribute('view') },
    isCart: all('ecom-cart').some((cart) => isDefined(cart) && !!cart.getAttribute('view')),
    step: step && Number(step.getAttribute('step')),
    isOrder: all('ecom-order').some(isDefined),
    promotion: all('ecom-promotion').find((promotion) => isDefined(promotion) && isShown(promotion))?.getAttribute('promotion-id') ?? undefined,
    receipts: spy?.ask() ?? [],
  };
}
