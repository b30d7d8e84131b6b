import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { translate, type Strings } from '../i18n/index.js';
import { closestComposed } from './composed-tree.js';

type Host = ReactiveControllerHost & Element;

const hosts = new Set<Host>();
const watched = new WeakSet<Node>();

/** One observer for all elements: `lang` may change on any ancestor while the page lives. */
const observer = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(() => hosts.forEach((host) => host.requestUpdate()));

/** Speaks the language of the nearest ancestor with a `lang`, also after it changed. */
export class LocaleController implements ReactiveController {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    const root = this.#host.getRootNode();
    for (const node of [root, document.documentElement]) {
      if (watched.has(node)) continue;
      watched.add(node);
      observer?.observe(node, { attributeFilter: ['lang'], subtree: true });
    }
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  /** The string of that key, in the element's language now. */
  text(key: keyof Strings): string {
    return translate(closestComposed(this.#host, '[lang]')?.getAttribute('lang') ?? '', key);
  }
}
