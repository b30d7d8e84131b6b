// What the generators share: reading the TypeScript sources, and writing or checking what they made.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The catalogue, read from its TypeScript sources: see catalogue-source.ts. */
export const readCatalogue = async () =>
  (await runnerImport(`${root}scripts/catalogue-source.ts`, { root, configFile: false, logLevel: 'error' })).module;

/** Writes the files that changed; with --check writes nothing and fails when one would have changed. */
export async function writeOrCheck(files, command) {
  const check = process.argv.includes('--check');
  for (const [path, text] of files) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
    if (check) {
      console.error(`${relative(root, path)} is stale: run ${command}`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
}
