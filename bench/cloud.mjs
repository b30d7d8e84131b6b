// npm run bench:cloud: a gateway as it is served, in a process of its own, on this disk. Fails when a limit is broken. Needs a build.
//
// 1. Events accepted durably: requests of 20 events come over several connections, are read, judged by the catalogue's schemas
//    and stored with a delivery each in a synced commit. Beside it: what SQLite itself does with the same rows, in transactions
//    as large as the gateway's were, as synced, into a file that grows in step; the same with a transaction for each request;
//    and JSON.parse of the same bodies. All of them take turns, and the ratio is that of the middle turn.
// 2. Deliveries: how many calls of a local function end in a second while thousands wait; and how many events get through in a
//    second while they are being accepted too, which is the gateway's full load.
// 3. From accepted to begun: at half of that load, with requests that come when they come, from the arrival of an event to the
//    moment its function says it began.
// 4. What an event costs when the log is long: stored, claimed and finished in a store that has 100,000 events and in one that
//    has 2,000,000, in turns.
//
// ROUNDS, SECONDS and EVENTS make it shorter; the limits are meant for the whole of it on a machine that does nothing else.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './browser.mjs';
import { batch, eventOf } from './cloud/events.mjs';
import { serve } from './cloud/gateway.mjs';
import { fill, turn } from './cloud/log.mjs';
import { insertRaw, parseBodies, readRows } from './cloud/raw.mjs';
import { readWaits } from './cloud/waits.mjs';

/** Part of SQLite's own speed that is left. */
const leastOfRaw = 0.5;
/** From accepted to begun, of 99 in 100, ms. */
const mostWait = 100;
/** How many times as much an event costs in the long log as in the short one. */
const mostGrowth = 1.5;

const rounds = Number(process.env.ROUNDS ?? 9);
const seconds = Number(process.env.SECONDS ?? 15);
const [short, long] = [100_000, Number(process.env.EVENTS ?? 2_000_000)];
/** Events of one round. */
const events = 10_000;
/** Enough for the gateway to be what is waited for. */
const connections = 24;

const folder = mkdtempSync(join(tmpdir(), 'ecom-bench-'));
const load = fork(new URL('./cloud/load.mjs', import.meta.url));
const post = (what, options) =>
  new Promise((resolve, reject) => {
    load.once('message', (answer) => (answer.error ? reject(new Error(answer.error)) : resolve(answer)));
    load.send({ what, ...options });
  });
const perSecond = (count, ms) => (count / ms) * 1000;
const round = (number) => Math.round(number).toLocaleString('en');

/** What is said of one limit. */
const limits = [];
const limit = (ok, text) => limits.push([ok, text]);

async function accepting(gateway, file) {
  await gateway.ask('/functions/count/pause', {});
  const rows = [];
  for (let at = -2; at < rounds; at++) {
    const before = await gateway.commits();
    const { ms } = await post('fast', { port: gateway.port, connections, requests: events / batch });
    const after = await gateway.commits();
    const perCommit = ((after.requests - before.requests) / (after.commits - before.commits)) * batch;
    const source = await readRows(file, events);
    const row = {
      gateway: perSecond(events, ms),
      raw: perSecond(events, await insertRaw(join(folder, 'raw.db'), source, Math.round(perCommit))),
      single: perSecond(events, await insertRaw(join(folder, 'raw-single.db'), source, batch)),
      parse: perSecond(events, parseBodies(events / batch, JSON.stringify({ events: Array.from({ length: batch }, (_, index) => eventOf(index, crypto.randomUUID())) }))),
      perCommit,
    };
    if (at >= 0) rows.push(row);
  }
  const middle = (name) => median(rows.map((row) => row[name]));
  const ratio = (name) => median(rows.map((row) => row.gateway / row[name]));
  console.table([
    { what: 'accepted by the gateway', 'events/s': round(middle('gateway')), 'gateway is': '1' },
    { what: `raw inserts, ${Math.round(middle('perCommit'))} events a synced transaction, as the gateway`, 'events/s': round(middle('raw')), 'gateway is': ratio('raw').toFixed(2) },
    { what: `raw inserts, ${batch} events a synced transaction`, 'events/s': round(middle('single')), 'gateway is': ratio('single').toFixed(2) },
    { what: 'JSON.parse of the bodies', 'events/s': round(middle('parse')), 'gateway is': ratio('parse').toFixed(2) },
  ]);
  limit(ratio('raw') >= leastOfRaw, `events are accepted at ${(ratio('raw') * 100).toFixed(0)} % of SQLite's own speed (at least ${leastOfRaw * 100} %)`);
}

/** Waits until so many calls have ended. */
async function called(gateway, count) {
  while ((await gateway.calls()) < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function delivering(gateway) {
  const count = 10_000;
  // The first calls are the function's warming up.
  await post('fast', { port: gateway.port, connections: 4, requests: 1_000 / batch });
  await called(gateway, 1_000);
  await gateway.ask('/functions/count/pause', {});
  await post('fast', { port: gateway.port, connections: 4, requests: count / batch });
  const began = performance.now();
  await gateway.ask('/functions/count/resume', {});
  await called(gateway, 1_000 + count);
  const rate = perSecond(count, performance.now() - began);
  console.log(`deliveries to a local function: ${round(rate)} a second`);
}

/** Events that are accepted and delivered at the same time, a second. */
async function passing(gateway) {
  const count = 10_000;
  const before = await gateway.calls();
  const began = performance.now();
  await post('fast', { port: gateway.port, connections: 4, requests: count / batch });
  await called(gateway, before + count);
  const rate = perSecond(count, performance.now() - began);
  console.log(`accepted and delivered: ${round(rate)} a second`);
  return rate;
}

async function waiting(gateway, file, rate) {
  const before = await gateway.calls();
  const requests = Math.ceil((rate / 2 / batch) * seconds);
  const sent = await post('steady', { port: gateway.port, requestsPerSecond: rate / 2 / batch, requests });
  await called(gateway, before + sent.events);
  const waits = (await readWaits(file, sent.events)).sort((one, other) => one - other);
  const part = (of) => waits[Math.min(waits.length - 1, Math.floor(waits.length * of))];
  console.log(`from accepted to begun at ${round(rate / 2)} events a second: p50 ${part(0.5)} ms, p99 ${part(0.99)} ms, longest ${waits.at(-1)} ms (${round(waits.length)} events)`);
  limit(part(0.99) <= mostWait, `99 of 100 events are with their function within ${part(0.99)} ms of being accepted (at most ${mostWait} ms)`);
}

async function growing() {
  const places = { short: join(folder, 'short.db'), long: join(folder, 'long.db') };
  await fill(places.short, short);
  await fill(places.long, long);
  const stores = { short: await turn(places.short), long: await turn(places.long) };
  const ratios = [];
  const costs = { short: [], long: [] };
  // The disk is in it twice as much as elsewhere: twice as many turns.
  for (let at = -2; at < rounds * 2; at++) {
    const cost = { short: await stores.short.step(), long: await stores.long.step() };
    if (at < 0) continue;
    ratios.push(cost.long / cost.short);
    for (const name in costs) costs[name].push(cost[name]);
  }
  for (const name in stores) await stores[name].close();
  const ratio = median(ratios);
  console.log(`one event stored, claimed and finished: ${median(costs.short).toFixed(0)} µs after ${round(short)} events, ${median(costs.long).toFixed(0)} µs after ${round(long)}`);
  limit(ratio <= mostGrowth, `an event costs ${ratio.toFixed(2)} times as much after ${round(long)} events as after ${round(short)} (at most ${mostGrowth})`);
}

let gateway;
try {
  gateway = await serve(join(folder, 'accepting'));
  await accepting(gateway, join(folder, 'accepting/events.db'));
  await gateway.stop();
  gateway = await serve(join(folder, 'delivering'));
  await delivering(gateway);
  const rate = await passing(gateway);
  await waiting(gateway, join(folder, 'delivering/events.db'), rate);
  await gateway.stop();
  await growing();
} finally {
  gateway?.kill();
  load.kill();
  rmSync(folder, { recursive: true });
}
console.log();
for (const [ok, text] of limits) console.log(`${ok ? 'holds ' : 'BROKEN'}  ${text}`);
process.exitCode = limits.every(([ok]) => ok) ? 0 : 1;
