// The store in PostgreSQL: what every store holds to, and what several gateways over one database need.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { postgresForTests } from './postgres.mjs';
import { accepted, conformance } from './store-conformance.mjs';

const postgres = postgresForTests();
const addresses = new WeakMap();

async function openAt(context, address) {
  const store = await openStore(address, '/', { serve: true });
  addresses.set(store, { address, context });
  let open = true;
  const { close } = store;
  store.close = async () => {
    if (open) await close();
    open = false;
  };
  context.after(() => store.close());
  return store;
}

const open = async (context) => openAt(context, await postgres.database());

async function reopen(store) {
  const { address, context } = addresses.get(store);
  await store.close();
  return openAt(context, address);
}

conformance('PostgreSQL', { open, reopen });

test('says where to look', async () => {
  assert.ok(accepted());
});
