/** After this many milliseconds the tab that sends is taken for frozen, and the next one sends. */
const patience = 20_000;

/** Whether the browser keeps the tabs apart; it does not on plain http. */
export const hasLocks = (): boolean => !!navigator.locks;

/**
 * Runs `work`, which never rejects, while no other tab of the origin runs any under that name. A page that is left lets go
 * of it, so that the next one need not wait, and the browser may keep this one for the way back.
 */
export async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  if (!hasLocks()) return work();
  let began = false;
  const leave = new AbortController();
  const left = new Promise<void>((resolve) => addEventListener('pagehide', () => resolve(), { once: true, signal: leave.signal }));
  const run = (): Promise<void> => {
    began = true;
    return Promise.race([work(), left]);
  };
  try {
    await navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, run);
  } catch {
    // Either it was not to be had, or another tab has taken it from us, with the same right.
    if (!began) await navigator.locks.request(name, { steal: true }, run).catch(() => (began ? undefined : run()));
  }
  leave.abort();
}
