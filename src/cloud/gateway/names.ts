import { catalogue, type EventDefinition } from '../../events/catalogue.js';
import { canonicalName } from '../../events/canonical-name.js';
import { dotted } from './dotted.js';
import type { FunctionSpec } from './runner/runner.js';

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

/** Letters that two words differ by: put in, left out or another (Levenshtein's distance). */
function difference(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let at = 1; at <= other.length; at++) next[at] = Math.min(row[at]! + 1, next[at - 1]! + 1, row[at - 1]! + (one[line - 1] === other[at - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}

/** Of a name that the catalogue does not know, the one that was probably meant: an event of the shop's own may be called anything, `order.complete` is none. */
const meantName = (name: string): string | undefined =>
  name === '*' || isKnown(name) ? undefined : catalogue.find(({ cloudName }) => difference(cloudName, dotted(name)) <= 2)?.cloudName;

/** Which functions take an event that is probably misspelt. */
export const misspelt = (specs: readonly Pick<FunctionSpec, 'name' | 'events'>[]): { function: string; event: string; meant: string }[] =>
  specs.flatMap(({ name, events }) =>
    events.flatMap((event) => {
      const meant = meantName(event);
      return meant === undefined ? [] : { function: name, event, meant };
    }),
  );
