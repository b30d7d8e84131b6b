import type { CSSResultGroup } from '@lit/reactive-element';
import { create } from './dom.js';
import { EcomElement } from './ecom-element.js';
import { hostStyles } from './shared.styles.js';

/** An element that is its content: the theme's markup stays in light DOM, as it is. */
export abstract class ContextElement extends EcomElement {
  static override readonly styles: CSSResultGroup = hostStyles;

  /** Holds the theme's markup; what bubbles out of it passes here. */
  protected readonly slotted = create('slot');

  protected override content(): Node[] {
    return [this.slotted];
  }
}
