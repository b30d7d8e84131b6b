import { warnOfAnother } from '../events/buffer.js';
import { version } from '../version.js';
import { inTurn } from './in-turn.js';

/** With so many of its elements in the document a tag waits for its turn: all of them are upgraded with it, at once. */
const many = 100;

/**
 * Registers a tag, unless the page has it already: a script that is loaded twice changes nothing. A tag of
 * another version stays too, and the console says so, once for all tags. True when it was registered now.
 */
export function defineElement(tag: string, element: CustomElementConstructor): boolean {
  let isNew = false;
  const define = (): void => {
    const known = customElements.get(tag) as { version?: string } | undefined;
    isNew = !known;
    if (!known) customElements.define(tag, element);
    else if (known.version !== version) warnOfAnother(`<${tag}>`, known.version);
  };
  // On a server there is no document.
  if (typeof document === 'object' && document.getElementsByTagName(tag)[many - 1]) inTurn(define);
  else define();
  return isNew;
}
