import type { PropertyValues } from '@lit/reactive-element';
import { emit } from '../../src/events/buffer.js';
import { EcomPageEvent } from '../../src/events/ecom-page-event.js';
import { LightElement } from '../../src/element/light-element.js';
import { isFirstInNavigation, noticeNavigation, onNavigation } from '../../src/element/navigation.js';

/**
 * A page view, reported once per navigation, however often the theme draws it. With `auto` also for soft ones, of a single-page app; where
 * neither the engine nor the router tells of them, a new `name` does.
 *
 * @tag ecom-page
 * @attr {string} name - Name of the page, e.g. `Product`.
 * @attr {string} category - Kind of page, e.g. `Shop`.
 * @attr {boolean} auto - Report soft navigations too.
 * @slot - The theme's markup, if any.
 * @fires ecom-page - The page was viewed.
 */
export class EcomPage extends LightElement {
  static override readonly properties = { name: {}, category: {}, auto: { type: Boolean } };

  /** Name of the page. */
  declare name?: string;
  /** Kind of page. */
  declare category?: string;
  /** Report soft navigations too. */
  declare auto: boolean;

  #endNavigation?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endNavigation = onNavigation((soft) => {
      if (!soft) this.#viewed();
      // The router that moved the page on may set the name in the same breath, or put another element here.
      else if (this.auto) void this.updateComplete.then(() => this.#viewed());
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endNavigation?.();
  }

  protected override firstUpdated(): void {
    this.#viewed();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('name') !== undefined) noticeNavigation();
  }

  #viewed(): void {
    if (this.isConnected && isFirstInNavigation('page')) emit(this, new EcomPageEvent({ name: this.name, category: this.category }));
  }
}
