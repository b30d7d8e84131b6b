import { catalogue, type EventDefinition } from '../../events/catalogue.js';
import { canonicalName } from '../../events/canonical-name.js';
import { dotted } from './dotted.js';

const definitions = new Map<string, EventDefinition>(catalogue.map((definition) => [definition.name, definition]));

/** What only the shop's own systems know of: a browser key may not say it. */
export const serverOnly: readonly string[] = ['Order Updated', 'Order Refunded', 'Order Cancelled'].map((name) => definitions.get(name)!.cloudName);

/** An event's definition, if it is of the catalogue, and its name in Cloud Mode. */
export interface NamedEvent {
  definition?: EventDefinition | undefined;
  cloudName: string;
}

/** Finds an event by any spelling of its name; a custom one is `gift.wrapped` in Cloud Mode. */
export function findByName(spelling: string): NamedEvent {
  const definition = definitions.get(canonicalName(spelling));
  return { definition, cloudName: definition?.cloudName ?? dotted(spelling) };
}

/** The cloud name of an event by any of its names; one that the catalogue does not know gets dots, `*` stays. */
export const cloudNameOf = (name: string): string => findByName(name).cloudName;

/** Whether the catalogue knows an event of that name. */
export const isKnown = (name: string): boolean => findByName(name).definition !== undefined;

/** The event of a file that names none itself, by its name: `product-added.ts`; `product-added.crm.ts` is a further one of that event. */
export function eventOfName(name: string): string {
  const stem = name.replace(/\.[^.]+$/, '');
  return !isKnown(name) && isKnown(stem) ? stem : name;
}
