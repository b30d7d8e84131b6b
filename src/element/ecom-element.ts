import { ReactiveElement } from '@lit/reactive-element';
import { emit, listen } from '../events/buffer.js';
import { EcomEvent, type EcomDetail, type EcomEventInit } from '../events/ecom-event.js';
import type { EcomEventName } from '../events/payloads.js';
import { version } from '../version.js';

// Before any element can emit: what happens until a tracker is there is kept.
listen();

/**
 * Base of every element that emits: Lit's reactive element without its templates. What these elements draw is a
 * slot, at most a button and a status, built once; a template engine would be half of what the shopper loads.
 */
export abstract class EcomElement extends ReactiveElement {
  /** Version of the package that defined the tag. */
  static readonly version = version;

  /** What stands in the shadow root, once. */
  protected abstract content(): Node[];

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(...this.content());
    return root;
  }

  /**
   * Emits a fact from here, or from the nearest of the `ancestors` it had that is still in the document when this
   * element has left it (a cart line that the store's answer removed).
   */
  protected emit<Name extends EcomEventName>(name: Name, payload: EcomDetail<Name>, init: EcomEventInit & { ancestors?: Element[] } = {}): void {
    const from = [this, ...(init.ancestors ?? [])].find(({ isConnected }) => isConnected) ?? document;
    emit(from, new EcomEvent(name, payload, init));
  }
}
