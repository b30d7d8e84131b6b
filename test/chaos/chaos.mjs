// npm run test:chaos: 20,000 events with each store while gateways are killed 30 times. Ends with 1 when anything differs from what
// has to be. --events, --kills, --seed and --store sqlite|postgres change it; a seed brings the same decisions, not the same moments.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root, run } from '../../scripts/run.mjs';
import { describe, runChaos } from './run.mjs';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '20000' }, kills: { type: 'string', default: '30' }, seed: { type: 'string' }, store: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const stores = values.store ? [values.store] : ['sqlite', 'postgres'];
if (!stores.every((store) => ['sqlite', 'postgres'].includes(store))) throw new Error('--store: expected sqlite or postgres');
// What is begun is ended in order, then: the database and the gateways do not stay behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

if (!existsSync(`${root}dist/src/cli/ecom-events.js`) && (await run('node scripts/build.mjs'))) process.exit(1);
console.log(`chaos: ${values.events} events and ${values.kills} kills a store, --seed ${seed}`);
for (const store of stores) {
  const found = await runChaos({ store, events: Number(values.events), kills: Number(values.kills), seed, say: (text) => console.log(`  … ${text}`) }).catch((error) => {
    console.error(`${store}, seed ${seed}: ${error.stack}`);
    process.exitCode = 1;
  });
  if (!found) continue;
  console.log(`\n${describe(found)}\n`);
  if (found.differences.length) process.exitCode = 1;
}
