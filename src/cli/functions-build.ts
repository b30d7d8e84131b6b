import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleFunction, findFunctions } from '../cloud/gateway/runner/index.js';
import { projectOptions, readFunctionsProject } from './functions-project.js';
import { readOptions } from './terminal.js';

/** `ecom-events functions build`: bundles every function as the gateway does, and writes the bundles where asked. */
export async function buildFunctions(args: string[]): Promise<void> {
  const { values } = readOptions(args, { ...projectOptions, out: { type: 'string' } }, 'functions build [--out <folder>] [--folder <folder>]');
  const { folder } = readFunctionsProject(values);
  const files = findFunctions(folder);
  if (!files.length) throw new Error(`there is no function in ${folder}`);
  if (values.out !== undefined) mkdirSync(resolve(values.out), { recursive: true });
  for (const { name, file } of files) {
    try {
      const code = await bundleFunction(file, folder);
      if (values.out !== undefined) writeFileSync(join(resolve(values.out), `${name}.js`), code);
      console.log(`${name}: ${Buffer.byteLength(code)} bytes`);
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
