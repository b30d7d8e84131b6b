import { isObject, type Json, type JsonObject } from '../../events/plain.js';
import { readNumber } from '../../events/read-number.js';

/** What stands at a path such as `selectedVariant.price.amount`; nothing where it does not lead anywhere. */
export const at = (from: Json | undefined, path: string): Json | undefined => path.split('.').reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), from);

/** The objects of a list. */
export const objectsAt = (from: Json | undefined, path: string): JsonObject[] => {
  const list = at(from, path);
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/**
 * The number in an id of Shopify's: `gid://shopify/Product/123` is `123`, as it stands in catalogue feeds, in Liquid and in
 * the Ajax API. What follows a question mark is left out: of a cart that is its key, which is a secret.
 */
export function idOf(gid: Json | undefined): string | undefined {
  const id = typeof gid === 'string' || typeof gid === 'number' ? String(gid).split('?')[0]!.split('/').at(-1) : '';
  return id || undefined;
}

/** The amount of a MoneyV2, `{ amount: '12.00', currencyCode: 'SAR' }`, in major units. */
export const amountOf = (money: Json | undefined): number | undefined => readNumber(at(money, 'amount') ?? null);

/** Its currency. */
export const currencyOf = (money: Json | undefined): Json | undefined => at(money, 'currencyCode');

/** The price of a unit, of that of all; no currency has more than three decimals. */
export const unitPrice = (money: Json | undefined, quantity: Json | undefined): number | undefined => {
  const [whole, units] = [amountOf(money), readNumber(quantity ?? null)];
  return whole === undefined || !units ? undefined : Number((whole / units).toFixed(3));
};

/** A title; that of the only variant is none. */
export const titleOf = (title: Json | undefined): Json | undefined => (title === 'Default Title' ? undefined : title);

/** An object without what is not known. */
export const known = (fields: JsonObject): JsonObject => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));

/** An address of the shop's, in the language of the page. */
export function addressOf(path: string): string {
  const { Shopify } = globalThis as unknown as { Shopify?: { routes?: { root?: string } } };
  return new URL((Shopify?.routes?.root ?? '/') + path, location.href).href;
}
