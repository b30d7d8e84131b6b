/**
 * Runs in the page, before its scripts: opens a line to the test, which listens by the function that stands at `window`
 * under the name `send`. What is said while the page leaves may not be heard: the next page of its origin says it again, so
 * the listener hears some lines twice. It is sent as text and names nothing outside itself.
 */
export function openLine(send: string): (message: unknown) => void {
  const key = `${send} unheard`;
  const unheard = new Set<string>();
  let leaving = false;
  const keep = (): void => {
    try {
      sessionStorage.setItem(key, JSON.stringify([...unheard]));
    } catch {
      // The storage of this page is shut.
    }
  };
  const say = (text: string): void => {
    unheard.add(text);
    void (window as unknown as Record<string, (text: string) => Promise<unknown>>)[send]!(text).then(() => unheard.delete(text));
    if (leaving) keep();
  };
  const sayAgain = (): void => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[];
      sessionStorage.removeItem(key);
      kept.forEach(say);
    } catch {
      // The same.
    }
  };
  sayAgain();
  // The page before may have had its end in another process, after our beginning.
  addEventListener('load', sayAgain);
  addEventListener('pageshow', () => (leaving = false));
  addEventListener('pagehide', () => {
    leaving = true;
    keep();
  });
  return (message) => say(JSON.stringify(message));
}
