import { category, files, name } from 'virtual:ecom-listeners';
import { isFirst } from './connect.js';
import { makePartner, type Partner } from './partner.js';
import { readListeners } from './read-listeners.js';

/** Runs the listeners of the project as one bundle, once on a page; `connect` brings it its events. */
export function runBundle(connect: (partner: Partner) => void): void {
  const refuse = (path: string, reason: string): void => console.error(`ecom-events: ${path} of "${name}" is left out: ${reason}`);
  if (isFirst(name)) connect(makePartner(name, category, readListeners(files, refuse)));
}
