import type { ReactiveController, ReactiveElement } from '@lit/reactive-element';
import { whenParsed } from './dom.js';
import { onNavigation } from './navigation.js';
import { watchVisible, type Exposure } from './visibility.js';

/** When something counts as viewed: at once, when half of it was in view for a second, or never. */
export type View = 'load' | 'visible' | 'none';

/** What is viewed; `exposure` says what counts as in view where it differs from the standard. */
type Host = ReactiveElement & { view?: View; exposure?: Exposure };

/** Calls `viewed` when its host counts as viewed, and again when the page is back out of the back/forward cache. */
export class ViewController implements ReactiveController {
  readonly #host: Host;
  readonly #viewed: () => void;
  #endWatch?: () => void;
  #endNavigation?: () => void;

  constructor(host: Host, viewed: () => void) {
    this.#host = host;
    this.#viewed = viewed;
    host.addController(this);
  }

  hostConnected(): void {
    // A router that moves on draws another element.
    this.#endNavigation = onNavigation((soft) => soft || this.watch());
    if (this.#host.hasUpdated) this.watch();
  }

  hostDisconnected(): void {
    this.#endWatch?.();
    this.#endNavigation?.();
  }

  /** Begins anew, as the host's `view` says now. */
  watch(): void {
    const { view, exposure } = this.#host;
    this.#endWatch?.();
    this.#endWatch = view === 'visible' ? watchVisible(this.#host, this.#viewed, exposure) : undefined;
    if (view === 'load') whenParsed(this.#host, this.#viewed);
  }
}
