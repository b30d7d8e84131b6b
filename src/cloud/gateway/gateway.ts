import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock } from './clock.js';
import type { GatewayConfig } from './config.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { AdminDoor } from './http/admin-door.js';
import { Gate } from './http/gate.js';
import { makeServer } from './http/server.js';
import { Ingest } from './ingest/ingest.js';
import { KeyRing } from './keys/key-ring.js';
import { errorText, type Log } from './log.js';
import { Metrics } from './metrics.js';
import { RecentCalls } from './recent-calls.js';
import { Operations } from './operations.js';
import type { FunctionOutcome, FunctionSpec, Runner } from './runner/runner.js';
import { openStore } from './store/open.js';
import type { Store } from './store/store.js';

/** How often what is too old is removed, ms. */
const expireEvery = 60 * 60_000;

/** What a gateway is made of besides its configuration. */
export interface GatewayParts {
  runner: Runner;
  specs: readonly FunctionSpec[];
  log: Log;
  /** Told of each call that ended. */
  called?: (spec: FunctionSpec, outcome: FunctionOutcome) => void;
  /** Why it should get no events now, besides what it knows itself. */
  unready?: () => string | undefined;
  /** Told when the store has ended by itself: the gateway can do nothing any more. */
  lost?: (error: Error) => void;
  env?: NodeJS.ProcessEnv;
  clock?: Clock;
  random?: () => number;
}

/** A gateway that runs. */
export interface Gateway {
  app: FastifyInstance;
  store: Store;
  operations: Operations;
  /** Where it listens: `http://127.0.0.1:8787`. */
  url: string;
  /** Takes over other functions, as while developing. */
  use(specs: readonly FunctionSpec[]): void;
  /** Takes no more requests, waits for calls under way, closes everything. */
  stop(): Promise<void>;
}

/** Starts a gateway: it listens and calls functions when this resolves. @throws when its store, a key or its port is not to be had */
export async function startGateway(config: GatewayConfig, parts: GatewayParts): Promise<Gateway> {
  const { runner, log, called = () => {}, unready = () => undefined, lost, env = process.env, clock = systemClock, random = Math.random } = parts;
  const ring = new KeyRing(config.keys, env);
  const metrics = new Metrics();
  const store = await openStore(config.store, config.directory, { serve: true, committed: (size, ms) => metrics.committed(size, ms), ...(lost && { lost }) });
  metrics.watch(store);
  const personalFor = (name: string): boolean => config.functions.each[name]?.personalData ?? config.personalData;
  let specs = parts.specs;
  let stopping = false;

  const recent = new RecentCalls(random);
  const dispatcher = new Dispatcher({
    store,
    runner,
    clock,
    owner: randomUUID(),
    random,
    personalFor,
    called(spec, outcome, waitedMs) {
      called(spec, outcome);
      metrics.call(spec.name, outcome, waitedMs);
      recent.add(spec.name, outcome, waitedMs, clock.now());
      if (outcome.kind !== 'success') log('warn', 'a call failed', { function: spec.name, status: outcome.status, innocent: outcome.innocent });
    },
    failed: (error) => log('error', 'the store failed', { error: errorText(error) }),
  });
  const { customEvents, retentionDays, limits } = config;
  const rules = { merchant: config.merchant.id, customEvents, retentionDays, eventBytes: limits.eventBytes, personalFor, specs: () => specs };
  const ingest = new Ingest(store, rules, clock, ({ event, rejected }, status) => {
    metrics.event(status, (event ?? rejected).source);
    if (event && status === 'accepted') dispatcher.notify(event.deliveries.map((delivery) => delivery.function));
  });
  const operations = new Operations(
    store,
    config.merchant.id,
    () => specs.map(({ name, events }) => ({ function: name, events, ...dispatcher.state(name), rates: recent.of(name, clock.now()) })),
    () => dispatcher.notify(specs.map(({ name }) => name)),
  );
  const checkReady = async (): Promise<void> => {
    const reason = stopping ? 'it is stopping' : unready();
    if (reason) throw new Error(reason);
    await store.ready();
  };
  const door = new AdminDoor(ring, clock, () => log('warn', 'a wrong admin key'));
  const app = makeServer({ config, ring, door, gate: new Gate(ring, clock), ingest, limits, metrics, operations, clock, log, checkReady });

  let expiring: Promise<unknown> = Promise.resolve();
  let offExpire = (): void => {};
  const expire = (): void => {
    expiring = store
      .expire(clock.now() - retentionDays * 86_400_000, specs.map(({ name }) => name))
      .catch((error: unknown) => log('error', 'what is too old could not be removed', { error: errorText(error) }))
      .finally(() => {
        if (!stopping) offExpire = clock.after(expireEvery, expire);
      });
  };

  const close = async (): Promise<void> => {
    stopping = true;
    offExpire();
    await expiring;
    await runner.close();
    await store.close();
  };
  let url: string;
  try {
    url = await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    await close();
    throw error;
  }
  dispatcher.use(specs);
  dispatcher.start();
  expire();
  log('info', 'listening', { url, store: store.kind, functions: specs.length });

  let stopped: Promise<void> | undefined;
  return {
    app,
    store,
    operations,
    url,
    use(changed) {
      specs = changed;
      dispatcher.use(changed);
      dispatcher.notify(changed.map(({ name }) => name));
    },
    stop: () =>
      (stopped ??= (async () => {
        stopping = true;
        log('info', 'stopping');
        await app.close();
        await dispatcher.stop(config.drainMs);
        await close();
        log('info', 'stopped');
      })()),
  };
}
