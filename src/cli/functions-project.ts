import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readConfig } from '../cloud/gateway/index.js';
import type { FunctionConfig } from '../cloud/gateway/runner/index.js';
import { configPath, loadSecrets } from './project.js';

/** Where the functions of a project are, and what its configuration says of them. */
export interface FunctionsProject {
  folder: string;
  config: { functions: { each: Record<string, FunctionConfig> } };
}

/** The functions' part of the configuration, where there is one, and the secrets of a `.env` beside it. */
export function readFunctionsProject({ config, folder }: { config?: string | undefined; folder?: string | undefined }): FunctionsProject {
  const file = configPath(config);
  if (config !== undefined && !existsSync(file)) throw new Error(`there is no ${file}`);
  const functions = existsSync(file) ? readConfig(file).functions : { folder: 'functions', each: {} };
  loadSecrets(file);
  return { folder: folder === undefined ? resolve(dirname(file), functions.folder) : resolve(folder), config: { functions } };
}

/** Options that every one of these commands takes. */
export const projectOptions = { config: { type: 'string' }, folder: { type: 'string' } } as const;
