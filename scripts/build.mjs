// npm run build: dist/ with the ES modules, the drop-in scripts, the Studio, types, JSON Schemas and the elements' manifest.
import { rmSync } from 'node:fs';
import { dropIns, root, runAll } from './run.mjs';

rmSync(`${root}dist`, { recursive: true, force: true });
process.exitCode = await runAll([
  'vite build --logLevel warn',
  ...dropIns.map((name) => `vite build --mode ${name} --logLevel warn`),
  'vite build --mode studio --logLevel warn',
  'tsc -p tsconfig.build.json',
  'node scripts/docs.mjs --schemas',
  'cem analyze --quiet',
]);
