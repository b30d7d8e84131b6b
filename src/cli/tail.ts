import { setTimeout as wait } from 'node:timers/promises';
import type { StoredEvent } from '../cloud/gateway/index.js';
import { readArgs, withStore } from './project.js';
import { endWithReader, timeText } from './terminal.js';

const usage = 'tail [--name <cloud name>] [--payload]';

/** How often it looks, ms. */
const every = 300;

/** `ecom-events tail`: prints events as they arrive, until it is stopped or nobody reads on. */
export async function tail(args: string[]): Promise<void> {
  const { values } = readArgs(args, { name: { type: 'string' }, payload: { type: 'boolean' } }, usage);
  endWithReader();
  await withStore(values, async ({ store }) => {
    let [last] = await store.events({ limit: 1 });
    console.error('events from now on; Ctrl+C ends it');
    for (;;) {
      const found = await store.events({ after: last?.seq ?? 0, name: values.name });
      for (const event of found) console.log(line(event, values.payload));
      last = found.at(-1) ?? last;
      await wait(every);
    }
  });
}

const line = ({ receivedAt, source, name, eventId, withheld, payload }: StoredEvent, whole: boolean | undefined): string =>
  [timeText(receivedAt), source.padEnd(7), name, eventId, withheld && 'withheld', whole && JSON.stringify(payload)].filter(Boolean).join('  ');
