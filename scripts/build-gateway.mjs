// The gateway and the command line, into dist/src/: their types taken away, file by file, in a fraction of a second. The whole
// package is made by `npm run build`.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { root } from './run.mjs';

const sandbox = 'src/cloud/gateway/runner/sandbox/';
const entries = ['src/cli/ecom-events.ts', 'src/cloud/gateway/index.ts', ...readdirSync(root + sandbox).flatMap((file) => (/(?<!\.d)\.ts$/.test(file) ? sandbox + file : []))];
const common = { absWorkingDir: root, format: 'esm', platform: 'node', target: 'es2022', logLevel: 'warning', outdir: 'dist', outbase: '.' };

/** Writes them; rejects when a file cannot be read as TypeScript. */
export async function buildGateway() {
  // Which files these are made of, esbuild finds; nothing is written.
  const { metafile } = await build({ ...common, entryPoints: entries, bundle: true, write: false, metafile: true, packages: 'external', external: ['virtual:*'] });
  await build({ ...common, entryPoints: Object.keys(metafile.inputs).filter((file) => file.endsWith('.ts')) });
}
