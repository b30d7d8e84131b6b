import type { JsonObject } from '../events/plain.js';

/** Hashes of what a vendor may know of a shopper: SHA-256 in hexadecimal. */
export interface HashedUser {
  email?: string | undefined;
  phone?: string | undefined;
}

/**
 * Tells a vendor who signs in, and that they signed out. `plus` is what the vendor wants before the number of a phone,
 * `tell` makes the vendor's call.
 */
export type UserData = (plus: '' | '+', tell: (user: HashedUser) => unknown) => (eventName: string, payload: JsonObject) => void;

/** How what a shopper wrote is read. */
export interface UserDataOptions {
  /** Calling code of the shop's country, `966`, for numbers that are written without one. Absent: such numbers are left out. */
  callingCode?: string;
}

/**
 * Lets Google, Meta, TikTok or Snapchat know a shopper again by hashes of the e-mail address and the phone number that
 * come with Signed In, Signed Up and User Profile Updated. Only for a shop that says so and whose shoppers agreed; plain
 * text never leaves the page, and a value that is a hash already is not hashed again.
 *
 * ```ts
 * ecom.register(meta({ pixelId: '1234567890', userData: userData({ callingCode: '966' }) }));
 * ```
 */
export const userData =
  ({ callingCode = '' }: UserDataOptions = {}): UserData =>
  (plus, tell) => {
    /** Counts who came and went, so that a hash that is late tells of nobody who left. */
    let turn = 0;
    let isKnown = false;
    return (eventName, { email, mobile }) => {
      if (eventName === 'Signed Out') {
        turn++;
        if (isKnown) tell({});
        isKnown = false;
      } else if (/^Signed |^User /.test(eventName)) {
        const own = ++turn;
        const hashes = [textOf(email), phoneNumber(textOf(mobile), callingCode, plus)].map(sha256);
        Promise.all(hashes)
          .then(([email, phone]) => {
            if (own !== turn || !(email || phone)) return;
            isKnown = true;
            return tell({ email, phone });
          })
          // A vendor that does not come is told of by the delivery itself.
          .catch(() => {});
      }
    };
  };

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '');

/** A phone number with its calling code, in Western digits; nothing where the code is not known. */
function phoneNumber(written: string, callingCode: string, plus: '' | '+'): string {
  if (isHash(written)) return written;
  const digits = written.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace(/[^\d+]/g, '');
  const international = /^(?:\+|00)(\d+)$/.exec(digits)?.[1];
  if (international) return plus + international;
  // A leading zero is dialled at home only.
  const local = digits.replace(/^0+/, '');
  if (!local || (!callingCode && local !== digits)) return '';
  const isWhole = !callingCode || (local.startsWith(callingCode) && local.length > callingCode.length + 7);
  return plus + (isWhole ? local : callingCode + local);
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Nothing of nothing, and on a page without a secure connection. */
async function sha256(text: string): Promise<string | undefined> {
  if (!text || isHash(text)) return text || undefined;
  const hash = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(text));
  return hash && Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
