import { personalFields } from '../../events/personal-fields.js';
import { isObject, type Json, type JsonObject } from '../../events/plain.js';

/** What a receiver of whole payloads may be told. */
export interface PersonalDataOptions {
  /** Whether names, addresses, numbers and what a shopper wrote go along; they do not when absent. */
  personalData?: boolean;
}

/** The payload without what is personal, however deep, unless the shop wants it there. */
export const withoutPersonal = (payload: JsonObject, { personalData }: PersonalDataOptions): JsonObject => (personalData ? payload : strip(payload));

function strip<Data extends Json | undefined>(data: Data): Data;
function strip(data: Json | undefined): Json | undefined {
  if (Array.isArray(data)) return data.map(strip);
  if (!isObject(data)) return data;
  const isPlain = ([field, value]: [string, unknown]): boolean => !personalFields.test(field) && !(field === 'query' && String(value).includes('@'));
  return Object.fromEntries(Object.entries(data).filter(isPlain).map(([field, value]) => [field, strip(value)]));
}
