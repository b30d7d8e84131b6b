import { pseudonym } from './ingest/personal.js';
import { findDelivery, findWays } from './store/delivery-id.js';
import type { Erased, EventSource, FunctionState, FunnelStep, Store, StoredEvent, Walker, Way } from './store/store.js';
import type { CallRates, FunctionRow } from './studio/answers.js';

/** The steps of a sale. */
const sale = ['product.viewed', 'product.added', 'checkout.started', 'order.completed'];

/** More steps are no funnel. */
const maxSteps = 20;

/** What operators do, by the admin API or the command line. */
export class Operations {
  constructor(
    readonly store: Store,
    readonly merchant: string,
    /** Names of the functions there are, what their queues do and what their calls were like; none beside a gateway. */
    private readonly running: () => (Pick<FunctionState, 'function'> & { active: number; circuitOpen: boolean; events: string[]; rates: CallRates })[] = () => [],
    private readonly wake: () => void = () => {},
  ) {}

  /** An event's whole way; of what a page and a server said under one id, the server's when no source is named. */
  async event(eventId: string, source?: EventSource): Promise<{ event: StoredEvent; deliveries: Way[] } | undefined> {
    const event = await this.store.event(this.merchant, eventId, source);
    return event && { event, deliveries: await findWays(this.store, event) };
  }

  delivery(id: string): Promise<Way | undefined> {
    return findDelivery(this.store, this.merchant, id);
  }

  /** Calls a dead letter again; how many that were, `undefined` when there is no such delivery. */
  async retry(id: string): Promise<number | undefined> {
    const found = await this.delivery(id);
    if (!found) return undefined;
    const replayed = await this.store.replay({ delivery: found.delivery }, Date.now());
    this.wake();
    return replayed;
  }

  async replay(name?: string): Promise<number> {
    const replayed = await this.store.replay({ function: name }, Date.now());
    this.wake();
    return replayed;
  }

  pause(name: string): Promise<void> {
    return this.store.pause(name, 'paused by hand', Date.now());
  }

  async resume(name: string): Promise<void> {
    await this.store.resume(name);
    this.wake();
  }

  /** Every function that there is or was, with what waits for it. */
  async functions(): Promise<FunctionRow[]> {
    const known = new Map((await this.store.functions()).map((state) => [state.function, state]));
    const running = this.running();
    const none = (name: string): FunctionState => ({ function: name, paused: false, counts: { pending: 0, leased: 0, dead: 0 } });
    const there = running.map((queue) => ({ ...(known.get(queue.function) ?? none(queue.function)), ...queue }));
    const names = new Set(running.map(({ function: name }) => name));
    return [...there, ...[...known.values()].filter(({ function: name }) => !names.has(name))];
  }

  funnel(steps: readonly string[] = sale, from: number, to: number, by?: Walker): Promise<FunnelStep[]> {
    return this.store.funnel(steps.slice(0, maxSteps), from, to, by);
  }

  /** Forgets a shopper, whose id may be an e-mail address. */
  erase(user: string): Promise<Erased> {
    return this.store.erase(this.merchant, pseudonym(user));
  }
}
