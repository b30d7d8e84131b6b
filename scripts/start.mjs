// npm start: builds the drop-in scripts, the demo shop, the gateway and its Studio, and runs them until they are stopped.
import { buildGateway } from './build-gateway.mjs';
import { dropIns, run, runAll } from './run.mjs';

const dropIn = (name) => `vite build --mode ${name} --logLevel warn`;

// Two at a time: more would only share the cores.
const half = Math.ceil(dropIns.length / 2);
const codes = await Promise.all([
  runAll([...dropIns.slice(0, half).map(dropIn), 'node scripts/build-demo.mjs']),
  runAll([...dropIns.slice(half), 'studio'].map(dropIn)),
  buildGateway(),
]);
const failed = codes.find(Boolean);
if (failed) process.exit(failed);
await import('./run-demo.mjs');
