import type { Delivery, Way } from '../cloud/gateway/index.js';
import { readArgs, withStore } from './project.js';
import { table, timeText } from './terminal.js';

const usage = `deliveries list [--function <name>] [--state pending|leased|succeeded|dead] [--limit <n>]
       ecom-events deliveries show <id>
       ecom-events deliveries retry <id>`;

const states = ['pending', 'leased', 'succeeded', 'dead'] as const;

/** `ecom-events deliveries`: shows what became of events, and calls a dead one again. */
export async function deliveries(args: string[]): Promise<void> {
  const own = { function: { type: 'string' }, state: { type: 'string' }, limit: { type: 'string', default: '50' } } as const;
  const { values, positionals } = readArgs(args, own, usage);
  const [action, id] = positionals;
  await withStore(values, async (operations) => {
    if (action === 'list') {
      const state = states.find((known) => known === values.state);
      if (values.state && !state) throw new Error(`--state: expected one of ${states.join(', ')}`);
      console.log(deliveryTable(await operations.store.deliveries({ function: values.function, state, limit: Number(values.limit) || 50 })));
    } else if (action === 'show' && id) {
      const found = await operations.delivery(id);
      if (!found) throw new Error(`there is no delivery ${id}`);
      show(found);
    } else if (action === 'retry' && id) {
      const replayed = await operations.retry(id);
      if (replayed === undefined) throw new Error(`there is no delivery ${id}`);
      console.log(replayed ? `${id} will be called again` : `${id} is no dead letter`);
    } else {
      throw new Error(`Usage: ecom-events ${usage}`);
    }
  });
}

/** Deliveries in columns. */
export const deliveryTable = (found: readonly Delivery[]): string =>
  found.length
    ? table([
        ['changed', 'state', 'calls', 'function', 'event', 'id', 'reason'],
        ...found.map((one) => [timeText(one.updatedAt), one.state, String(one.attempts), one.function, one.event, one.id, one.reason ?? '']),
      ])
    : 'none';

function show({ delivery, attempts }: Way): void {
  console.log(deliveryTable([delivery]));
  if (delivery.state === 'pending') console.log(`due ${timeText(delivery.due)}`);
  for (const { number, at, outcome } of attempts) {
    const { kind, status, message, logs, requests, durationMs } = outcome;
    console.log(`\n${number}. ${timeText(at)}  ${kind}${status ? ` ${status}` : ''}  ${Math.round(durationMs)} ms${message ? `  ${message}` : ''}`);
    for (const { level, text } of logs) console.log(`   ${level}: ${text}`);
    for (const request of requests) console.log(`   ${request.method} ${request.url} → ${request.refused ?? request.status ?? '?'} in ${Math.round(request.durationMs)} ms`);
  }
}
