import { catalogue, type EventDefinition } from '../../../events/catalogue.js';
import { canonicalName } from '../../../events/canonical-name.js';

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
  return { definition, cloudName: definition?.cloudName ?? customCloudName(spelling) };
}

const customCloudName = (name: string): string => name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '.').replace(/^\.|\.$/g, '');
