import type { DeviceModeTracker, EcomContext } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import { EventLog } from './event-log.js';

/** A device-mode callback that keeps what it gets. */
export class RecordingDestination extends EventLog implements DeviceModeTracker {
  constructor(readonly name: string) {
    super();
  }

  track(name: string, payload: JsonObject, context: EcomContext): void {
    this.add({ name, payload, context });
  }

  page(payload: JsonObject, context: EcomContext): void {
    this.track('page', payload, context);
  }
}
