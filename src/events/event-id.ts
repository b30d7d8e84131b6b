/**
 * A random UUID (version 4). `crypto.randomUUID` exists in secure contexts only; on a shop's preview on
 * plain http the browser makes one for the address of a blob.
 */
export const newEventId = (): string => crypto.randomUUID?.() ?? URL.createObjectURL(new Blob()).slice(-36);
