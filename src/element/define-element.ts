import { warnOfAnother } from '../events/buffer.js';
import { version } from '../version.js';
import { inTurn } from './in-turn.js';

/**
 * Registers a tag, unless the page has it already: a script that is loaded twice changes nothing. A tag of
 * another version stays too, and the console says so, once for all tags. True when it was registered now.
 */
export function defineElement(tag: string, element: CustomElementConstructor): boolean {
  let isNew = false;
  // With the tag all of its elements in the document are upgraded.
  inTurn(() => {
    const known = customElements.get(tag) as { version?: string } | undefined;
    isNew = !known;
    if (!known) customElements.define(tag, element);
    else if (known.version !== version) warnOfAnother(`<${tag}>`, known.version);
  });
  return isNew;
}
