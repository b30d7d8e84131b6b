/** How much of such work one task may do, in milliseconds; what follows of it takes about as long again. */
const turn = 4;

const waiting: (() => void)[] = [];
let spent = 0;
let isAsked = false;
const { port1, port2 } = new MessageChannel();

/**
 * Does `work` now; or, when this task has done its share of such work, in one of the next, in order: a page can be used
 * while thousands of elements are made. What comes alone never waits.
 */
export function inTurn(work: () => void): void {
  ask();
  if (!waiting.length && spent < turn) act(work);
  else waiting.push(work);
}

function act(work: () => void): void {
  const start = performance.now();
  work();
  spent += performance.now() - start;
}

/** For the next task, by a message: timers that follow each other are made to wait. */
function ask(): void {
  if (isAsked) return;
  isAsked = true;
  port1.onmessage = next;
  port2.postMessage(0);
}

function next(): void {
  isAsked = false;
  // In Node, where nothing is drawn, a port that listens would keep the process from its end.
  port1.onmessage = null;
  spent = 0;
  // Before the work, which may throw.
  if (waiting.length) ask();
  while (waiting.length && spent < turn) act(waiting.shift()!);
}
