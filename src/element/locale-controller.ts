import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { translate } from '../i18n/index.js';
import type { Message } from '../i18n/messages.js';
import { closestComposed } from './composed-tree.js';

type Host = ReactiveControllerHost & Element;

const hosts = new Set<Host>();

/** One observer for all elements: `lang` may change on any ancestor while the page lives. */
let observer: MutationObserver | undefined;
const observed = new WeakSet<Node>();

/** Speaks the language of the nearest ancestor with a `lang`, also after it changed. */
export class LocaleController implements ReactiveController {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    // Moved, it may stand in another language.
    this.#host.requestUpdate();
    observer ??= new MutationObserver(() => hosts.forEach((host) => host.requestUpdate()));
    // The language may be said outside of the shadow root it is heard in, and outside of that one.
    let root: Node | undefined = this.#host.getRootNode();
    for (; root; root = (root as Partial<ShadowRoot>).host?.getRootNode()) {
      // Once for a thousand elements.
      if (!observed.has(root)) observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      observed.add(root);
    }
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  /** The message in the element's language now, with its number. */
  text(message: Message, count?: number): string {
    return translate(closestComposed(this.#host, '[lang]')?.getAttribute('lang') ?? '', message).replace('{}', String(count));
  }
}
