import { html, type CSSResultGroup, type TemplateResult } from 'lit';
import { EcomElement } from './ecom-element.js';
import { hostStyles } from './shared.styles.js';

/** An element that is its content: the theme's markup stays in light DOM, as it is. */
export abstract class ContextElement extends EcomElement {
  static override readonly styles: CSSResultGroup = hostStyles;

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
