import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret, in the form of Standard Webhooks: 256 random bits. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** SHA-256 of a text, or of bytes. */
export const digest = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of how much is right. */
export const sameBytes = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** A secret of the config, itself or from the environment. @throws when the variable is not set */
export function resolveSecret(secret: string | { env: string }, env: NodeJS.ProcessEnv): string {
  if (typeof secret === 'string') return secret;
  const value = env[secret.env];
  if (!value || value.length < 16) throw new Error(`the environment variable ${secret.env} should hold a secret of 16 characters or more`);
  return value;
}
