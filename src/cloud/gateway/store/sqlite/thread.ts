import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openFile, type SqliteFile } from './sqlite-file.js';

/** What is asked of the thread, and what it answers. */
export interface Asked {
  id: number;
  what: keyof SqliteFile;
  with: unknown[];
}
export type Answered = { id: number; result: unknown } | { id: number; error: Error };

/** Every one of them; nothing else is asked. */
const all: Record<keyof SqliteFile, true> = {
  append: true, claim: true, finish: true, release: true, way: true, deliveries: true, replay: true, purge: true, pause: true, resume: true,
  functions: true, event: true, events: true, rejected: true, list: true, counts: true, funnel: true, receive: true, receipts: true,
  reconcile: true, erase: true, expire: true, backup: true, ready: true, close: true,
};

/**
 * Opens the file of a store in a thread of its own: while that one writes and waits for the disk, this one takes requests in,
 * and a long question of an operator's keeps nobody waiting but who writes.
 *
 * @param lost told when the thread ends without being asked to: nothing can be stored any more
 * @throws as `openFile` does
 */
export async function openThread(file: string, lost: (error: Error) => void = () => {}): Promise<SqliteFile> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'thread-script.js');
  // Run from its sources, which no thread can load, it does without.
  if (!existsSync(script)) return openFile(file, true);
  const worker = new Worker(script, { workerData: file });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let ended: Error | undefined;
  let isOpen = false;
  let last = 0;

  worker.on('message', (answer: Answered) => {
    const { resolve, reject } = waiting.get(answer.id)!;
    waiting.delete(answer.id);
    if ('error' in answer) reject(answer.error);
    else resolve(answer.result);
  });
  const end = (error: Error): void => {
    if (ended) return;
    ended = error;
    if (isOpen) lost(error);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('error', end).on('exit', () => end(new Error('the store is closed')));

  const ask = (what: keyof SqliteFile, values: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      if (what === 'close') isOpen = false;
      const id = last++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, what, with: values } satisfies Asked);
    });
  // Answers once the file is open.
  await ask('ready', []).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  isOpen = true;
  const asks = Object.keys(all).map((what) => [what, (...values: unknown[]) => ask(what as keyof SqliteFile, values)]);
  return Object.fromEntries(asks) as unknown as SqliteFile;
}
