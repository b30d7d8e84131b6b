import { deliveryTable } from './deliveries.js';
import { readArgs, withStore } from './project.js';

const usage = 'dlq list|replay|purge [--function <name>] [--limit <n>]';

/** `ecom-events dlq`: the dead letters; `replay` calls them again, `purge` removes them. */
export async function dlq(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { function: { type: 'string' }, limit: { type: 'string', default: '50' } }, usage);
  await withStore(values, async (operations) => {
    const { function: name } = values;
    if (positionals[0] === 'list') console.log(deliveryTable(await operations.store.deliveries({ function: name, state: 'dead', limit: Number(values.limit) || 50 })));
    else if (positionals[0] === 'replay') console.log(`${await operations.replay(name)} will be called again`);
    else if (positionals[0] === 'purge') console.log(`${await operations.store.purge({ function: name })} removed`);
    else throw new Error(`Usage: ecom-events ${usage}`);
  });
}
