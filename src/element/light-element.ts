import { EcomElement } from './ecom-element.js';
import { lightStyles } from './light.styles.js';

const styled = new WeakSet<Node>();

/**
 * An element that is its content and nothing else. It has no shadow root: that would have all that is inside laid out
 * anew when the script comes, and a list holds a thousand cards.
 */
export abstract class LightElement extends EcomElement {
  /** Hears what bubbles out of the theme's markup. */
  protected readonly slotted: HTMLElement = this;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode() as Document | ShadowRoot;
    // A style sheet belongs to the document it was made in.
    if (styled.has(root) || this.ownerDocument !== document) return;
    styled.add(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, lightStyles.styleSheet!];
  }

  protected override content(): Node[] {
    return [];
  }

  protected override createRenderRoot(): HTMLElement {
    this.content();
    return this;
  }
}
