import { whenReady } from '../events/when-ready.js';

/** An element with attributes and children, as Trusted Types and a strict CSP like it: no markup in strings. */
export function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  element.append(...children);
  return element;
}

/** What submits a form or follows a link when it is clicked. */
export const controls = 'a[href], button, input[type="submit"], input[type="image"]';

const acted = new WeakSet<Event>();

/** Whether no element has acted on the event before: the one nearest to where it happened hears of it first. */
export const isFirstToAct = (event: Event): boolean => !acted.has(event) && !!acted.add(event);

/** Does it now, or when the document is parsed: until then what is in `element` may still be to come. */
export const whenParsed = (element: Element, callback: () => void): void => whenReady(() => void (element.isConnected && callback()));
