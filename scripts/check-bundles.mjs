// What must not be in the drop-in scripts: zod, which costs a page more than all the rest; Lit where no element is; and
// the store for demos in what shops load.
import { readFileSync } from 'node:fs';
import { root } from './run.mjs';

const zod = ['/zod/', 'src/events/schemas/'];
const lit = ['/lit/', '/lit-html/', '/lit-element/', '/@lit/reactive-element/'];
const demoStore = 'src/platforms/memory';
const forbidden = { ecom: [...zod, demoStore, 'src/platforms'], tracker: [...zod, ...lit, demoStore], memory: [...zod, ...lit], consent: [...zod, ...lit, demoStore], salla: [...zod, ...lit, demoStore], sources: [...zod, ...lit], destinations: [...zod, ...lit], outbox: [...zod, ...lit, demoStore, 'src/tracker/'] };

for (const [name, parts] of Object.entries(forbidden)) {
  const { sources } = JSON.parse(readFileSync(`${root}dist/${name}.js.map`, 'utf8'));
  for (const source of sources.filter((path) => parts.some((part) => path.includes(part)))) {
    console.error(`dist/${name}.js contains ${source}`);
    process.exitCode = 1;
  }
}
