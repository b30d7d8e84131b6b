import type { EcomEventInit } from './ecom-event.js';
import { newEventId } from './event-id.js';
import type { PagePayload } from './commands.js';

/** A page view as a DOM event, `ecom-page`. */
export class EcomPageEvent extends CustomEvent<PagePayload> {
  /** UUID of the page view. */
  readonly eventId: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;

  constructor(payload: PagePayload, init: EcomEventInit = {}) {
    super('ecom-page', { detail: payload, bubbles: true, composed: true });
    this.eventId = init.eventId ?? newEventId();
    this.timestamp = init.timestamp ?? new Date().toISOString();
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-page': EcomPageEvent;
  }
}
