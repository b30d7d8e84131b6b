import type { EcomCommand, PagePayload } from './commands.js';
import type { EcomEvent } from './ecom-event.js';
import { domEventName } from './names.js';
import { toPlain } from './plain.js';
import { eventNames } from './event-names.generated.js';
import { version } from '../version.js';

/**
 * What stands at `window.ecom`: an array until the tracker is there (the head stub, or this buffer), then
 * the tracker itself. Both take commands by `push`, so that whoever speaks need not know which it is.
 */
export interface EcomQueue {
  push(...commands: EcomCommand[]): unknown;
  readonly length?: number;
  /** Set by the first copy of this script: a second one must not hear every event again. */
  listening?: boolean;
  /** Set when the console has been told that a script is there twice. */
  told?: boolean;
  /** The tracker's options, once it is there. */
  readonly options?: { readonly debug?: boolean; readonly unanswered?: 'assume' | 'ignore' };
}

/** Facts kept until a tracker is there; beyond it the page has none and memory must not grow. */
const maxWaiting = 1000;

/** Marks an event that has been collected, also for a second copy of this script. */
const collected = Symbol.for('ecom-events.collected');

/** `window.ecom`, made when it is not there. A DOM element with that id is not it. */
export function ecomQueue(): EcomQueue {
  const page = globalThis as { ecom?: Partial<EcomQueue> };
  if (typeof page.ecom?.push !== 'function') page.ecom = [];
  return page.ecom as EcomQueue;
}

/** Says that something is there twice: once on a page, whatever the number of tags and copies of a script that notice. */
export function warnOfAnother(what: string, there?: string): void {
  const queue = ecomQueue();
  if (!queue.told) console.warn(`ecom-events: ${what} ${version} is not used, ${there} is there`);
  queue.told = true;
}

/** Copies a fact into the queue, once, whoever hears of it first; `name` is for an event that does not know its own. */
export function collect(event: Event & Partial<EcomEvent> & { [collected]?: true }, name = event.type): void {
  if (event[collected]) return;
  event[collected] = true;
  const queue = ecomQueue();
  if (queue.length! >= maxWaiting) return;
  const { eventId, assumed, onDelivered, onRejected } = event;
  const options = { eventId, assumed, onDelivered, onRejected, timestamp: event.timestamp ?? new Date().toISOString() };
  // Copied now: the page may change the object before a tracker reads it.
  const payload = toPlain(event.detail);
  queue.push(event.type === 'ecom-page' ? ['page', payload as PagePayload, options] : ['track', event.eventName ?? name, payload, options]);
}

/**
 * Listens for the facts of the catalogue at the window, in the capture phase: no theme's
 * `stopPropagation` comes before it. Called once by whatever is loaded first, element or tracker.
 */
export function listen(): void {
  if (typeof window === 'undefined') return;
  const queue = ecomQueue();
  if (queue.listening) return;
  queue.listening = true;
  for (const name of [...eventNames, 'page']) addEventListener(domEventName(name), collect, true);
}

/**
 * Emits a fact from `target`. It reaches the tracker even when its type is a custom one that nobody listens
 * for, or a listener stopped it at the window.
 */
export function emit(target: EventTarget, event: Event): void {
  target.dispatchEvent(event);
  collect(event);
}
