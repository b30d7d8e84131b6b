import type { EcomContext } from '../events/commands.js';
import type { Finding } from '../events/finding.js';
import type { JsonObject } from '../events/plain.js';
import { openLine } from './page-line.js';

/** What the page tells the test. */
export type PageMessage =
  | { kind: 'event'; name: string; payload: JsonObject; context: EcomContext }
  | { kind: 'rejected'; name: string; eventId: string; findings: Finding[] };

/** The script that has a page tell what happens, by the function of the test that stands at `window` under this name. */
export const recordingScript = (send: string): string => inTopFrame(`(${recordInPage.toString()})(${JSON.stringify(send)}, ${openLine.toString()})`);

/** A script that does it in the page itself, not in its frames, and once. */
export const inTopFrame = (script: string): string => `if (window === window.top) ${script};`;

/** Runs in the page, before its scripts or after: tells what happens from now on. */
function recordInPage(send: string, open: typeof openLine): void {
  const page = window as unknown as Record<string, unknown> & { ecom?: { push?: (command: unknown[]) => void; receipts?: () => { context: { event_id: string } }[] } };
  const state = `${send} got`;
  if (page[state]) return;
  const got = new Set(page.ecom?.receipts?.().map(({ context }) => context.event_id));
  Object.defineProperty(page, state, { value: got });
  const tell: (message: PageMessage) => void = open(send);
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

/** The script that resolves when all that was accepted until now has been told; with false where no tracker is. */
export const settlingScript = (send: string): string => `(${settleInPage.toString()})(${JSON.stringify(send)})`;

async function settleInPage(send: string): Promise<boolean> {
  const page = window as unknown as Record<string, unknown> & { ecom?: { history?: { context: { event_id: string } }[] } };
  const got = page[`${send} got`] as Set<string> | undefined;
  const accepted = page.ecom?.history?.map(({ context }) => context.event_id);
  while (got && accepted?.some((id) => !got.has(id))) await new Promise((resolve) => setTimeout(resolve, 10));
  return !!accepted;
}
