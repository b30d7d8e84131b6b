// A small run of `npm run test:chaos` with each store: the same code, a few hundred events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, runChaos } from '../../chaos/run.mjs';

for (const [store, name] of [['sqlite', 'a gateway on SQLite'], ['postgres', 'three gateways on PostgreSQL']]) {
  test(`${name}, killed again and again in a bad network, with failing functions: nothing lost, nothing doubled`, async () => {
    const found = await runChaos({ store, events: 400, kills: 3, seed: Math.floor(Math.random() * 2 ** 31) });
    assert.deepEqual(found.differences, [], describe(found));
    assert.equal(found.counts.accepted + found.counts.rejected, 400);
  });
}
