import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The variable of the environment that holds the keys of sealed settings: the one that seals, after a comma one that still opens. */
export const sealingVariable = 'ECOM_EVENTS_SETTINGS_KEY';

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A new key: 256 random bits, as the environment holds them. */
export const newSealingKey = (): string => randomBytes(keyBytes).toString('base64');

/** The keys of an environment, the one that seals first. @throws when there is none, or one is no key */
export function sealingKeys(env: Readonly<Record<string, string | undefined>>): Buffer[] {
  const text = env[sealingVariable];
  if (!text) throw new Error(`the environment has no ${sealingVariable}, the key of sealed settings`);
  const keys = text.split(',').map((part) => Buffer.from(part.trim(), 'base64'));
  if (keys.some(({ length }) => length !== keyBytes)) throw new Error(`${sealingVariable}: expected ${keyBytes} bytes in base64, or two such keys with a comma between`);
  return keys;
}

/**
 * Encrypts a text so that only who has the key reads it and a changed one is noticed (AES-256-GCM).
 *
 * @param owner whose it is; under another name it does not open
 * @returns nonce, what is hidden, and tag, in base64
 */
export function seal(text: string, key: Buffer, owner: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(owner));
  return Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]).toString('base64');
}

/** What was sealed. @throws when no key opens it, or it is another's, or it was changed */
export function unseal(sealed: string, keys: readonly Buffer[], owner: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length >= nonceBytes + tagBytes) {
    for (const key of keys) {
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      opening.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8');
      } catch {
        // Sealed with another key, perhaps the next.
      }
    }
  }
  throw new Error(`a sealed setting does not open: it was sealed with another key or for another function than ${owner}, or it was changed`);
}
