// The account of a run: every event that was acknowledged is there, went where it had to, and had one effect there.
import { openStore } from '../../dist/src/cloud/gateway/store/open.js';
import { takes } from './gateways.mjs';
import { refuses } from './partner.mjs';

/** No more differences of one kind are told. */
const maxTold = 10;

/** Everything of a kind, page after page in the order of arrival. */
async function readAll(read) {
  const found = [];
  for (let after = 0; ; after = found.at(-1).seq) {
    const page = await read({ after, limit: 1000 });
    found.push(...page);
    if (page.length < 1000) return found;
  }
}

/** All deliveries, by event; the newest are read first, and a page may end in the middle of an event's. */
async function readDeliveries(store) {
  const found = new Map();
  for (let before; ; ) {
    const page = await store.deliveries({ before, limit: 1000 });
    for (const delivery of page) found.set(delivery.id, delivery);
    if (page.length < 1000) break;
    before = page.at(-1).seq + 1;
  }
  const byEvent = new Map();
  for (const delivery of found.values()) byEvent.set(delivery.eventId, [...(byEvent.get(delivery.eventId) ?? []), delivery]);
  return byEvent;
}

/** Compares what was sent, what is stored and what the partner has; `differences` is empty when all is as it has to be. */
export async function account({ address, directory, senders, acknowledged, partner, ordered }) {
  const told = new Map();
  const differ = (kind, text) => told.set(kind, [...(told.get(kind) ?? []), text]);
  const store = await openStore(address, directory);
  const counts = { accepted: 0, withheld: 0, rejected: 0, succeeded: 0, dead: 0, effects: 0 };
  try {
    const events = new Map((await readAll((filter) => store.events(filter))).map((event) => [event.eventId, event]));
    const rejected = new Map((await readAll((filter) => store.rejected(filter))).map((event) => [event.eventId, event]));
    const deliveries = await readDeliveries(store);
    const sent = senders.flatMap((sender) => sender.events);
    const expectedEffects = new Set();

    for (const event of sent) {
      const status = acknowledged.get(event.id);
      if (!status) differ('not acknowledged', event.id);
      const there = events.has(event.id) ? 'accepted' : rejected.has(event.id) ? 'rejected' : undefined;
      if (!there) {
        differ('lost', `${event.id} was acknowledged (${status}) and is nowhere`);
        continue;
      }
      counts[there]++;
      const fate = there === 'rejected' ? 'rejected' : events.get(event.id).withheld ? 'withheld' : 'delivered';
      if (fate === 'withheld') counts.withheld++;
      if (fate !== event.fate) differ('wrong fate', `${event.id} had to be ${event.fate} and is ${fate}`);
      if (status !== 'taken' && status !== there) differ('wrong answer', `${event.id} was answered ${status} and is ${there}`);
      const names = event.fate === 'delivered' ? Object.keys(takes).filter((name) => takes[name](event)) : [];
      const own = new Map((deliveries.get(event.id) ?? []).map((delivery) => [delivery.function, delivery]));
      if (own.size !== names.length) differ('wrong deliveries', `${event.id} has ${own.size} deliveries, not ${names.length}`);
      for (const name of names) {
        const delivery = own.get(name);
        const { effects, ids } = partner.ledger.get(`${name} ${event.item}`) ?? { effects: 0, ids: new Set() };
        expectedEffects.add(`${name} ${event.item}`);
        counts.effects += effects;
        if (effects > 1) differ('doubled', `${event.id} had ${effects} effects in ${name}, by the ids ${[...ids]}`);
        if (delivery && [...ids].some((id) => id !== delivery.id)) differ('changed id', `${event.id} reached ${name} as ${[...ids]}, not ${delivery.id}`);
        if (delivery?.state === 'succeeded') {
          counts.succeeded++;
          if (effects !== 1) differ('no effect', `${event.id} succeeded in ${name} with ${effects} effects`);
        } else if (delivery?.state === 'dead' && name === 'orders' && refuses(event.item)) counts.dead++;
        else differ('not delivered', `${event.id} for ${name} is ${delivery?.state ?? 'nowhere'} (${delivery?.reason})`);
      }
    }
    for (const key of partner.ledger.keys()) if (!expectedEffects.has(key)) differ('unexpected effect', key);
    if (events.size + rejected.size !== sent.length) differ('wrong number', `${events.size} stored and ${rejected.size} rejected of ${sent.length} sent`);

    // In the order in which each shopper's events are stored.
    const place = new Map(sent.map((event) => [event.item, { shopper: event.shopper, seq: events.get(event.id)?.seq }]));
    const last = new Map();
    for (const item of ordered) {
      const { shopper, seq } = place.get(item) ?? {};
      if (seq < last.get(shopper)) differ('out of order', `${item} came to journey after a later one`);
      last.set(shopper, seq);
    }
  } finally {
    await store.close();
  }
  const differences = [...told].flatMap(([kind, texts]) => [`${kind}: ${texts.length}`, ...texts.slice(0, maxTold).map((text) => `  ${text}`)]);
  const number = (kind) => told.get(kind)?.length ?? 0;
  return { counts, differences, lost: number('lost'), doubled: number('doubled'), disordered: number('out of order'), differing: [...told.values()].flat().length };
}
