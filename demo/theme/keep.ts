/** Something that the theme keeps in the browser under a name, as JSON; `fallback` until there is something. */
export function keep<Value>(storage: Storage, key: string, fallback: Value): { read(): Value; write(value: Value): void; clear(): void } {
  return {
    read: () => JSON.parse(storage.getItem(key) ?? 'null') as Value | null ?? fallback,
    write: (value) => storage.setItem(key, JSON.stringify(value)),
    clear: () => storage.removeItem(key),
  };
}
