import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { configFile, openStore, Operations, readConfig, type GatewayConfig } from '../cloud/gateway/index.js';

/** Options that every command of a cloud project takes. */
const shared = { config: { type: 'string' }, store: { type: 'string' } } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command was given. */
type Given<Own extends Options> = Pick<ReturnType<typeof parseArgs<{ options: typeof shared & Own; allowPositionals: true; strict: true }>>, 'values' | 'positionals'>;

/** Arguments of a command, with the options that it and all others take. @throws the usage, for what is not among them */
export function readArgs<Own extends Options>(args: string[], own: Own, usage: string): Given<Own> {
  try {
    return parseArgs({ args, options: { ...shared, ...own }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : ''}\nUsage: ecom-events ${usage}`, { cause: error });
  }
}

/** Where the configuration is. */
export const configPath = (config: string | undefined): string => resolve(config ?? configFile);

/** Reads the configuration, and secrets from a `.env` beside it; the environment itself goes first. */
export function readProject({ config, store }: { config?: string | undefined; store?: string | undefined }): GatewayConfig {
  const file = configPath(config);
  const project = readConfig(file);
  const secrets = join(dirname(file), '.env');
  if (existsSync(secrets)) process.loadEnvFile(secrets);
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

/** Lines of columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

/** A time for people: ISO 8601, to the second. */
export const timeText = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
