import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { configFile, openStore, Operations, readConfig, type GatewayConfig } from '../cloud/gateway/index.js';
import { secretsFile } from './project-files.js';
import { readOptions, type Given, type Options } from './terminal.js';

/** Options that every command of a cloud project takes. */
const shared = { config: { type: 'string' }, store: { type: 'string' } } as const;

/** Reads the arguments of a command of a cloud project. @throws as `readOptions` does */
export const readArgs = <Own extends Options>(args: string[], own: Own, usage: string): Given<typeof shared & Own> => readOptions(args, { ...shared, ...own }, usage);

/** Where the configuration is. */
export const configPath = (config: string | undefined): string => resolve(config ?? configFile);

/** Reads a `.env` beside the configuration; the environment itself goes first. */
export function loadSecrets(config: string): void {
  const file = secretsFile(config);
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Reads the configuration, and secrets from a `.env` beside it; the environment itself goes first. */
export function readProject({ config, store }: { config?: string | undefined; store?: string | undefined }): GatewayConfig {
  const file = configPath(config);
  const project = readConfig(file);
  loadSecrets(file);
  return store === undefined ? project : { ...project, store };
}

/** Works with the store of a project, also while its gateway runs. */
export async function withStore<Result>(
  options: { config?: string | undefined; store?: string | undefined },
  work: (operations: Operations, project: GatewayConfig) => Promise<Result>,
): Promise<Result> {
  const project = readProject(options);
  const store = await openStore(project.store, project.directory);
  try {
    return await work(new Operations(store, project.merchant.id), project);
  } finally {
    await store.close();
  }
}
