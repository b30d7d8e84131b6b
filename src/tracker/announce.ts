import type { ConsentState } from '../events/consent.js';
import type { Finding } from '../events/finding.js';
import type { Delivery } from './receipt.js';

/** Detail of `ecom-invalid`: the field that decided, and all that was found. */
export interface EcomInvalid extends Finding {
  eventId: string;
  findings: Finding[];
}

/** Detail of `ecom-receipt`: what became of an event at a destination. The payload stands in `receipts()`. */
export interface EcomReceipt {
  eventName: string;
  eventId: string;
  delivery: Delivery;
}

declare global {
  interface GlobalEventHandlersEventMap {
    /** On the document, while an inspector is open: an event was recorded, whatever its status. */
    'ecom-recorded': CustomEvent<{ eventId: string }>;
    /** On the document: an event was delivered, has failed for good, or was dropped, at one destination. */
    'ecom-receipt': CustomEvent<EcomReceipt>;
    'ecom-invalid': CustomEvent<EcomInvalid>;
    /** On the document: what the shopper agreed to has changed, or they have decided that it stays. */
    'ecom-consent': CustomEvent<ConsentState>;
  }
}

type Announced = 'ecom-recorded' | 'ecom-receipt' | 'ecom-invalid' | 'ecom-consent';

/** Tells the page, through its document. */
export const announce = <Name extends Announced>(type: Name, detail: GlobalEventHandlersEventMap[Name]['detail']): void =>
  void document.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
