// Builds dist-demo/: the shop and the pages of the elements.
import { runAll } from './run.mjs';

process.exitCode = await runAll(['node scripts/element-pages.mjs', 'vite build --mode demo --logLevel warn']);
