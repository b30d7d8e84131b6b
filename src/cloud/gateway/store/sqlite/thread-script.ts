// The thread of a store: opens the file it is given, does what it is asked, one thing after the other, and ends with `close`.
import { parentPort, workerData } from 'node:worker_threads';
import { openFile, type SqliteFile } from './sqlite-file.js';
import type { Answered, Asked } from './thread.js';

const port = parentPort!;
const opened = openFile(workerData as string, true);

async function answer({ what, with: values }: Asked): Promise<unknown> {
  const file = await opened;
  const work = file[what] as (...values: unknown[]) => ReturnType<SqliteFile[keyof SqliteFile]>;
  return work(...values);
}

port.on('message', (asked: Asked) => {
  const { id } = asked;
  const say = (answered: Answered): void => port.postMessage(answered);
  void answer(asked)
    .then(
      (result) => say({ id, result }),
      // As a plain one: a database's own kind of error cannot travel.
      (error: unknown) => say({ id, error: new Error(error instanceof Error ? error.message : String(error)) }),
    )
    .finally(() => asked.what === 'close' && port.close());
});
