import { resolve } from 'node:path';
import type { GatewayConfig } from './config.js';
import { createRunner, type FunctionProblem } from './runner/index.js';
import type { FunctionSpec, Runner } from './runner/runner.js';

/** The functions of a project, and what runs them. */
export interface LoadedRunner {
  specs: FunctionSpec[];
  /** What cannot run, and why. */
  problems: readonly FunctionProblem[];
  runner: Runner;
  /** Tells of changed functions. */
  onChange(changed: (specs: FunctionSpec[]) => void): void;
}

/**
 * Finds the functions that a configuration names, and takes a changed file over at once.
 *
 * @throws SandboxUnavailable when there are local functions and no sandbox for them
 */
export async function loadRunner({ directory, functions }: GatewayConfig): Promise<LoadedRunner> {
  return createRunner({ folder: resolve(directory, functions.folder), config: { functions }, watch: true });
}
