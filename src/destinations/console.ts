import type { DeviceModeTracker } from '../events/commands.js';
import { withoutPersonal } from './shared/without-personal.js';

/** How the console is spoken to. */
export interface ConsoleOptions {
  /** Name of the destination on the page. */
  name?: string;
}

/**
 * The console, for a theme's developer: each event with its payload and its id, as `console.info` has it. What is
 * personal does not go there.
 *
 * ```ts
 * ecom.register(toConsole());
 * ```
 */
export function toConsole({ name = 'console' }: ConsoleOptions = {}): DeviceModeTracker {
  return {
    name,
    // Nothing leaves the page.
    category: 'necessary',
    track: (eventName, payload, { event_id }) => console.info(eventName, withoutPersonal(payload, {}), event_id),
    page: (payload, { event_id }) => console.info('page', withoutPersonal(payload, {}), event_id),
  };
}
