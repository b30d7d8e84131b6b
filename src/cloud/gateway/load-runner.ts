import { resolve } from 'node:path';
import type { GatewayConfig } from './config.js';
import { createRunner, type FunctionProblem } from './runner/index.js';
import type { FunctionSpec, Runner } from './runner/runner.js';

/** The functions of a project, and what runs them. */
export interface LoadedRunner {
  specs: FunctionSpec[];
  /** What cannot run, and why. */
  problems: readonly FunctionProblem[];
  /** Names of those that cannot run, and of which nobody knows what events they take. */
  unknown: readonly string[];
  runner: Runner;
  /** Tells of changed functions. */
  onChange(changed: (specs: FunctionSpec[]) => void): void;
}

/**
 * Finds the functions that a configuration names.
 *
 * @param watch whether a changed file is taken over at once
 * @param keep whether it is kept which events they take
 */
export async function loadRunner({ directory, functions }: GatewayConfig, { watch = false, keep = true } = {}): Promise<LoadedRunner> {
  return createRunner({ folder: resolve(directory, functions.folder), config: { functions }, watch, ...(keep && { knownEvents: resolve(directory, 'data/functions.json') }) });
}
