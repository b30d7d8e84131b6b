import type { ProductItem } from '../events/payloads.js';
import { results } from '../i18n/messages.js';
import { closestComposed } from './composed-tree.js';
import type { Outcome, RequestController } from './request-controller.js';

/** Where nobody answers, the theme may fetch by itself: so long its list's first change is waited for, in milliseconds. */
export const patience = 1000;

/** Products that come within this time of each other are one page of the list, in milliseconds. */
export const quiet = 150;

/** What elements that arrange a list need of the `<ecom-product-list>`. */
export interface ListContext extends HTMLElement {
  /** What it shows now, with positions. */
  readProducts(): ProductItem[];
  /** Reports what is there until now, then nothing while the request is pending. */
  hold(request: { readonly pending: boolean }): void;
  /**
   * Resolves with what it shows once no card has come or gone for its quiet time, or for `wait` milliseconds before the
   * first one does; or when the shopper leaves. These products are reported then. With nothing when the list itself goes.
   */
  settled(wait?: number): Promise<ProductItem[] | undefined>;
}

const isList = (element: Element | undefined): element is ListContext => !!(element as Partial<ListContext> | undefined)?.settled;

/** The list an element is about: the one of its `list-id`, else the one around it, else the page's only one. */
export function listOf(element: Element, id = element.getAttribute('list-id')): Element | undefined {
  const lists = [...document.querySelectorAll('ecom-product-list')];
  if (id) return lists.find((list) => list.getAttribute('list-id') === id);
  const around = closestComposed(element, 'ecom-product-list');
  return around?.isConnected ? around : lists.length === 1 ? lists[0] : undefined;
}

/** What a list says of itself. */
export function describeList(list: Element | undefined): { list_id?: string; list_name?: string; category?: string } {
  const [list_id, list_name, category] = ['list-id', 'name', 'category'].map((name) => list?.getAttribute(name) || undefined);
  return { list_id, list_name, category };
}

/** What is known of the list that `element` is about, also when it is not on the page. */
export function readList(element: Element): ReturnType<typeof describeList> {
  const { list_id, ...about } = describeList(listOf(element));
  return { list_id: element.getAttribute('list-id') || list_id, ...about };
}

/** The theme's select that sorts the list. */
export const sortOf = (list: Element | undefined): HTMLSelectElement | null | undefined =>
  [...document.querySelectorAll('ecom-product-sort')].find((sort) => listOf(sort) === list)?.querySelector('select');

/** The order that an option stands for: `price:asc`, `price-asc` and `price_asc` name a direction; one without a value is no order. */
export function readSort(option: string): { type: string; value?: string }[] {
  const [, type = option, value] = /^(.+)[:_-](asc|desc)(?:ending)?$/i.exec(option) ?? [];
  return type ? [{ type, value: value?.toLowerCase() }] : [];
}

/** Whether the list stays as it was: nobody did what was asked. */
export const isRefused = ({ kind }: Outcome): boolean => /denied|failed|prevented|busy/.test(kind);

/**
 * Has a list arranged anew by what `asking` asks for, and resolves with what came of it and the products that the list
 * then has: the store's, else those that it shows once it has settled. Their number is said.
 */
export async function arrange(
  element: Element,
  request: RequestController,
  asking: () => Promise<Outcome>,
): Promise<Outcome & { products?: ProductItem[] }> {
  const list = listOf(element);
  const id = list?.getAttribute('list-id');
  if (isList(list)) list.hold(request);
  const outcome = await asking();
  if (isRefused(outcome)) return outcome;
  const settled = (wait?: number): Promise<ProductItem[] | undefined> | undefined => {
    const now = listOf(element, id || undefined);
    return isList(now) ? now.settled(wait) : undefined;
  };
  const shown = settled(/assumed|ignored/.test(outcome.kind) ? patience : undefined);
  // A theme may draw the list itself anew.
  const products = (fieldsOf(outcome).products ?? (await shown) ?? (await settled())) as ProductItem[] | undefined;
  sayCount(request, outcome, products?.length);
  return { ...outcome, products };
}

/** Says how many products there are: as the store counts all pages, else as many as the page shows; nothing when unknown. */
export function sayCount(request: RequestController, outcome: Outcome, shown?: number): void {
  const count = (fieldsOf(outcome).total_results ?? shown) as number | undefined;
  // An answer that comes late must not speak for the later request.
  if (!request.pending) request.say(count === undefined ? '' : results, { count });
}

/** The fields of an answer that has some. */
const fieldsOf = (outcome: Outcome): Record<string, unknown> => ('fields' in outcome ? outcome.fields : {});
