import { personalFields } from '../../events/personal-fields.js';
import { isObject, type JsonObject } from '../../events/plain.js';

/** What a receiver of whole payloads may be told. */
export interface PersonalDataOptions {
  /** Whether names, addresses, numbers and what a shopper wrote go along; they do not when absent. */
  personalData?: boolean;
}

/** The payload without what is personal, however deep, unless the shop wants it there. */
export function withoutPersonal(payload: JsonObject, { personalData }: PersonalDataOptions): JsonObject {
  if (personalData || !isObject(payload)) return payload;
  const isPersonal = (field: string, value: unknown): boolean => personalFields.test(field) || (field === 'query' && String(value).includes('@'));
  return JSON.parse(JSON.stringify(payload, (field, value: unknown) => (isPersonal(field, value) ? undefined : value))) as JsonObject;
}
