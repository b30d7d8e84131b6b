import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** What is typed, unseen, or what comes by a pipe; without the end of its line. A secret is no argument: those are seen by others and kept by shells. */
export async function readHidden(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  process.stderr.write(question);
  const reader = createInterface({ input: process.stdin, output: new Writable({ write: (_part, _encoding, done) => done() }), terminal: true });
  const answer = await new Promise<string>((resolve) => {
    reader.once('line', resolve).once('close', () => resolve(''));
  });
  reader.close();
  process.stderr.write('\n');
  return answer;
}
