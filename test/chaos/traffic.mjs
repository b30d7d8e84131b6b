// Who sends events: outboxes of pages (native API), the real SDK of Segment, and servers that post its batches. Each repeats what
// was not answered until it is, and sometimes what was.
import { setMaxListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { origin, secret } from '../node/cloud/gateway.mjs';
import { wait } from './random.mjs';

// The SDK listens to one signal once for each of its batches.
setMaxListeners(100);

/** More events of a shopper than this begin another. */
const perShopper = 100;

/** How senders share the traffic. */
const shares = { page: 0.6, sdk: 0.25, server: 0.15 };

/** Everything that will be sent: senders with their events, each with what has to become of it. */
export function makeTraffic(count, random) {
  const senders = [];
  for (const [kind, share] of Object.entries(shares)) {
    const total = kind === 'server' ? count - senders.reduce((sum, { events }) => sum + events.length, 0) : Math.round(count * share);
    for (let made = 0; made < total; made += perShopper) {
      const shopper = `${kind}${senders.length}`;
      senders.push({ kind, shopper, events: Array.from({ length: Math.min(perShopper, total - made) }, (_, place) => makeEvent(kind, shopper, place, random)) });
    }
  }
  return senders;
}

/** `fate`: delivered to the functions of its name; `rejected` since it is wrong; `withheld` since its shopper agreed to nothing. */
function makeEvent(kind, shopper, place, random) {
  const item = `${shopper}-${place}`;
  const event = { id: `${item}-${random.between(1e8, 1e9)}`, item, shopper, at: new Date().toISOString() };
  const product = { product_id: item, name: 'Mug', price: random.between(1, 500), currency: 'SAR' };
  if (random.chance(0.02)) return { ...event, fate: 'rejected', cloudName: 'order.completed', name: 'Order Completed', payload: { total: 'nothing' } };
  const consent = kind === 'page' && random.chance(0.04) ? { analytics: 'denied', marketing: 'denied' } : kind === 'page' ? { analytics: 'granted' } : undefined;
  const fate = consent?.analytics === 'denied' ? 'withheld' : 'delivered';
  const draw = random.next();
  if (draw < 0.15) {
    const payload = { order_id: item, total: product.price, currency: 'SAR', products: [{ ...product, product_id: '7', quantity: 1 }] };
    return { ...event, fate, consent, cloudName: 'order.completed', name: 'Order Completed', payload };
  }
  return draw < 0.5 ? { ...event, fate, consent, cloudName: 'product.added', name: 'Product Added', payload: product } : { ...event, fate, consent, cloudName: 'product.viewed', name: 'Product Viewed', payload: product };
}

/** Events of one page or server in the sizes in which they are sent. */
function* batches(events, random) {
  for (let from = 0; from < events.length; ) {
    const size = random.between(1, 20);
    yield events.slice(from, from + size);
    from += size;
  }
}

/** What the senders did. */
export class Traffic {
  /** Ids of events → what was answered first. */
  acknowledged = new Map();
  counts = { requests: 0, broken: 0, refused: 0, repeated: 0, given_up: 0 };

  /**
   * @param url of the network between them and the gateways
   * @param parts `acknowledged` is told of each event; `turn` resolves when more may be sent
   */
  constructor(url, random, { acknowledged, turn }) {
    this.url = url;
    this.random = random;
    this.onAcknowledged = acknowledged;
    this.turn = turn;
  }

  /** Sends everything; resolves when all of it was acknowledged. `atOnce` senders at a time. */
  async send(senders, atOnce) {
    const left = [...senders];
    const work = async () => {
      for (let sender = left.shift(); sender; sender = left.shift()) await (sender.kind === 'sdk' ? this.#sdk(sender) : this.#outbox(sender));
    };
    // Of all kinds at any time.
    left.sort((one, other) => one.order - other.order);
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  #acknowledge(id, status) {
    if (this.acknowledged.has(id)) return;
    this.acknowledged.set(id, status);
    this.onAcknowledged();
  }

  /** One request after the other, each until it is answered. */
  async #outbox({ kind, events }) {
    const random = this.random.branch();
    for (const batch of batches(events, random)) {
      await this.turn();
      const post = kind === 'page' ? () => this.#native(batch) : () => this.#batch(batch, random.chance(0.5));
      // Two tabs, or an impatient proxy: the same at the same time.
      if (random.chance(0.04)) void this.#repeat(post);
      for (let pause = 10; !(await post()); pause = Math.min(pause * 2, 500)) await wait(pause * (0.5 + random.next()));
      // The answer was not believed.
      if (random.chance(0.04)) await this.#repeat(post);
    }
  }

  async #repeat(post) {
    this.counts.repeated++;
    await post();
  }

  /** Posts; the answer when it came whole and was one. */
  async #post(path, headers, body) {
    this.counts.requests++;
    try {
      const response = await fetch(this.url + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
      const answer = await response.json();
      if (response.ok) return answer;
      if (response.status !== 503) throw new Error(`the gateway answered ${response.status}: ${JSON.stringify(answer)}`);
      this.counts.refused++;
    } catch (error) {
      if (error.message.startsWith('the gateway answered')) throw error;
      this.counts.broken++;
    }
    return undefined;
  }

  async #native(batch) {
    const events = batch.map(({ id, name, payload, at, shopper, consent }) => ({
      type: 'track', event: name, payload, context: { event_id: id, timestamp: at, session_id: `s-${shopper}`, anonymous_id: shopper, ...(consent && { consent }) },
    }));
    const answer = await this.#post('/v1/events', { 'x-write-key': 'browser1', origin, 'content-type': 'application/json' }, JSON.stringify({ events }));
    for (const { event_id, status } of answer?.results ?? []) this.#acknowledge(event_id, status === 'duplicate' ? 'accepted' : status);
    return answer !== undefined;
  }

  async #batch(batch, packed) {
    const body = JSON.stringify({
      batch: batch.map(({ id, name, payload, at, shopper }) => ({ type: 'track', event: name, properties: payload, messageId: id, timestamp: at, userId: shopper })),
    });
    const headers = { authorization: `Basic ${Buffer.from(`${secret}:`).toString('base64')}`, 'content-type': 'application/json', ...(packed && { 'content-encoding': 'gzip' }) };
    const answer = await this.#post('/v1/batch', headers, packed ? gzipSync(body) : body);
    if (answer) for (const { id } of batch) this.#acknowledge(id, 'taken');
    return answer !== undefined;
  }

  /** The SDK repeats by itself, and gives up after a while; then its owner hands it the same events once more. */
  async #sdk({ events }) {
    let left = events;
    while (left.length) {
      await this.turn();
      const analytics = new Analytics({ writeKey: secret, host: this.url, flushAt: 15, flushInterval: 20, maxRetries: 2, httpRequestTimeout: 5000 });
      analytics.on('error', () => {});
      analytics.on('http_request', () => this.counts.requests++);
      const failed = [];
      const sent = left.map(
        (event) =>
          new Promise((resolve) => {
            const { id, name, payload, at, shopper } = event;
            analytics.track({ userId: shopper, event: name, properties: payload, messageId: id, timestamp: at }, (error) => {
              if (error) failed.push(event);
              else this.#acknowledge(id, 'taken');
              resolve();
            });
          }),
      );
      await Promise.all([...sent, analytics.closeAndFlush({ timeout: 60_000 })]);
      this.counts.given_up += failed.length;
      left = failed;
    }
  }
}
