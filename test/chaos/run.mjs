// One run of the chaos: gateways over a store, senders, a bad network, a partner that fails, and a hand that kills at random.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/postgres.mjs';
import { account } from './account.mjs';
import { makeGateways, writeProject } from './gateways.mjs';
import { startNetwork } from './network.mjs';
import { startPartner } from './partner.mjs';
import { randomOf, wait } from './random.mjs';
import { makeTraffic, Traffic } from './traffic.mjs';

/** Senders at the same time. */
const atOnce = 24;
/** Effects that an event has, by and large. */
const callsPerEvent = 2.35;
/** Senders wait while more events than this are ahead of the functions: what kills hit is both, all the time. */
const ahead = 400;
/** Nothing moved for so long: it is stuck, ms. A function that failed again and again is left alone for up to five minutes. */
const patience = 6 * 60_000;

/**
 * @param store `sqlite`: one gateway on a file; `postgres`: three on one PostgreSQL, which crashes too
 * @param events to send, and how often a gateway is killed meanwhile
 * @returns what was counted, and the differences to what has to be
 */
export async function runChaos({ store, events, kills, seed, say = () => {} }) {
  const began = Date.now();
  const random = randomOf(seed);
  const directory = mkdtempSync(join(tmpdir(), 'ecom-chaos-'));
  const endings = [() => rmSync(directory, { recursive: true, force: true })];
  try {
    const postgres = store === 'postgres' ? await startPostgres() : undefined;
    if (postgres) endings.unshift(() => postgres.stop());
    const address = postgres?.address() ?? 'file:events.db';
    const progress = new Progress();
    const partner = await startPartner(random.branch(), () => progress.step('effects'));
    endings.unshift(() => partner.close());
    writeProject(directory, address, partner.port);
    const gateways = await makeGateways(directory, postgres ? 3 : 1);
    endings.unshift(() => Promise.all(gateways.map((gateway) => gateway.child && gateway.end('SIGKILL'))));
    await Promise.all(gateways.map((gateway) => gateway.start()));
    const network = await startNetwork(() => gateways.filter(({ up }) => up || random.chance(0.1)).concat(gateways[0]).map(({ port }) => port), random.branch());
    endings.unshift(() => network.close());

    const order = random.branch();
    const senders = makeTraffic(events, random.branch()).map((sender) => ({ ...sender, order: order.next() }));
    const traffic = new Traffic(network.url, random.branch(), {
      acknowledged: () => progress.step('acknowledged'),
      async turn() {
        while (progress.acknowledged - progress.effects / callsPerEvent > ahead) await wait(20);
      },
    });
    const hand = new Hand({ gateways, postgres, partner, random: random.branch(), progress, total: events * (1 + callsPerEvent), kills, say });
    const killing = hand.work();
    endings.unshift(async () => {
      hand.stopped = true;
      await killing.catch(() => {});
    });
    // What goes wrong with the gateways ends the run, whoever still waits for an answer.
    await Promise.race([traffic.send(senders, atOnce), killing.then(() => new Promise(() => {}))]);
    say(`all acknowledged after ${Math.round((Date.now() - began) / 1000)} s, ${hand.killed} kills`);
    network.rest();
    await killing;
    await settle(gateways, progress);
    const ordered = [...(partner.order.get('journey') ?? [])];
    const { deadBefore, replayed } = await replay(gateways, partner, progress, hand);
    const stops = await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
    const found = await account({ address, directory, senders, acknowledged: traffic.acknowledged, partner, ordered });
    const differences = [...found.differences, ...stops.filter((how) => how !== 0).map((how) => `a gateway that was asked to stop ended with ${how}`)];
    if (hand.killed < kills) differences.push(`killed ${hand.killed} times, not ${kills}`);
    return { ...found, differences, store, seed, senders, traffic, network, partner, hand, deadBefore, replayed, lives: gateways.map(({ lives }) => lives), seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    for (const end of endings) await end();
  }
}

/** How far a run is: events acknowledged and effects. */
class Progress {
  acknowledged = 0;
  effects = 0;
  movedAt = Date.now();
  #waiting = [];

  get #at() {
    return this.acknowledged + this.effects;
  }

  step(what) {
    this[what]++;
    this.movedAt = Date.now();
    this.#waiting = this.#waiting.filter(({ goal, resolve }) => (this.#at >= goal ? resolve() : true));
  }

  reached(goal) {
    return this.#at >= goal ? Promise.resolve() : new Promise((resolve) => this.#waiting.push({ goal, resolve }));
  }
}

/** Kills gateways, and the database, at places of the run that chance chose. */
class Hand {
  killed = 0;
  stopped = false;
  databaseCrashes = 0;

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Resolves when it has killed as often as it was to. */
  async work() {
    const { random, total, kills, progress, postgres, partner } = this;
    const places = Array.from({ length: kills }, () => random.between(total * 0.01, total * 0.95)).sort((one, other) => one - other);
    const crashAt = postgres && Math.floor(kills / 2);
    for (const [index, place] of places.entries()) {
      // When the run goes on slower than it was thought to, or ends before: some time later will do.
      await Promise.race([progress.reached(place), wait(20_000)]);
      await wait(random.between(0, 150));
      if (this.stopped) return;
      if (index && index % 10 === 0) partner.goDown(1500);
      if (index === crashAt) await this.#crashDatabase();
      // Now and then all of them at once.
      await Promise.all((random.chance(0.1) ? this.gateways : [random.one(this.gateways)]).map((gateway) => this.kill(gateway)));
    }
  }

  async kill(gateway) {
    while (!gateway.up && !this.stopped) await wait(10);
    // In the middle of something: it has been at work for a moment.
    await wait(this.random.between(0, 300));
    await gateway.end('SIGKILL');
    this.killed++;
    await wait(this.random.between(0, 400));
    if (!this.stopped) await gateway.start();
  }

  async #crashDatabase() {
    await this.postgres.kill();
    this.databaseCrashes++;
    await wait(this.random.between(100, 1000));
    await this.postgres.start();
  }
}

const stateOf = async (gateways) => (await gateways[0].ask('/functions')).functions;

/** Resolves when nothing waits for a call. @throws when nothing moves any more */
async function settle(gateways, progress) {
  progress.movedAt = Date.now();
  let before = '';
  for (;;) {
    const state = await stateOf(gateways);
    const left = state.map(({ function: name, counts, circuitOpen }) => `${name}: ${counts.pending} pending, ${counts.leased} leased${circuitOpen ? ', left alone' : ''}`).join('; ');
    if (state.every(({ counts }) => counts.pending + counts.leased === 0)) return;
    if (left !== before) progress.movedAt = Date.now();
    before = left;
    if (Date.now() - progress.movedAt > patience) throw new Error(`nothing moves any more: ${left}`);
    await wait(100);
  }
}

/** The partner is well again, and an operator replays what is dead, while a gateway is killed once more. */
async function replay(gateways, partner, progress, hand) {
  const deadBefore = (await stateOf(gateways)).reduce((sum, { counts }) => sum + counts.dead, 0);
  partner.behave();
  const { replayed } = await gateways[0].ask('/dlq/replay', {});
  await hand.kill(gateways[0]);
  await settle(gateways, progress);
  return { deadBefore, replayed };
}

/** What a run counted, as lines for people. */
export function describe({ store, seed, counts, senders, traffic, network, partner, hand, deadBefore, replayed, lives, seconds, lost, doubled, disordered, differences }) {
  const by = (kind) => senders.filter((sender) => sender.kind === kind).reduce((sum, { events }) => sum + events.length, 0);
  const { requests, broken, refused, repeated, given_up: givenUp } = traffic.counts;
  const { counts: calls } = partner;
  return [
    `${store === 'sqlite' ? 'one gateway on SQLite' : 'three gateways on PostgreSQL'}, seed ${seed}, ${seconds} s`,
    `  sent        ${by('page') + by('sdk') + by('server')} events: ${by('page')} by pages, ${by('sdk')} by @segment/analytics-node, ${by('server')} by servers in batches`,
    `  network     ${network.counts.connections} connections, ${network.counts.broken} broken in the middle; ${requests} requests, ${broken} without an answer, ${refused} answered 503, ${repeated} repeated though answered, ${givenUp} events given up by the SDK and sent again`,
    `  killed      ${hand.killed} times a gateway (kill -9; lives ${lives.join(', ')})${hand.databaseCrashes ? `, ${hand.databaseCrashes} time the database` : ''}`,
    `  partner     ${calls.calls} calls: ${calls.failed} answered 5xx or 429, ${calls.silent} never, ${calls.broken} cut off, ${calls.lost} done and the answer lost, ${calls.repeated} repeated, ${calls.refused} refused`,
    `  stored      ${counts.accepted} accepted (${counts.withheld} of them withheld without consent), ${counts.rejected} rejected`,
    `  deliveries  ${counts.succeeded} succeeded, ${counts.dead} dead, after ${replayed} of ${deadBefore} dead ones were replayed; ${counts.effects} effects`,
    `  ${lost} acknowledged events lost, ${doubled} effects doubled, ${disordered} out of order, ${differences.length ? 'DIFFERENCES:' : 'every event accounted for'}`,
    ...differences.map((line) => `    ${line}`),
  ].join('\n');
}
