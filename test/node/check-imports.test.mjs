// The check of the rooms: each rule notices what breaks it, and lets through what keeps it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findViolations } from '../../scripts/check-imports.mjs';

/** The rules that a repository with these files breaks. */
function violations(files) {
  const root = mkdtempSync(join(tmpdir(), 'ecom-events-rooms-'));
  try {
    const dependencies = { lit: '3', zod: '4' };
    for (const [file, text] of Object.entries({ 'package.json': JSON.stringify({ dependencies, optionalDependencies: { libsql: '0' }, peerDependencies: { vite: '8', 'puppeteer-core': '24' } }), ...files })) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return findViolations(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const kept = {
  'events with zod': { 'src/events/catalogue.ts': `import * as z from 'zod';` },
  'files of the same room': { 'src/events/schemas/product.ts': `import { x } from '../plain.js';` },
  'the version, everywhere': { 'src/events/buffer.ts': `import { version } from '../version.js';` },
  'tracker → events': { 'src/tracker/judge.ts': `import { eventTables } from '../events/tables.generated.js';` },
  'destinations → events': { 'src/destinations/ga4.ts': `import type { EcomPayload } from '../events/payloads.js';` },
  'platforms → events, tracker': { 'src/platforms/salla.ts': `import '../events/names.js';\nimport '../tracker/platform.js';` },
  'sources → events, tracker, the table of Google, what was done once': {
    'src/sources/a.ts': `import '../events/names.js';\nimport '../tracker/platform.js';\nimport '../destinations/shared/ga4-events.js';\nimport '../element/done-once.js';`,
  },
  'element → events, i18n, lit': { 'src/element/base.ts': `import 'lit';\nimport 'lit/decorators.js';\nimport '../events/buffer.js';\nimport '../i18n/index.js';` },
  'gateway → events, Node': { 'src/cloud/gateway/server.ts': `import 'node:http';\nimport 'fs';\nimport '../../events/verdict.js';` },
  'gateway → a package that is optional': { 'src/cloud/gateway/store.ts': `import 'libsql';` },
  'the Studio’s page → events, Lit, the gateway’s answers': { 'src/cloud/studio-page/app.ts': `import 'lit';\nimport '../../events/plain.js';\nimport '../gateway/studio/answers.js';` },
  'outbox → events, what the destinations leave out': {
    'src/cloud/outbox/outbox.ts': `import '../../events/plain.js';\nimport '../../destinations/shared/without-personal.js';`,
  },
  'component → src': { 'components/cart/cart.ts': `import '../../src/element/base.js';\nimport './cart.styles.js';` },
  'listeners → events, tracker, platforms, what the plugin makes': {
    'src/listeners/bundle.ts': `import 'virtual:ecom-listeners';\nimport 'virtual:ecom-listeners/catalogue';\nimport '../events/names.js';\nimport '../tracker/install.js';\nimport '../platforms/salla.js';`,
  },
  'the Vite plugin → events, Node, Vite': { 'src/vite/index.ts': `import 'node:fs';\nimport type { Plugin } from 'vite';\nimport '../events/catalogue.js';` },
  'the command line → Node, a browser, what a page is told to tell': { 'src/cli/check/spy.ts': `import 'node:fs';\nimport type { Page } from 'puppeteer-core';\nimport '../../testing/page-line.js';` },
  'testing → events, tracker, platforms, what elements have begun': {
    'src/testing/index.ts': `import '../events/names.js';\nimport '../tracker/tracker.js';\nimport '../platforms/memory.js';\nimport '../element/done-once.js';`,
  },
  'entries → everything published': { 'src/ecom.ts': `import '../components/cart/define.js';\nimport './tracker/load-once.js';` },
  'demo → public entries': { 'demo/theme/store.ts': `import '../../src/index.js';\nimport '../../src/platforms/memory.js';\nimport '../../components/cart/cart.js';\nimport './texts.js';` },
  'tests → everything': { 'test/tracker/x.test.ts': `import '../../src/tracker/judge.js';\nimport '@open-wc/testing';\ncustomElements.define('x-y', X);` },
  'define.ts that registers': { 'components/cart/define.ts': `import { defineElement } from '../../src/element/define-element.js';` },
  'customElements.define in a comment': { 'src/element/base.ts': `// customElements.define()\n/** @customElement */` },
};

for (const [name, files] of Object.entries(kept)) {
  test(`allowed: ${name}`, () => assert.deepEqual(violations(files), []));
}

const broken = [
  ['events → tracker', 'src/events/a.ts', `import '../tracker/b.js';`],
  ['events → lit', 'src/events/a.ts', `import { html } from 'lit';`],
  ['events → element, by type', 'src/events/a.ts', `import type { B } from '../element/b.js';`],
  ['events → element, by export', 'src/events/schemas/a.ts', `export { b } from '../../element/b.js';`],
  ['events → element, at run time', 'src/events/a.ts', `const b = () => import('../element/b.js');`],
  ['tracker → platforms', 'src/tracker/a.ts', `import '../platforms/b.js';`],
  ['tracker → zod', 'src/tracker/a.ts', `import * as z from 'zod';`],
  ['tracker → element', 'src/tracker/a.ts', `import '../element/b.js';`],
  ['destinations → tracker', 'src/destinations/a.ts', `import '../tracker/b.js';`],
  ['sources → element', 'src/sources/a.ts', `import '../element/b.js';`],
  ['sources → destinations', 'src/sources/a.ts', `import '../destinations/meta.js';`],
  ['platforms → element', 'src/platforms/a.ts', `import '../element/b.js';`],
  ['element → tracker', 'src/element/a.ts', `import '../tracker/b.js';`],
  ['element → a component', 'src/element/a.ts', `import '../../components/cart/cart.js';`],
  ['listeners → Node', 'src/listeners/a.ts', `import 'node:fs';`],
  ['listeners → element', 'src/listeners/a.ts', `import '../element/b.js';`],
  ['another virtual module', 'src/listeners/a.ts', `import 'virtual:other';`],
  ['tracker → what the plugin makes', 'src/tracker/a.ts', `import 'virtual:ecom-listeners';`],
  ['the Vite plugin → the browser side', 'src/vite/a.ts', `import '../listeners/b.js';`],
  ['the command line → Vite', 'src/cli/a.ts', `import 'vite';`],
  ['i18n → events', 'src/i18n/a.ts', `import '../events/b.js';`],
  ['outbox → gateway', 'src/cloud/outbox/a.ts', `import '../gateway/b.js';`],
  ['outbox → a destination', 'src/cloud/outbox/a.ts', `import '../../destinations/http.js';`],
  ['outbox → Node', 'src/cloud/outbox/a.ts', `import 'node:fs';`],
  ['gateway → tracker', 'src/cloud/gateway/a.ts', `import '../../tracker/b.js';`],
  ['component → another', 'components/cart/cart.ts', `import '../product/product.js';`],
  ['component → zod', 'components/cart/cart.ts', `import 'zod';`],
  ['component → demo', 'components/cart/cart.ts', `import '../../demo/theme/store.js';`],
  ['an entry → tests', 'src/index.ts', `export * from '../test/fixtures/b.js';`],
  ['demo → what is inside', 'demo/theme/a.ts', `import '../../src/tracker/judge.js';`],
  ['a package that is no dependency', 'src/element/a.ts', `import '@lit/reactive-element';`],
  ['customElements.define in a component', 'components/cart/cart.ts', `customElements.define('ecom-cart', Cart);`],
  ['customElements.define in a define.ts', 'components/cart/define.ts', `customElements?.define('ecom-cart', Cart);`],
  ['@customElement', 'components/cart/cart.ts', `@customElement('ecom-cart') class Cart {}`],
  ['defineElement() outside a define.ts', 'components/cart/cart.ts', `import { defineElement } from '../../src/element/define-element.js';`],
];

for (const [name, file, text] of broken) {
  test(`noticed: ${name}`, () => {
    const found = violations({ [file]: text });
    assert.equal(found.length, 1, found.join('\n'));
    assert.ok(found[0].startsWith(`${file}: `), found[0]);
  });
}
