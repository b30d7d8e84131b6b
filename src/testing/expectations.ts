import { canonicalName } from '../events/canonical-name.js';
import { patience, type EventLog, type RecordedEvent } from './event-log.js';
import { failure } from './failure.js';
import { differences } from './matching.js';

/** A log that is written while something happens. */
export interface Recording extends EventLog {
  /** Resolves when everything that has happened until now stands in the log. */
  settled(): Promise<void>;
  /** What explains that an event of this name did not come. */
  hints(name: string): string[] | Promise<string[]>;
}

/** What a test does to make something happen. */
export type Act = () => unknown;

/** Waits for an event of that name that is as expected. */
export async function waitForEvent<Name extends string>(log: Recording, name: Name, expected: unknown, act?: Act, timeout = patience): Promise<RecordedEvent<Name>> {
  const wanted = canonicalName(name);
  try {
    await act?.();
    const fits = (event: RecordedEvent): event is RecordedEvent<Name> => event.name === wanted && !(expected && differences(expected, event.payload).length);
    const found = await log.until(() => log.events.find(fits), timeout);
    if (found) return found;
    throw failure(`no ${wanted}${expected ? ' with these fields' : ''} came within ${timeout} ms`, log, wanted, expected, await log.hints(wanted));
  } finally {
    log.stop();
  }
}

/** How long an event that must not come is waited for when the test does not say, in milliseconds. */
const vigil = 250;

/** Watches that no event of that name comes; `*` is any. */
export async function watchForNone(log: Recording, name: string, act?: Act, within = vigil): Promise<void> {
  const unwanted = canonicalName(name);
  const find = (): string | undefined => [...log.events, ...log.rejected].find((event) => name === '*' || event.name === unwanted)?.name;
  try {
    await act?.();
    if (!(await log.until(find, within))) await log.settled();
    const came = find();
    if (came) throw failure(`${came} came, and ${name === '*' ? 'nothing' : 'none'} was expected`, log);
  } finally {
    log.stop();
  }
}
