import { personalFields } from '../../events/personal-fields.js';
import { isObject, type JsonObject } from '../../events/plain.js';

/** What a receiver of whole payloads may be told. */
export interface PersonalDataOptions {
  /** Whether names, addresses, numbers and what a shopper wrote go along; they do not when absent. */
  personalData?: boolean;
}

/** The payload without what is personal, unless the shop wants it there. */
export function withoutPersonal(payload: JsonObject, { personalData }: PersonalDataOptions): JsonObject {
  if (personalData || !isObject(payload)) return payload;
  const isPlain = ([field, value]: [string, unknown]): boolean => !personalFields.test(field) && !(field === 'query' && String(value).includes('@'));
  return Object.fromEntries(Object.entries(payload).filter(isPlain));
}
