// The gateway of the demo shop, as `ecom-events serve` runs it, with the functions of demo/functions; and what the shop's pages may
// be told of it. Its configuration and its store are in a folder of their own, for as long as the demo runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.mjs';

/** The browser key of the demo: it stands in the pages. */
const writeKey = 'demo_shop';

/**
 * Makes the gateway of a shop at `origins`; `start()` starts it. `tell.call` hears of each call of a function and how it ended,
 * `tell.problem` of what is wrong.
 */
export async function makeCloud({ origins, port, tell }) {
  const { digest, newSecret, parseConfig, startGateway } = await import('../dist/src/cloud/gateway/index.js');
  const { loadRunner } = await import('../dist/src/cloud/gateway/load-runner.js');
  const adminKey = newSecret();
  const directory = mkdtempSync(join(tmpdir(), 'ecom-events-demo-'));
  const configFile = join(directory, 'ecom-events.config.json');
  const config = {
    merchant: { id: 'finjan' },
    port,
    store: 'file:events.db',
    keys: [
      { id: writeKey, kind: 'browser', origins },
      { id: 'demo_admin', kind: 'admin', secretHash: digest(adminKey).toString('hex') },
    ],
    functions: { folder: join(root, 'demo/functions') },
  };
  let gateway;
  let loaded;

  /** A runner whose calls are told of. */
  const told = ({ call, close }) => ({
    close,
    async call(what, signal) {
      const outcome = await call(what, signal);
      tell.call(what, outcome);
      return outcome;
    },
  });

  const cloud = {
    writeKey,
    adminKey,
    configFile,
    get url() {
      return `http://127.0.0.1:${config.port}`;
    },
    get specs() {
      return loaded?.specs ?? [];
    },
    /** Starts it, at the port it had before when it had one. */
    async start() {
      loaded = await loadRunner(parseConfig(config, directory), { watch: true }).catch((error) => {
        tell.problem(`App Functions do not run here: ${error.message}`);
        return { specs: [], problems: [], runner: { call: async () => {}, close: async () => {} }, onChange() {} };
      });
      const { runner, onChange } = loaded;
      const tellProblems = () => loaded.problems.forEach((problem) => tell.problem(`The function ${problem.function} cannot run: ${problem.message}`));
      tellProblems();
      const log = (level, message, fields) => level === 'error' && tell.problem(`The gateway: ${message} ${JSON.stringify(fields ?? {})}`);
      gateway = await startGateway(parseConfig(config, directory), { runner: told(runner), specs: loaded.specs, log });
      config.port = Number(new URL(gateway.url).port);
      writeFileSync(configFile, JSON.stringify(config, null, 2));
      onChange((specs) => {
        gateway?.use(specs);
        tellProblems();
      });
    },
    /** What became of an event, without what it was; undefined when the gateway has none of that id. */
    async way(id) {
      const { event, deliveries } = (await gateway?.operations.event(id)) ?? {};
      return event && { event_id: event.eventId, withheld: event.withheld, functions: deliveries.map(runOf) };
    },
    async stop() {
      const running = gateway;
      gateway = undefined;
      await running?.stop();
    },
    /** Stops it and forgets all it knew. */
    async end() {
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return cloud;
}

/** How a function took an event: its last attempt. */
function runOf({ delivery, attempts }) {
  const { id, state, reason } = delivery;
  const { status, message, durationMs, logs = [] } = attempts.at(-1)?.outcome ?? {};
  return { function: delivery.function, delivery_id: id, state, reason, attempts: delivery.attempts, status, message, duration_ms: durationMs, logs: logs.map(({ level, text }) => ({ level, text })) };
}
