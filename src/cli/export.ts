import { once } from 'node:events';
import { readArgs, withStore } from './project.js';
import { endWithReader } from './terminal.js';

const usage = 'export [--rejected] [--after <seq>] [--name <cloud name>]';

/** Events that are read at a time. */
const page = 1000;

/** `ecom-events export`: writes what is stored as JSON lines, oldest first. The last `seq` is where a later export goes on. */
export async function exportEvents(args: string[]): Promise<void> {
  const { values } = readArgs(args, { rejected: { type: 'boolean' }, after: { type: 'string', default: '0' }, name: { type: 'string' } }, usage);
  endWithReader();
  await withStore(values, async ({ store }) => {
    let after = Number(values.after);
    if (!Number.isInteger(after)) throw new Error('--after: expected a number');
    for (;;) {
      const filter = { after, name: values.name, limit: page };
      const found = values.rejected ? await store.rejected(filter) : await store.events(filter);
      if (!found.length) return;
      if (!process.stdout.write(found.map((event) => `${JSON.stringify(event)}\n`).join(''))) await once(process.stdout, 'drain');
      after = found.at(-1)!.seq;
    }
  });
}
