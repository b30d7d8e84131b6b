/** The ancestors of `element` across shadow roots, nearest first. */
export function composedAncestors(element: Element): Element[] {
  const ancestors: Element[] = [];
  let at: Node | null = element;
  while ((at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null)) if (at instanceof Element) ancestors.push(at);
  return ancestors;
}

/** The nearest element that matches, itself or an ancestor across shadow roots. */
export const closestComposed = (element: Element, selector: string): Element | undefined =>
  [element, ...composedAncestors(element)].find((candidate) => candidate.matches(selector));
