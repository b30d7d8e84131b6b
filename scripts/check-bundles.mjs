// What must not be in the drop-in scripts: zod, which costs a page more than all the rest, and Lit in the tracker.
import { readFileSync } from 'node:fs';
import { root } from './run.mjs';

const forbidden = {
  ecom: ['zod'],
  tracker: ['zod', 'lit', 'lit-html', 'lit-element', '@lit/reactive-element'],
};

for (const [name, packages] of Object.entries(forbidden)) {
  const { sources } = JSON.parse(readFileSync(`${root}dist/${name}.js.map`, 'utf8'));
  for (const source of sources) {
    const found = packages.find((path) => source.includes(`node_modules/${path}/`));
    if (!found && !source.includes('src/events/schemas/')) continue;
    console.error(`dist/${name}.js contains ${source}`);
    process.exitCode = 1;
  }
}
