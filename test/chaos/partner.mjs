// The partner's server, with a ledger of its own: it honours delivery ids, and knows by the events themselves whether anything had
// two effects. Until it is told to behave it fails in every way that a server can.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { secret } from '../node/cloud/gateway.mjs';

/** Orders that it will never take: their numbers end so. */
export const refuses = (item) => item.endsWith('13');

/** Starts it. `effect` is told of each effect. */
export async function startPartner(random, effect = () => {}) {
  const counts = { calls: 0, repeated: 0, failed: 0, silent: 0, lost: 0, broken: 0, refused: 0 };
  /** Delivery ids that had their effect. */
  const done = new Set();
  /** Function and event → number of effects, and the ids it was called with. */
  const ledger = new Map();
  /** Function → events in the order of their effects. */
  const order = new Map();
  let behaves = false;
  let downUntil = 0;
  const webhook = new Webhook(secret);

  const take = (name, item, id) => {
    const key = `${name} ${item}`;
    const entry = ledger.get(key) ?? { effects: 0, ids: new Set() };
    ledger.set(key, entry);
    entry.ids.add(id);
    if (done.has(id)) return void counts.repeated++;
    done.add(id);
    entry.effects++;
    if (!order.has(name)) order.set(name, []);
    order.get(name).push(item);
    effect();
  };

  const answer = (request, response, body) => {
    counts.calls++;
    const name = request.url.slice(1);
    const own = name === 'forward';
    if (!own) webhook.verify(body, request.headers);
    const id = own ? request.headers['idempotency-key'] : request.headers['webhook-id'];
    const data = own ? JSON.parse(body) : JSON.parse(body).payload.data;
    const item = data.order_id ?? data.product_id;
    const say = (status, headers = {}) => response.writeHead(status, headers).end('{}');
    if (name === 'orders' && refuses(item)) {
      counts.refused++;
      return say(422);
    }
    if (!behaves) {
      if (name === 'audit' && Date.now() < downUntil) return say(503);
      const failing = name === 'orders' ? 0.25 : 0.06;
      const draw = random.next();
      if (draw < failing) {
        counts.failed++;
        return random.chance(0.1) ? say(429, { 'retry-after': '1' }) : say(random.one([500, 502, 503, 504]));
      }
      if (draw > 0.994) return void counts.silent++;
      if (draw > 0.98) {
        counts.broken++;
        return request.socket.destroy();
      }
      if (draw > 0.96) {
        take(name, item, id);
        counts.lost++;
        return request.socket.destroy();
      }
    }
    take(name, item, id);
    say(200);
  };

  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('end', () => {
      const run = () => answer(request, response, Buffer.concat(parts).toString());
      // Some take their time, so that a gateway dies in the middle.
      if (random.chance(0.3)) setTimeout(run, random.between(1, 40));
      else run();
    });
    request.on('error', () => {});
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    counts,
    ledger,
    order,
    port: server.address().port,
    /** For one function it is down for a while. */
    goDown(ms) {
      downUntil = Date.now() + ms;
    },
    behave() {
      behaves = true;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
