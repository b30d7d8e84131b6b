// When functions are called, and what follows a call: on a store, with a runner that answers as told and a clock that is moved.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Circuit } from '../../../dist/src/cloud/gateway/dispatch/circuit.js';
import { Dispatcher } from '../../../dist/src/cloud/gateway/dispatch/dispatcher.js';
import { defaultSchedule, transition } from '../../../dist/src/cloud/gateway/dispatch/transition.js';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { failure, fakeRunner, folder, success } from './gateway.mjs';
import { accepted } from './store-conformance.mjs';

/** A clock that stands still until it is moved. */
function fakeClock() {
  let time = 1000;
  let timers = [];
  return {
    now: () => time,
    after(ms, then) {
      const timer = { at: time + ms, then };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    /** Moves on; what is due on the way is called in its order. */
    move(ms) {
      const end = time + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        time = Math.max(time, next.at);
        timers = timers.filter((other) => other !== next);
        next.then();
      }
      time = end;
    },
  };
}

/** Lets everything that is under way come to rest: commits take a turn of the event loop each. */
async function settle() {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function dispatch(context, { specs = [{ name: 'f', kind: 'local', events: ['*'] }], answer, personalFor = () => true } = {}) {
  // In this thread, so that it comes to rest in turns of its event loop.
  const store = await openStore('file:e.db', folder(context));
  const clock = fakeClock();
  const runner = fakeRunner(answer);
  const failed = [];
  const dispatcher = new Dispatcher({ store, runner, clock, owner: 'o1', random: () => 0.5, personalFor, called() {}, failed: (error) => failed.push(error) });
  dispatcher.use(specs);
  dispatcher.start();
  await settle();
  let stopped = false;
  const stop = async (drainMs = 0) => {
    if (!stopped) await dispatcher.stop(drainMs);
    stopped = true;
  };
  context.after(async () => {
    const stopping = stop();
    // What is still under way is cut off once the stop is so far.
    await settle();
    clock.move(1);
    await stopping;
    await store.close();
    assert.deepEqual(failed, []);
  });
  const add = async (...events) => {
    await store.append(events.map((more) => accepted({ receivedAt: clock.now(), ...more })));
    dispatcher.notify(specs.map(({ name }) => name));
    await settle();
  };
  /** Moves the clock in steps, so that what is called on the way is called at its time. */
  const pass = async (ms) => {
    const step = Math.max(500, ms / 40);
    for (let left = ms; left > 0; left -= step) {
      clock.move(Math.min(step, left));
      await settle();
    }
  };
  const state = async (eventId, name = 'f') => (await store.way('m1', eventId)).find(({ delivery }) => delivery.function === name);
  return { store, clock, runner, calls: runner.calls, dispatcher, add, pass, state, stop };
}

/** Calls that are under way until they are told how to end. */
function held() {
  const open = [];
  return { open, answer: (call, signal) => new Promise((resolve) => open.push({ call, signal, end: resolve })) };
}

test('a success is final', async (t) => {
  const d = await dispatch(t, { answer: () => success({ data: { sent: 1 }, logs: [{ level: 'log', text: 'hi', at: 1 }] }) });
  await d.add({ eventId: 'x' });
  const { delivery, attempts } = await d.state('x');
  assert.deepEqual([delivery.state, delivery.attempts, attempts[0].outcome.data, attempts[0].outcome.logs[0].text], ['succeeded', 1, { sent: 1 }, 'hi']);
  await d.pass(100_000);
  assert.equal(d.calls.length, 1);
});

test('a failure is called again after the schedule’s waits, with the same id, until it is dead', async (t) => {
  const d = await dispatch(t, { answer: () => failure() });
  await d.add({ eventId: 'x' });
  assert.equal(d.calls.length, 1, 'at once');
  await d.pass(4_500);
  assert.equal(d.calls.length, 1);
  await d.pass(1_000);
  assert.equal(d.calls.length, 2, 'after 5 s');
  await d.pass(5 * 60_000 + 20_000);
  assert.equal(d.calls.length, 3, 'after 5 min');
  await d.pass(4 * 86_400_000);
  assert.equal(d.calls.length, 10);
  assert.deepEqual(d.calls.map(({ delivery }) => delivery.attempt), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.equal(new Set(d.calls.map(({ delivery }) => delivery.id)).size, 1);
  const { delivery, attempts } = await d.state('x');
  assert.deepEqual([delivery.state, delivery.reason, attempts.length], ['dead', 'failed 10 times', 10]);
});

test('a function may have a schedule of its own', async (t) => {
  const d = await dispatch(t, { specs: [{ name: 'f', kind: 'local', events: ['*'], scheduleMs: [0, 1000] }], answer: () => failure() });
  await d.add({ eventId: 'x' });
  await d.pass(2_000);
  assert.equal(d.calls.length, 2);
  assert.equal((await d.state('x')).delivery.state, 'dead');
});

test('what a function rejects is final at once, and says so', async (t) => {
  const d = await dispatch(t, { answer: () => ({ ...success(), kind: 'rejected', status: 400, error: 'no such product' }) });
  await d.add({ eventId: 'x' });
  const { delivery, attempts } = await d.state('x');
  assert.deepEqual([delivery.state, delivery.reason, attempts[0].outcome.error], ['dead', 'rejected by the function', 'no such product']);
});

test('a dead letter that is replayed has the whole schedule before it again', async (t) => {
  let broken = true;
  const d = await dispatch(t, { specs: [{ name: 'f', kind: 'local', events: ['*'], scheduleMs: [0, 1000] }], answer: () => (broken ? failure() : success()) });
  await d.add({ eventId: 'x' });
  await d.pass(2_000);
  await d.store.replay({}, d.clock.now());
  await d.pass(500);
  broken = false;
  await d.pass(2_000);
  assert.deepEqual(d.calls.map(({ delivery }) => delivery.attempt), [1, 2, 3, 4]);
  assert.equal((await d.state('x')).delivery.state, 'succeeded');
});

test('a wait that the other side asks for is kept to', async (t) => {
  const d = await dispatch(t, { answer: () => failure({ status: 429, retryAfterMs: 60_000 }) });
  await d.add({ eventId: 'x' });
  await d.pass(59_000);
  assert.equal(d.calls.length, 1);
  await d.pass(3_000);
  assert.equal(d.calls.length, 2);
});

test('another function’s crash costs no attempt', async (t) => {
  let crashes = 3;
  const d = await dispatch(t, { answer: () => (crashes-- > 0 ? failure({ innocent: true }) : success()) });
  await d.add({ eventId: 'x' });
  await d.pass(10_000);
  assert.deepEqual(d.calls.map(({ delivery }) => delivery.attempt), [1, 1, 1, 1]);
  const { delivery, attempts } = await d.state('x');
  assert.deepEqual([delivery.state, attempts.length], ['succeeded', 1]);
});

test('no function has more calls under way than it may have', async (t) => {
  const { open, answer } = held();
  const d = await dispatch(t, { specs: [{ name: 'f', kind: 'local', events: ['*'], concurrency: 2 }], answer });
  await d.add({}, {}, {}, {}, {});
  assert.equal(open.length, 2);
  open[0].end(success());
  await settle();
  assert.equal(open.length, 3);
  for (let index = 1; index < 5; index++) {
    open[index].end(success());
    await settle();
  }
  assert.equal(open.length, 5);
});

test('a function that hangs delays no other', async (t) => {
  const hangs = [];
  const answer = (call) => (call.function === 'slow' ? new Promise((resolve) => hangs.push(resolve)) : success());
  const d = await dispatch(t, { specs: [{ name: 'slow', kind: 'local', events: ['*'] }, { name: 'f', kind: 'local', events: ['*'] }], answer });
  for (let index = 0; index < 10; index++) await d.add({ deliveries: [{ function: 'slow' }, { function: 'f' }] });
  assert.equal(d.calls.filter((call) => call.function === 'f').length, 10);
  assert.equal(hangs.length, 4);
});

test('a runner that never answers, or throws, is a failure like any other', async (t) => {
  let first = true;
  const d = await dispatch(t, { specs: [{ name: 'f', kind: 'local', events: ['*'], timeoutMs: 1000 }], answer: () => (first ? ((first = false), new Promise(() => {})) : Promise.reject(new Error('broken'))) });
  await d.add({ eventId: 'x' });
  await d.pass(16_500);
  assert.match((await d.state('x')).attempts[0].outcome.message, /no answer after 16000 ms/);
  await d.pass(6_000);
  const { attempts } = await d.state('x');
  assert.deepEqual([attempts.length, attempts[1].outcome.kind, attempts[1].outcome.message], [2, 'retry', 'broken']);
});

test('a function that always fails is left alone; its events wait and lose no attempt', async (t) => {
  let broken = true;
  const d = await dispatch(t, { answer: () => (broken ? failure() : success()) });
  for (let index = 0; index < 5; index++) await d.add({ eventId: `a${index}` });
  assert.equal(d.dispatcher.state('f').circuitOpen, true);
  await d.add({ eventId: 'later' });
  await d.pass(4_000);
  assert.equal(d.calls.length, 5, 'it is not called');
  assert.equal((await d.state('later')).delivery.attempts, 0);
  broken = false;
  await d.pass(20_000);
  assert.equal(d.dispatcher.state('f').circuitOpen, false);
  assert.equal((await d.state('later')).delivery.state, 'succeeded');
});

test('a paused function is not called; resumed, it gets what waited', async (t) => {
  const d = await dispatch(t);
  await d.store.pause('f', 'by hand', 1);
  await d.add({ eventId: 'x' });
  await d.pass(5_000);
  assert.equal(d.calls.length, 0);
  await d.store.resume('f');
  await d.pass(1_000);
  assert.equal(d.calls.length, 1);
});

test('a function whose address is gone is paused, and what was for it waits', async (t) => {
  const d = await dispatch(t, { answer: () => ({ ...failure({ status: 410 }), kind: 'rejected', gone: true }) });
  await d.add({ eventId: 'x' });
  await d.add({ eventId: 'y' });
  await d.pass(5_000);
  assert.equal(d.calls.length, 1);
  const [{ paused, reason, counts }] = await d.store.functions();
  assert.deepEqual([paused, counts.pending, counts.dead], [true, 2, 0]);
  assert.match(reason, /410/);
});

test('one shopper’s events stay in order, past failures; another’s do not wait', async (t) => {
  const order = [];
  let fails = 2;
  const d = await dispatch(t, {
    specs: [{ name: 'f', kind: 'local', events: ['*'], ordered: true, concurrency: 8 }],
    answer: (call) => {
      order.push(call.delivery.id.split('_').at(-1));
      return order.at(-1) === 'a1' && fails-- > 0 ? failure() : success();
    },
  });
  const lane = (eventId, name) => ({ eventId, deliveries: [{ function: 'f', lane: name }] });
  await d.add(lane('a1', 'A'), lane('a2', 'A'), lane('b1', 'B'), lane('b2', 'B'), lane('a3', 'A'));
  await d.pass(6 * 60_000);
  assert.deepEqual(order.filter((id) => id.startsWith('a')), ['a1', 'a1', 'a1', 'a2', 'a3']);
  assert.deepEqual(order.slice(0, 3), ['a1', 'b1', 'b2']);
});

test('a stop waits for calls under way and begins none', async (t) => {
  const { open, answer } = held();
  const d = await dispatch(t, { specs: [{ name: 'f', kind: 'local', events: ['*'], concurrency: 1 }], answer });
  await d.add({ eventId: 'x' }, { eventId: 'y' });
  const stopped = d.stop(10_000);
  await settle();
  open[0].end(success());
  await stopped;
  assert.equal((await d.state('x')).delivery.state, 'succeeded');
  assert.equal((await d.state('y')).delivery.state, 'pending');
  assert.equal(open.length, 1);
});

test('what a stop cuts off is called again, as the same attempt', async (t) => {
  const { open, answer } = held();
  const d = await dispatch(t, { answer });
  await d.add({ eventId: 'x' });
  const stopped = d.stop(10_000);
  await settle();
  assert.equal(open[0].signal.aborted, false);
  d.clock.move(10_000);
  await stopped;
  assert.equal(open[0].signal.aborted, true);
  const { delivery } = await d.state('x');
  assert.deepEqual([delivery.state, delivery.attempts], ['pending', 0]);
});

test('a function that is no longer there keeps what was for it', async (t) => {
  const d = await dispatch(t);
  d.dispatcher.use([]);
  await d.add({ eventId: 'x' });
  await d.pass(2_000);
  assert.equal(d.calls.length, 0);
  d.dispatcher.use([{ name: 'f', kind: 'local', events: ['*'] }]);
  await d.pass(1_000);
  assert.equal(d.calls.length, 1);
});

test('logs and answers without end are kept only so far', async (t) => {
  const d = await dispatch(t, { answer: () => success({ data: 'x'.repeat(100_000), logs: Array.from({ length: 1000 }, () => ({ level: 'log', text: 'y'.repeat(1000), at: 1 })) }) });
  await d.add({ eventId: 'x' });
  const [{ outcome }] = (await d.state('x')).attempts;
  assert.ok(JSON.stringify(outcome).length < 20_000);
});

describe('what follows a call', () => {
  const claimed = (attempts = 0, attemptsBefore = 0) => ({ delivery: { attempts }, attemptsBefore });
  const after = (outcome, chance, attempts = 0) => transition({ claimed: claimed(attempts), outcome, scheduleMs: undefined, now: 0, chance });

  test('waits are up to a fifth shorter or longer than the schedule’s', () => {
    assert.equal(after(failure(), 0).due, 4000);
    assert.equal(after(failure(), 0.999_999).due, 6000);
    assert.equal(after(failure(), 0.5, 8).due, defaultSchedule[9]);
  });

  test('nobody is waited for longer than a day', () => {
    assert.equal(after(failure({ retryAfterMs: 10 ** 12 }), 0.5).due, 86_400_000);
  });
});

describe('a circuit', () => {
  test('opens after five failures in a row, tries with one call, doubles its wait', () => {
    const circuit = new Circuit();
    for (let index = 0; index < 4; index++) circuit.ended(true, 0);
    circuit.ended(false, 0);
    for (let index = 0; index < 4; index++) circuit.ended(true, 0);
    assert.equal(circuit.allowed(4, 0), 4);
    circuit.ended(true, 0);
    assert.equal(circuit.allowed(4, 4999), 0);
    assert.equal(circuit.allowed(4, 5000), 1);
    circuit.began();
    assert.equal(circuit.allowed(4, 5000), 0, 'one at a time');
    circuit.ended(true, 5000);
    assert.equal(circuit.allowed(4, 14_999), 0);
    assert.equal(circuit.allowed(4, 15_000), 1);
    circuit.began();
    circuit.void();
    assert.equal(circuit.allowed(4, 15_000), 1, 'a call that says nothing of it');
    circuit.began();
    circuit.ended(false, 15_000);
    assert.equal(circuit.allowed(4, 15_000), 4);
  });
});
