import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FunctionOutcome } from './runner/runner.js';
import type { Appended, EventSource, Store } from './store/store.js';

/** Counts of the store are taken no more often than this, ms. */
const countEvery = 5_000;

/** What the gateway counts, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  #events = new Counter({ name: 'ecom_events_total', help: 'Events by what became of them', labelNames: ['status', 'source'], registers: [this.registry] });
  #requests = new Counter({ name: 'ecom_requests_total', help: 'Requests of the ingest API by status', labelNames: ['route', 'status'], registers: [this.registry] });
  #calls = new Counter({ name: 'ecom_calls_total', help: 'Calls of functions by how they ended', labelNames: ['function', 'outcome'], registers: [this.registry] });
  #duration = new Histogram({ name: 'ecom_call_seconds', help: 'How long calls took', labelNames: ['function'], buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30], registers: [this.registry] });
  #wait = new Histogram({ name: 'ecom_accept_to_call_seconds', help: 'From the arrival of an event to the first call', labelNames: ['function'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 60], registers: [this.registry] });
  #commit = new Histogram({ name: 'ecom_commit_seconds', help: 'How long synced commits took', buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1], registers: [this.registry] });
  #group = new Histogram({ name: 'ecom_commit_requests', help: 'Requests that shared a commit', buckets: [1, 2, 5, 10, 50, 100, 500, 1000], registers: [this.registry] });

  /** Counts what waits, when it is asked for. */
  watch(store: Pick<Store, 'functions'>): void {
    let countedAt = -Infinity;
    let counting: Promise<void> = Promise.resolve();
    const count = async (): Promise<void> => {
      const functions = await store.functions();
      for (const gauge of [deliveries, paused, oldest]) gauge.reset();
      for (const { function: name, counts, paused: isPaused, oldestDue } of functions) {
        for (const [state, value] of Object.entries(counts)) deliveries.set({ function: name, state }, value);
        paused.set({ function: name }, isPaused ? 1 : 0);
        oldest.set({ function: name }, oldestDue === undefined ? 0 : Math.max(0, (Date.now() - oldestDue) / 1000));
      }
    };
    // All three wait for the same count: a scrape asks each of them.
    const collect = (): Promise<void> => {
      if (performance.now() - countedAt >= countEvery) {
        countedAt = performance.now();
        counting = count();
      }
      return counting;
    };
    const gauge = (name: string, help: string, labelNames: string[]): Gauge => new Gauge({ name, help, labelNames, registers: [this.registry], collect });
    const deliveries = gauge('ecom_deliveries', 'Deliveries that are not done, by state', ['function', 'state']);
    const paused = gauge('ecom_function_paused', 'Whether a function is paused', ['function']);
    const oldest = gauge('ecom_oldest_due_seconds', 'How long the oldest due delivery waits', ['function']);
  }

  constructor() {
    this.#read('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
    this.#read('nodejs_heap_size_used_bytes', 'Heap of its first thread', () => process.memoryUsage().heapUsed);
  }

  /** A number that is read when it is asked for. */
  #read(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.registry], collect: () => gauge.set(read()) });
  }

  event(status: Appended, source: EventSource): void {
    this.#events.inc({ status, source });
  }

  request(route: string, status: number): void {
    this.#requests.inc({ route, status });
  }

  call(name: string, { kind, innocent, durationMs }: FunctionOutcome, waitedMs: number | undefined): void {
    this.#calls.inc({ function: name, outcome: innocent ? 'innocent' : kind });
    this.#duration.observe({ function: name }, durationMs / 1000);
    if (waitedMs !== undefined) this.#wait.observe({ function: name }, waitedMs / 1000);
  }

  committed(size: number, ms: number): void {
    this.#commit.observe(ms / 1000);
    this.#group.observe(size);
  }
}
