import { canonicalName } from '../../../events/canonical-name.js';
import { catalogue } from '../../../events/catalogue.js';

/** The cloud name of an event by any of its names. What the catalogue does not know keeps a name with dots, and gets dots otherwise. */
export function cloudNameOf(name: string): string {
  if (name === '*') return name;
  const known = canonicalName(name);
  const dotted = (): string => (/^\S+\.\S+$/.test(name) ? name : name.trim().toLowerCase().replace(/[\s_-]+/g, '.'));
  return catalogue.find((event) => event.name === known)?.cloudName ?? dotted();
}

/** Whether the catalogue knows an event of that name. */
export const isKnown = (name: string): boolean => catalogue.some(({ cloudName }) => cloudName === cloudNameOf(name));

/** The event of a file that names none itself, by its name: `product-added.ts`; `product-added.crm.ts` is a further one of that event. */
export function eventOfName(name: string): string {
  const stem = name.replace(/\.[^.]+$/, '');
  return !isKnown(name) && isKnown(stem) ? stem : name;
}
