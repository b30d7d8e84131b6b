/**
 * A random UUID (version 4). `crypto.randomUUID` exists in secure contexts only; a shop's preview on
 * plain http still has `getRandomValues`.
 */
export const newEventId = (): string => crypto.randomUUID?.() ?? 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, randomDigit);

const randomDigit = (): string => (crypto.getRandomValues(new Uint8Array(1))[0]! & 15).toString(16);
