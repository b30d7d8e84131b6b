import type { GatewayConfig } from './config.js';
import { startGateway, type Gateway } from './gateway.js';
import { loadRunner } from './load-runner.js';
import { errorText, type Log } from './log.js';
import { meantName } from './names.js';
import type { FunctionSpec } from './runner/runner.js';

/** Says which functions wait for an event that is probably misspelt. */
function tellNames(specs: readonly FunctionSpec[], log: Log): void {
  for (const { name, events } of specs) {
    for (const event of events) {
      const meant = meantName(event);
      if (meant) log('warn', 'a function takes an event that the catalogue does not know', { function: name, event, meant });
    }
  }
}

/** Starts a gateway with the functions of its configuration; it ends at SIGTERM and SIGINT, a second one ends it at once. */
export async function serve(config: GatewayConfig, log: Log): Promise<Gateway> {
  const loaded = await loadRunner(config);
  const { specs, runner } = loaded;
  const tellProblems = (): void => loaded.problems.forEach(({ function: name, message }) => log('error', 'a function cannot run', { function: name, error: message }));
  tellProblems();
  tellNames(specs, log);
  // Whoever looks after the process starts it again; what was acknowledged is on the disk.
  const lost = (error: Error): void => {
    log('error', 'the store ended, and with it the gateway', { error: errorText(error) });
    process.exit(1);
  };
  const gateway = await startGateway(config, { runner, specs, log, lost }).catch(async (error: unknown) => {
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
