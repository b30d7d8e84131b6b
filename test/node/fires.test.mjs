// What an element emits stands in its documentation, and the other way round.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';

const events = readFileSync(`${root}src/events/event-names.generated.ts`, 'utf8');
const base = readFileSync(`${root}src/element/request-controller.ts`, 'utf8');
const domName = (name) => `ecom-${name.toLowerCase().replaceAll(' ', '-')}`;

for (const name of readdirSync(`${root}components`)) {
  test(`<ecom-${name}> documents what it emits, and emits what it documents`, () => {
    const source = readFileSync(`${root}components/${name}/${name}.ts`, 'utf8');
    const code = source.replace(/\/\*\*.*?\*\//gs, '');
    const literals = [...code.matchAll(/'([^'\n]+)'/g)].map(([, text]) => text);
    const facts = literals.filter((text) => /^[A-Z]\w+( \w+)+$/.test(text));
    for (const fact of facts) assert.ok(events.includes(fact), `${fact} is in the catalogue`);
    const requests = [...code.matchAll(/\bask\('([^']+)'/g)].map(([, request]) => `ecom-${request}-request`);
    const emitted = [...facts.map(domName), ...requests];
    if (requests.length) {
      assert.match(base, /'ecom-request-failed'/);
      emitted.push('ecom-request-failed');
    }
    if (code.includes('EcomPageEvent(')) emitted.push('ecom-page');
    // What the store confirmed, told to the theme alone.
    emitted.push(...[...code.matchAll(/\btellConfirmed\(this, '([^']+)'/g)].map(([, type]) => type));
    // The tracker's own are told on the document, by the tracker itself.
    const documented = [...source.matchAll(/@fires (\S+)/g)].map(([, type]) => type).filter((type) => !['ecom-invalid', 'ecom-consent'].includes(type));
    assert.deepEqual(documented.sort(), [...new Set(emitted)].sort());
  });
}
