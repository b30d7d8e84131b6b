// The gateway is killed in the middle of its work, again and again: what it acknowledged is all there, whatever is called twice
// has the same id. Clients repeat what was not answered.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { eventually, folder, origin, viewed } from './gateway.mjs';

const kills = 5;
const batches = 60;

test(`killed ${kills} times, it loses nothing that it acknowledged`, async (t) => {
  const directory = folder(t);
  let child;
  let url;
  const start = async () => {
    child = fork(join(import.meta.dirname, 'crash-gateway.mjs'), [directory]);
    url = await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the gateway ended (${code})`)));
    });
    child.removeAllListeners('exit');
  };
  const kill = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  t.after(() => child.kill('SIGKILL'));

  const acknowledged = new Set();
  /** Sends a batch until it is answered, as a client does. */
  const deliver = async (batch) => {
    for (;;) {
      try {
        const headers = { 'x-write-key': 'browser1', origin };
        const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify({ events: batch }), signal: AbortSignal.timeout(5000) });
        const { results } = await response.json();
        assert.ok(results.every(({ status }) => status === 'accepted' || status === 'duplicate'));
        for (const { event_id } of results) acknowledged.add(event_id);
        return;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  };
  let product = 0;
  const all = Array.from({ length: batches }, () => Array.from({ length: 10 }, () => viewed({ product_id: `p${++product}` })));
  const left = [...all];
  const worker = async () => {
    for (let batch = left.shift(); batch; batch = left.shift()) await deliver(batch);
  };
  const workers = Promise.all(Array.from({ length: 4 }, worker));
  for (let killed = 0; killed < kills; killed++) {
    // After so many batches more, or a moment, whichever comes first: somewhere in the middle.
    const until = Math.max(0, left.length - batches / (kills + 1));
    await eventually(() => assert.ok(left.length <= until)).catch(() => {});
    await kill();
    await start();
  }
  await workers;

  const calls = () => readFileSync(join(directory, 'calls.txt'), 'utf8').trim().split('\n').map((line) => line.split(' '));
  await eventually(() => assert.ok(new Set(calls().map(([id]) => id)).size >= product), 30_000);
  const store = await openStore('file:events.db', directory);
  t.after(() => store.close());
  await eventually(async () => {
    const [{ counts } = { counts: { pending: 0, leased: 0 } }] = await store.functions();
    assert.deepEqual([counts.pending, counts.leased], [0, 0]);
  }, 30_000);

  assert.equal(acknowledged.size, product);
  const called = calls();
  for (const batch of all) {
    for (const { context, payload } of batch) {
      const [{ delivery }] = await store.way('m1', context.event_id);
      assert.equal(delivery.state, 'succeeded');
      const own = called.filter(([, , id]) => id === payload.product_id);
      assert.ok(own.length >= 1);
      assert.deepEqual([...new Set(own.map(([id]) => id))], [delivery.id], 'a repeated call has the same id');
    }
  }
});
