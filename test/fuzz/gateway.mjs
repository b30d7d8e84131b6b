// npm run test:fuzz: 200,000 requests to a gateway, most of them broken in some way. FUZZ_SEED repeats a run, FUZZ_COUNT makes it
// shorter, FUZZ_ONLY sends one request of it and shows it.
import { fuzz, memoryLimit } from './run.mjs';

const number = (name, otherwise) => Number(process.env[name] ?? otherwise);
const seed = number('FUZZ_SEED', Math.floor(Math.random() * 2 ** 32));
const count = number('FUZZ_COUNT', 200_000);
const only = process.env.FUZZ_ONLY === undefined ? undefined : Number(process.env.FUZZ_ONLY);

console.log(`seed ${seed}`);
const began = Date.now();
const { faults, statuses, memory, sent, stored } = await fuzz({ seed, count, only, say: console.log });
console.table(statuses);
console.log(`${sent} requests in ${Math.round((Date.now() - began) / 1000)} s; events stored: ${JSON.stringify(stored)}`);
let bounded = true;
if (memory.length === 2) {
  const [rss, heap] = ['rss', 'heap'].map((name) => memory[1][name] / memory[0][name]);
  bounded = rss <= memoryLimit;
  console.log(`memory at the end is ${rss.toFixed(2)} times that after a tenth of the run (limit ${memoryLimit}), its heap ${heap.toFixed(2)} times`);
}
for (const fault of faults) console.error(fault);
console.log(faults.length || !bounded ? `FAILED: FUZZ_SEED=${seed} npm run test:fuzz repeats it` : 'no crash, no 5xx, no invalid event accepted, memory bounded');
process.exitCode = faults.length || !bounded ? 1 : 0;
