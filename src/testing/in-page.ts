import type { EcomContext } from '../events/commands.js';
import type { Finding } from '../events/finding.js';
import type { JsonObject } from '../events/plain.js';

/** What the page tells the test. */
export type PageMessage =
  | { kind: 'event'; name: string; payload: JsonObject; context: EcomContext }
  | { kind: 'rejected'; name: string; eventId: string; findings: Finding[] };

/**
 * Runs in the page, before its scripts or after: tells what happens from now on by the function of the test that stands at
 * `window` under the name `send`. It is sent as text and names nothing outside itself.
 */
export function recordInPage(send: string): void {
  if (window !== window.top) return;
  const page = window as unknown as Record<string, unknown> & { ecom?: { push?: (command: unknown[]) => void; receipts?: () => { context: { event_id: string } }[] } };
  const state = `${send} state`;
  if (page[state]) return;
  const got = new Set(page.ecom?.receipts?.().map(({ context }) => context.event_id));
  Object.defineProperty(page, state, { value: got });
  // What is told while the page is leaving may not be heard: the next page tells it again.
  const unheard = new Set<string>();
  let leaving = false;
  const keep = (): void => {
    try {
      sessionStorage.setItem(state, JSON.stringify([...unheard]));
    } catch {
      // The storage of this page is shut.
    }
  };
  const tellText = (text: string): void => {
    unheard.add(text);
    void (page[send] as (text: string) => Promise<unknown>)(text).then(() => unheard.delete(text));
    if (leaving) keep();
  };
  const tell = (message: PageMessage): void => tellText(JSON.stringify(message));
  const tellAgain = (): void => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(state) ?? '[]') as string[];
      sessionStorage.removeItem(state);
      kept.forEach(tellText);
    } catch {
      // The same.
    }
  };
  tellAgain();
  // The page before may have had its end in another process, after our beginning.
  addEventListener('load', tellAgain);
  addEventListener('pageshow', () => (leaving = false));
  addEventListener('pagehide', () => {
    leaving = true;
    keep();
  });
  addEventListener('ecom-invalid', ({ detail: { event: name, eventId, findings } }) => tell({ kind: 'rejected', name, eventId, findings }), true);
  if (typeof page.ecom?.push !== 'function') page.ecom = [] as object as { push: (command: unknown[]) => void };
  page.ecom!.push!([
    'on',
    '*',
    (name: string, payload: JsonObject, context: EcomContext) => {
      if (got.has(context.event_id)) return;
      got.add(context.event_id);
      tell({ kind: 'event', name, payload, context });
    },
  ]);
}

/** Runs in the page: resolves when all that was accepted until now has been told; false where no tracker is. */
export async function settleInPage(send: string): Promise<boolean> {
  const page = window as unknown as Record<string, unknown> & { ecom?: { history?: { context: { event_id: string } }[] } };
  const got = page[`${send} state`] as Set<string> | undefined;
  const accepted = page.ecom?.history?.map(({ context }) => context.event_id);
  while (got && accepted?.some((id) => !got.has(id))) await new Promise((resolve) => setTimeout(resolve, 10));
  return !!accepted;
}
