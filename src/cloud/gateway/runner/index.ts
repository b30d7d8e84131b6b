import { resolve as resolvePath } from 'node:path';
import type { JsonObject } from '../../../events/plain.js';
import { fromEnv, openSettings, type Env } from '../keys/settings.js';
import { cloudNameOf, eventOfName, isKnown } from '../names.js';
import { RemoteFunction } from '../remote/index.js';
import { systemResolve, type Resolve } from './address.js';
import { bundleFunction, findFunctions, shortPath, type FunctionFile } from './bundle.js';
import { egressLimits, type EgressLimits } from './egress.js';
import { LocalFunction } from './local-function.js';
import { KnownEvents } from './known-events.js';
import { emptyOutcome } from './outcome.js';
import type { FunctionSpec, Runner } from './runner.js';
import { processLimits, type ProcessLimits } from './sandbox-process.js';
import { watchFolder } from './watch-folder.js';
import { findWorkerd } from './workerd.js';

export type { FunctionCall, FunctionOutcome, FunctionSpec, Runner } from './runner.js';
export { cloudNameOf, misspelt } from '../names.js';
export { bundleFunction, findFunctions } from './bundle.js';
export { findWorkerd, SandboxUnavailable } from './workerd.js';

/** A secret as it stands in the configuration: itself, or the name of a variable of the environment. */
type Secret = string | { env: string };

/** What the configuration says of one function. */
export interface FunctionConfig {
  /** Its https address: then it runs there. */
  url?: string;
  /** Secrets that deliveries to its address are signed with: one, or two while it is replaced. */
  secrets?: Secret[];
  /** Cloud names or names of the events it takes, `*` for all; instead of what its file says. */
  events?: string[];
  /** Whose word it takes: pages' or servers'; both when absent. */
  from?: 'browser' | 'server';
  egress?: string[];
  /** `host:port` that may be of a private network, for what its address or its requests reach. */
  privateHosts?: string[];
  /** Given to it with each call. A value `{ "env": "NAME" }` is that variable, `{ "sealed": "…" }` what `settings set` sealed. */
  settings?: JsonObject | null;
  category?: string;
  concurrency?: number;
  timeoutMs?: number;
  scheduleMs?: number[];
  ordered?: boolean;
}

/** How functions are found and run. */
export interface RunnerOptions {
  /** Folder of the local functions. */
  folder: string;
  /** The gateway's configuration, or that part of it. */
  config?: { functions?: { each?: Record<string, FunctionConfig> } };
  /** Where it is kept which events each takes, for a start at which one cannot be asked. */
  knownEvents?: string;
  /** Whether a changed file is taken over at once. */
  watch?: boolean;
  /** Names of the functions to load; all when absent. */
  only?: readonly string[];
  env?: Env;
  limits?: Partial<ProcessLimits & EgressLimits>;
  /** Finds the addresses of a host. */
  resolve?: Resolve;
  /** Certificates to trust instead of the usual ones, PEM. */
  ca?: string;
}

/** Starts a process as local functions run in, and calls it; how long that took, ms. @throws saying what is missing */
export async function tryOut(): Promise<number> {
  const began = performance.now();
  const rules = { allow: [], privateHosts: [], resolve: systemResolve, limits: egressLimits };
  const sandbox = new LocalFunction('export default () => ({ success: true });', { rules, limits: processLimits, settings: null });
  await sandbox.describe().finally(() => sandbox.close());
  return Math.round(performance.now() - began);
}

/** A function that cannot run, and why. */
export interface FunctionProblem {
  function: string;
  message: string;
}

/** The functions of a shop. */
export interface Functions {
  /** What there is; the list is replaced when it changes. */
  readonly specs: FunctionSpec[];
  /** What cannot run now. A changed file that cannot leaves the version before it at work. */
  readonly problems: FunctionProblem[];
  /** Names of those that cannot run, and of which nobody knows what events they take: what comes for them now goes past them. */
  readonly unknown: string[];
  readonly runner: Runner;
  /** Told after the files have changed. */
  onChange(callback: (specs: FunctionSpec[]) => void): void;
}

/** Deliveries of a function that cannot run are looked at that often, ms. */
const whileWaiting = 10_000;

/** Changes that come together are taken over together, ms. */
const settle = 60;

/** What cannot run is tried again after that, then after twice as long, ms: a start may fail for a passing reason. */
const firstRetry = 1_000;
const lastRetry = 60_000;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What a call goes to. */
interface Target extends Pick<Runner, 'call'> {
  close(atOnce: boolean): unknown;
}

interface Entry {
  spec: FunctionSpec;
  target: Target;
  /** It cannot run yet. */
  isWaiting?: boolean;
}

/** Stands for a function that cannot run yet: its deliveries wait until it can, without being counted as called. */
const waiting = (message: string): Target => ({
  call: async () => emptyOutcome({ kind: 'retry', status: 503, message: `it cannot run: ${message}`.slice(0, 1_000), innocent: true, retryAfterMs: whileWaiting }),
  close() {},
});

/**
 * Finds the functions of a folder and those with an address, and starts the local ones. One that cannot run is told of in
 * `problems`, hinders no other, and is tried again: what comes for it meanwhile waits.
 */
export async function createRunner(options: RunnerOptions): Promise<Functions> {
  const folder = resolvePath(options.folder);
  const { env = process.env, resolve = systemResolve, limits = {}, ca } = options;
  const each = options.config?.functions?.each ?? {};
  const entries = new Map<string, Entry>();
  const callbacks: ((specs: FunctionSpec[]) => void)[] = [];
  let problems: FunctionProblem[] = [];
  let specs: FunctionSpec[] = [];
  let unknown: string[] = [];
  let isClosed = false;
  const known = new KnownEvents(options.knownEvents);

  function specOf(name: string, kind: FunctionSpec['kind'], events: string[], config: FunctionConfig): FunctionSpec {
    const { url, timeoutMs, concurrency, scheduleMs, ordered, egress, settings, category, from } = config;
    const said = { url, timeoutMs, concurrency, scheduleMs, ordered, egress, settings, category, from };
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return { name, kind, events: [...new Set(events.map(cloudNameOf))], ...given };
  }

  function remote(name: string, config: FunctionConfig): Entry {
    if (!config.events?.length) throw new Error('it has a url and no events; list them, or "*"');
    const { url = '', secrets = [], privateHosts = [] } = config;
    const known = secrets.map((secret) => (typeof secret === 'string' ? secret : fromEnv(secret.env, env)));
    const target = new RemoteFunction({ url, secrets: known, settings: openSettings(name, config.settings, env), privateHosts, resolve, ...(ca && { ca }) });
    return { spec: specOf(name, 'remote', config.events, config), target };
  }

  async function local({ name, file }: FunctionFile, config: FunctionConfig): Promise<Entry> {
    findWorkerd();
    const code = await bundleFunction(file, folder);
    const before = entries.get(name);
    if (before?.target instanceof LocalFunction && before.target.code === code) return before;
    const rules = { allow: config.egress ?? [], privateHosts: config.privateHosts ?? [], resolve, limits: { ...egressLimits, ...limits }, ...(ca && { ca }) };
    const target = new LocalFunction(code, { rules, limits: { ...processLimits, ...limits }, settings: openSettings(name, config.settings, env) });
    try {
      const events = config.events ?? (await target.describe()) ?? [eventOfName(name)];
      return { spec: specOf(name, 'local', events, config), target };
    } catch (error) {
      await target.close();
      throw error;
    }
  }

  /** Takes over what the folder holds now. */
  async function load(): Promise<void> {
    const wanted = (name: string): boolean => options.only?.includes(name) ?? true;
    const files = findFunctions(folder).filter(({ name }) => wanted(name));
    const names = new Set([...files.map(({ name }) => name), ...Object.keys(each).filter(wanted)]);
    const failed: FunctionProblem[] = [];
    const unsure: string[] = [];
    await Promise.all(
      [...names].map(async (name) => {
        const config = each[name] ?? {};
        const found = files.filter((file) => file.name === name);
        try {
          if (config.url && found.length) throw new Error('it has a url and a file; one of them must go');
          if (found.length > 1) throw new Error(`there are ${found.length} files of that name`);
          const [file] = found;
          if (!config.url && !file) throw new Error(`it has neither a url nor a file in ${shortPath(folder)}`);
          const before = entries.get(name);
          const entry = file ? await local(file, config) : before ?? remote(name, config);
          entries.set(name, entry);
          // Calls under way end on the version they began on.
          if (before && before !== entry) void leave(before, false);
        } catch (error) {
          const message = textOf(error);
          failed.push({ function: name, message });
          const before = entries.get(name);
          if (before && !before.isWaiting) return;
          // What is written wrongly has no place: nobody can say what would be its own.
          if (config.url ? found.length || !config.events : found.length !== 1) return;
          const certain = config.events ?? known.of(name);
          // Its name may say it; its code may say something else.
          const events = certain ?? (isKnown(eventOfName(name)) ? [eventOfName(name)] : undefined);
          if (!certain) unsure.push(name);
          if (events) entries.set(name, { spec: specOf(name, config.url ? 'remote' : 'local', events, config), target: waiting(message), isWaiting: true });
        }
      }),
    );
    for (const [name, entry] of entries) {
      if (names.has(name)) continue;
      entries.delete(name);
      void leave(entry, false);
    }
    problems = failed.sort((one, other) => (one.function < other.function ? -1 : 1));
    specs = [...entries.values()].map(({ spec }) => spec).sort((one, other) => (one.name < other.name ? -1 : 1));
    unknown = unsure.sort();
    known.keep(specs.filter(({ name }) => !unknown.includes(name)));
  }

  const leave = async ({ target }: Entry, atOnce: boolean): Promise<unknown> => target.close(atOnce);

  let timer: NodeJS.Timeout | undefined;
  let loading: Promise<unknown> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  let retryAfter = firstRetry;
  const retryLater = (): void => {
    clearTimeout(retry);
    if (isClosed || !problems.length) return;
    retry = setTimeout(() => (loading = loading.then(tryAgain)), retryAfter);
    retryAfter = Math.min(2 * retryAfter, lastRetry);
  };
  /** A folder that cannot be read changes nothing but what is told. */
  const loadSafely = async (): Promise<void> => {
    if (isClosed) return;
    await load().catch((error: unknown) => (problems = [{ function: '*', message: textOf(error) }]));
  };
  /** Says only what has changed since. */
  const tryAgain = async (): Promise<void> => {
    const before = JSON.stringify([specs, problems]);
    await loadSafely();
    if (JSON.stringify([specs, problems]) !== before) tell();
    retryLater();
  };
  const tell = (): void => callbacks.forEach((callback) => callback(specs));
  const reload = async (): Promise<void> => {
    if (isClosed) return;
    await loadSafely();
    tell();
    retryAfter = firstRetry;
    retryLater();
  };

  await load();
  retryLater();

  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (loading = loading.then(reload)), settle);
  };
  const endWatch = options.watch ? watchFolder(folder, changed) : undefined;

  return {
    get specs() {
      return specs;
    },
    get problems() {
      return problems;
    },
    get unknown() {
      return unknown;
    },
    onChange: (callback) => void callbacks.push(callback),
    runner: {
      async call(call, signal) {
        const entry = entries.get(call.function);
        if (!entry) return emptyOutcome({ kind: 'retry', status: 503, message: 'there is no such function now' });
        return entry.target.call(call, signal);
      },
      async close() {
        isClosed = true;
        endWatch?.();
        clearTimeout(timer);
        clearTimeout(retry);
        await loading;
        await Promise.all([...entries.values()].map((entry) => leave(entry, true)));
      },
    },
  };
}
