import type { CSSResultGroup } from '@lit/reactive-element';
import { ContextElement } from './context-element.js';
import { LocaleController } from './locale-controller.js';
import { RequestController, type Unanswered } from './request-controller.js';
import { hostStyles, statusStyles } from './shared.styles.js';

/**
 * An element around the theme's own form or controls that asks the store when the shopper acts there. The markup keeps
 * its labels, its keyboard and its way without JavaScript; what came of it is said in a status after it.
 */
export abstract class WrapperElement extends ContextElement {
  static override readonly styles: CSSResultGroup = [hostStyles, statusStyles];
  static override readonly properties = { unanswered: {}, timeout: { type: Number } };

  /** What follows when nobody answers the request: `assume` emits the fact, `ignore` emits none. */
  declare unanswered?: Unanswered;
  /** How long the store may take, in milliseconds; 20 seconds when absent. */
  declare timeout?: number;

  protected readonly locale = new LocaleController(this);
  protected readonly request = new RequestController(this, this.locale);

  protected override content(): Node[] {
    return [this.slotted, this.request.status];
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    super.update(changed);
    // For the theme's styles, and for assistive technology.
    this.ariaBusy = this.request.pending ? 'true' : null;
  }
}
