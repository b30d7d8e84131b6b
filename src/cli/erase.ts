import { readArgs, withStore } from './project.js';

const usage = 'erase --user <user id, e-mail address it was given as, or browser id>';

/** `ecom-events erase`: forgets a shopper. */
export async function erase(args: string[]): Promise<void> {
  const { values } = readArgs(args, { user: { type: 'string' } }, usage);
  const { user } = values;
  if (!user) throw new Error(`Usage: ecom-events ${usage}`);
  const { events, rejected } = await withStore(values, (operations) => operations.erase(user));
  console.log(`${events} events emptied, ${rejected} rejected ones removed`);
}
