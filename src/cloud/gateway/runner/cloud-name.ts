import { canonicalName } from '../../../events/canonical-name.js';
import { catalogue } from '../../../events/catalogue.js';
import { dotted } from './dotted.js';

/** The cloud name of an event by any of its names; one that the catalogue does not know gets dots. */
export function cloudNameOf(name: string): string {
  if (name === '*') return name;
  const known = canonicalName(name);
  return catalogue.find((event) => event.name === known)?.cloudName ?? dotted(name);
}

/** Whether the catalogue knows an event of that name. */
export const isKnown = (name: string): boolean => catalogue.some(({ cloudName }) => cloudName === cloudNameOf(name));

/** The event of a file that names none itself, by its name: `product-added.ts`; `product-added.crm.ts` is a further one of that event. */
export function eventOfName(name: string): string {
  const stem = name.replace(/\.[^.]+$/, '');
  return !isKnown(name) && isKnown(stem) ? stem : name;
}
