// Leases a delivery of a store and waits to be killed.
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { accepted } from './store-conformance.mjs';

const [address, directory] = process.argv.slice(2);
const store = await openStore(address, directory, { serve: true });
await store.append([accepted({ eventId: 'x' })]);
const claimed = await store.claim({ function: 'f', limit: 1, owner: 'o1', now: 1000, until: 9_999_999_999_999 });
process.send(claimed.map(({ delivery }) => delivery.id));
setInterval(() => {}, 1000);
