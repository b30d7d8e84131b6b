import { canonicalName } from '../events/canonical-name.js';
import { describeValue } from '../events/finding.js';
import { isObject, type Json, type JsonObject } from '../events/plain.js';
import { readSubTable, readTable, type Field, type Table } from '../tracker/table.js';

/**
 * Text fields of the catalogue that name a thing of the shop, never a person and never in a shopper's own words. What is
 * not here is not kept: a test asks that each text field of the catalogue is here or among those that may be personal.
 */
export const safeTexts: ReadonlySet<string> = new Set(
  (
    'affiliation brand cart_id cart_item_id category checkout_id coupon coupon_code coupon_id coupon_name creative error_code error_fields error_type field gateway ' +
    'image_url list_id list_name method name order_id payment_method position product_id promotion_id reason_code refund_id request_id review_id share_via ' +
    'shipping_method sku source step_name sub_category type updated_fields url value variant wishlist_id'
  ).split(' '),
);

/** Longer texts are no names. */
const maxLength = 200;

/** What looks like an address or a number of a person, wherever it stands. */
const personal = /@|%40|(?:\+|\b00)\d[\d ().-]{6,}\d|\b(?:966)?0?5\d{8}\b/;

/** An id by chance; its digits may look like a number of a person. */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text may leave the page. */
export const isSafeText = (text: string): boolean => text.length <= maxLength && (uuid.test(text) || !personal.test(text));

/** An address without what follows the path, which may say who is there. */
export function safeAddress(text: string): string {
  const address = text.replace(/[?#].*$/s, '');
  return isSafeText(address) ? address : describeValue(text);
}

/** The payload of an event with what may be personal replaced by its kind: `string (6)`. Nothing of an own event is known, so all of it is. */
export function safePayload(event: string, payload: Json | undefined): Json {
  if (!isObject(payload)) return describeValue(payload);
  return safeObject(payload, event === 'page' ? undefined : readTable(canonicalName(event)));
}

function safeObject(data: JsonObject, table: Table | undefined): JsonObject {
  const safe: JsonObject = {};
  for (const [name, value] of Object.entries(data)) {
    const field = table?.fields.find((one) => one.name === name || one.aliases.includes(name));
    // Names of fields are a developer's words, but for those that a list of people has.
    safe[/^[a-z]\w{0,40}$/i.test(name) && isSafeText(name) ? name : 'field'] = field ? safeValue(value, field) : describeValue(value);
  }
  return safe;
}

function safeValue(value: Json | undefined, field: Field): Json {
  const kind = describeValue(value);
  switch (field.kind) {
    case '#':
    case '$':
      return typeof value === 'number' ? value : kind;
    case '%':
      return typeof value === 'string' && /^[A-Za-z]{3}$/.test(value) ? value : kind;
    case '=':
      return typeof value === 'string' && field.of.split(',').includes(value) ? value : kind;
    case '@':
      return Array.isArray(value) && safeList.test(field.name) ? value.map((item) => (isObject(item) ? safeObject(item, readSubTable(field)) : describeValue(item))) : kind;
    case '[]':
      return Array.isArray(value) && safeTexts.has(field.name) ? value.map((item) => safeText(item)) : kind;
    case '':
      return safeTexts.has(field.name) ? (field.name.endsWith('url') && typeof value === 'string' ? safeAddress(value) : safeText(value)) : kind;
    default:
      return kind;
  }
}

/** Lists of the shop's things; what a form says of its fields repeats what was typed. */
const safeList = /^(products|changes|sorts|filters)$/;

const safeText = (value: Json | undefined): Json => (typeof value === 'string' && isSafeText(value) ? value : typeof value === 'number' && !personal.test(String(value)) ? value : describeValue(value));
