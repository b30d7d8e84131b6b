import { canonicalName } from '../events/canonical-name.js';
import type { JsonObject } from '../events/plain.js';
import type { DefinedListener, ListenerContext } from './define-listener.js';

/** A listener file: its path in the project, and what it exports. */
export type ListenerFile = readonly [path: string, exports: Readonly<Record<string, unknown>>];

/** A listener that can be called, whatever form its file has. */
export interface Listener {
  /** Path of the file in the project. */
  path: string;
  /** Name in the catalogue, a custom name, `page` or `*`. */
  eventName: string;
  run(payload: JsonObject, context: ListenerContext): unknown;
}

/** The form of Salla's starter kit: `export const eventName`, and a function as default export. */
type KitRun = (payload: JsonObject, context: ListenerContext) => unknown;

/**
 * The listeners of these files. One that is none is left out and told about by `refuse`, with its path: the others go on.
 * The name of the event may be missing where that of the file says it: files of Salla's kit name some by constants that
 * its base package lacks (`EcommerceEvents.ORDER_REFUNDED` in `order-refunded.ts`).
 */
export function readListeners(files: readonly ListenerFile[], refuse: (path: string, reason: string) => void): Listener[] {
  return files.flatMap(([path, { default: given, eventName }]) => {
    const { eventName: defined, run } = (given ?? {}) as Partial<DefinedListener>;
    const kit = typeof given === 'function';
    const stem = path.replace(/.*\/|\.\w+$/g, '');
    const byFile = canonicalName(stem);
    const name = (kit ? eventName : defined) ?? (byFile === stem ? undefined : byFile);
    if (!kit && typeof run !== 'function') refuse(path, 'its default export is neither a function nor made by defineListener()');
    else if (!name || typeof name !== 'string') refuse(path, 'it exports no eventName');
    else {
      return {
        path,
        eventName: canonicalName(name),
        // As Salla's engine does, the id of the event stands in the payload that a file of the kit's form gets.
        run: kit ? (payload, context) => (given as KitRun)({ ...payload, event_id: context.event_id }, context) : (run as Listener['run']),
      };
    }
    return [];
  });
}
