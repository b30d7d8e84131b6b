/**
 * DOM type of a fact: `Product Added` → `ecom-product-added`. Works for custom names in any script;
 * a name that already is a DOM type stays as it is.
 */
export const domEventName = (name: string): string =>
  'ecom-' + name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|^ecom-|-$/g, '');

/** What all spellings of one name share: `Product Added`, `ecom-product-added`, `ecommerce.product.added` → `productadded`. */
export const nameKey = (spelling: string): string =>
  spelling.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '').replace(/^ecom(merce)?/, '');

/** The order of Segment's first specification: `Product Added` → `Added Product`. */
export const verbFirst = (name: string): string => name.replace(/^(.+) (\w+)$/, '$2 $1');

/** `Product Added` → `ecom-product-added`, for the compiler. */
export type DomEventName<Name extends string> = `ecom-${Kebab<Name>}`;

type Kebab<Name extends string> = Name extends `${infer Head} ${infer Tail}`
  ? `${Lowercase<Head>}-${Kebab<Tail>}`
  : Lowercase<Name>;
