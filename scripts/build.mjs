// npm run build: dist/ with the ES modules, the drop-in scripts, types, JSON Schemas and the elements' manifest.
import { rmSync } from 'node:fs';
import { root, runAll } from './run.mjs';

rmSync(`${root}dist`, { recursive: true, force: true });
process.exitCode = await runAll([
  'vite build --logLevel warn',
  'vite build --mode ecom --logLevel warn',
  'vite build --mode tracker --logLevel warn',
  'vite build --mode memory --logLevel warn',
  'vite build --mode inspector --logLevel warn',
  'tsc -p tsconfig.build.json',
  'node scripts/docs.mjs --schemas',
  'cem analyze --quiet',
]);
