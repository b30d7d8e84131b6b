import { readArgs, withStore } from './project.js';
import { table } from './terminal.js';

const usage = 'functions pause|resume <name>\n       ecom-events functions status';

/** `ecom-events functions pause|resume|status`: whether functions are called, and what waits for them. */
export async function functionsState(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, {}, usage);
  const [action, name] = positionals;
  await withStore(values, async (operations) => {
    if (action === 'pause' && name) {
      await operations.pause(name);
      console.log(`${name} is paused: what is for it waits`);
    } else if (action === 'resume' && name) {
      await operations.resume(name);
      console.log(`${name} is called again`);
    } else if (action === 'status') {
      const found = await operations.functions();
      const rows = found.map(({ function: of, paused, reason, counts }) => [of, paused ? `paused: ${reason ?? ''}` : 'active', ...[counts.pending, counts.leased, counts.dead].map(String)]);
      console.log(rows.length ? table([['function', 'state', 'waiting', 'called', 'dead'], ...rows]) : 'nothing waits');
    } else {
      throw new Error(`Usage: ecom-events ${usage}`);
    }
  });
}
