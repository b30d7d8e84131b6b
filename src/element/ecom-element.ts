import { LitElement } from 'lit';
import { emit, listen } from '../events/buffer.js';
import { EcomEvent, type EcomDetail, type EcomEventInit } from '../events/ecom-event.js';
import type { EcomEventName } from '../events/payloads.js';
import { version } from '../version.js';

// Before any element can emit: what happens until a tracker is there is kept.
listen();

/** Base of every element that emits. */
export abstract class EcomElement extends LitElement {
  /** Version of the package that defined the tag. */
  static readonly version = version;

  /**
   * Emits a fact from here, or from the nearest of `ancestors` that is still in the document when this
   * element has left it (a cart line that the store's answer removed).
   */
  protected emit<Name extends EcomEventName>(name: Name, payload: EcomDetail<Name>, init?: EcomEventInit, ancestors: Element[] = []): void {
    const from = this.isConnected ? this : (ancestors.find((ancestor) => ancestor.isConnected) ?? document);
    emit(from, new EcomEvent(name, payload, init));
  }
}
