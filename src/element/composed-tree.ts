/** The parent of a node in the composed tree: through slots' hosts and shadow roots. */
export const composedParent = (node: Node): Element | null =>
  node.parentElement ?? (node.getRootNode() instanceof ShadowRoot ? (node.getRootNode() as ShadowRoot).host : null);

/** The ancestors of `element` across shadow roots, nearest first. */
export function composedAncestors(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let at = composedParent(element); at; at = composedParent(at)) ancestors.push(at);
  return ancestors;
}

/** The nearest element that matches, itself or an ancestor across shadow roots. */
export function closestComposed(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = (at.getRootNode() as Partial<ShadowRoot>).host ?? null) {
    const found: Element | null = at.closest(selector);
    if (found) return found;
  }
  return null;
}
