// A few seconds of `npm run test:fuzz`, always the same ones, and that its judge notices what should not be there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { fuzz } from '../../fuzz/run.mjs';
import { judgeStore } from '../../fuzz/stored.mjs';
import { folder } from './gateway.mjs';
import { accepted } from './store-conformance.mjs';

test('of 3,000 requests, most of them broken in some way, none ends it, none is answered 5xx, none slips something invalid in', { timeout: 120_000 }, async () => {
  const { faults, statuses, stored } = await fuzz({ seed: 7, count: 3_000 });
  assert.deepEqual(faults, []);
  assert.ok(statuses.honest[200] > 300 && statuses.brokenJson[400] > 50 && statuses.brokenSignature[409] > 20);
  assert.ok(stored.ofCatalogue > 1_000 && stored.rejected > 300);
});

test('the judge of a fuzz run notices what is invalid, unsafe, personal, forged or missing', async (t) => {
  const directory = folder(t);
  const store = await openStore('file:e.db', directory);
  const at = { key: 'browser1', payload: { product_id: '7' } };
  const wrong = [
    { ...at, payload: { price: 'x' } },
    { ...at, payload: JSON.parse('{"product_id":"7","a":{"__proto__":1}}') },
    { ...at, context: { note: 'sara@example.com' } },
    { ...at, userId: 'sara@example.com' },
    { ...at, source: 'server' },
    { ...at, name: 'order.updated' },
    { ...at, name: '' },
    { ...at, eventId: 'a\nb' },
    { ...at, occurredAt: 10 ** 12 },
  ];
  await store.append([accepted(at), ...wrong.map(accepted)]);
  await store.close();
  const { faults } = await judgeStore(join(directory, 'e.db'), new Set(['gone']));
  assert.equal(faults.length, wrong.length + 1, faults.join('\n'));
  assert.match(faults.at(-1), /1 events were acknowledged and are not there, such as gone/);
});
