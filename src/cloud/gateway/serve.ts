import type { GatewayConfig } from './config.js';
import { startGateway, type Gateway } from './gateway.js';
import { loadRunner } from './load-runner.js';
import { errorText, type Log } from './log.js';
import { misspelt } from './names.js';
import type { FunctionOutcome, FunctionSpec } from './runner/runner.js';

/** Says which functions wait for an event that is probably misspelt. */
const tellNames = (specs: readonly FunctionSpec[], log: Log): void =>
  misspelt(specs).forEach((found) => log('warn', 'a function takes an event that the catalogue does not know', found));

/** For who writes functions: how a call ended, and what the function wrote, which the log of a gateway in use does not hold. */
const showCall = ({ name }: FunctionSpec, { kind, status, message, durationMs, logs, requests }: FunctionOutcome, log: Log): void => {
  log('info', 'called', { function: name, kind, status, said: message, durationMs });
  for (const { level, text } of logs) log('info', `${name} ${level}: ${text}`);
  for (const { method, url, status: answer, refused } of requests) log('info', `${name} ${method} ${url}: ${refused ?? answer ?? 'no answer'}`);
};

/**
 * Starts a gateway with the functions of its configuration; it ends at SIGTERM and SIGINT, a second one ends it at once.
 *
 * @param dev takes changed functions over at once, and shows what each call did
 */
export async function serve(config: GatewayConfig, log: Log, { dev = false } = {}): Promise<Gateway> {
  const loaded = await loadRunner(config, { watch: dev });
  const { specs, runner } = loaded;
  const tellProblems = (): void => loaded.problems.forEach(({ function: name, message }) => log('error', 'a function cannot run', { function: name, error: message }));
  tellProblems();
  tellNames(specs, log);
  /** Others take what would go past a function here. */
  const unready = (): string | undefined => (loaded.unknown.length ? `nobody knows which events these take, and they cannot run: ${loaded.unknown.join(', ')}` : undefined);
  // Whoever looks after the process starts it again; what was acknowledged is on the disk.
  const lost = (error: Error): void => {
    log('error', 'the store ended, and with it the gateway', { error: errorText(error) });
    process.exit(1);
  };
  const gateway = await startGateway(config, { runner, specs, log, lost, unready, ...(dev && { called: (spec, outcome) => showCall(spec, outcome, log) }) }).catch(async (error: unknown) => {
    await runner.close();
    throw error;
  });
  loaded.onChange((changed) => {
    gateway.use(changed);
    tellProblems();
    tellNames(changed, log);
    log('info', 'functions changed', { functions: changed.length });
  });
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(1);
    asked = true;
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'it could not stop in order', { error: errorText(error) });
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  return gateway;
}
