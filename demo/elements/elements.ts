// The pages of the elements: a store that answers each example as it says, and a list of what was emitted.
import type { EcomRequestEvent } from '../../src/index.js';

/** What the store of an example does with a request. */
const answers: Record<string, (signal: AbortSignal) => Promise<object> | object> = {
  confirm: () => ({}),
  deny: () => ({ denied: true, reason_code: 'denied' }),
  hang: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  fail: () => Promise.reject(new Error('the store of this example fails')),
};

/** The latest events are enough to see what an element does. */
const kept = 12;

const log = document.getElementById('log');

function note(type: string, detail: unknown): void {
  const entry = document.createElement('li');
  const name = document.createElement('b');
  const payload = document.createElement('code');
  name.textContent = type;
  payload.textContent = JSON.stringify(detail, undefined, 1);
  entry.append(name, payload);
  log?.prepend(entry);
  while (log && log.childElementCount > kept) log.lastElementChild?.remove();
}

/** A request: it is listed, and answered where the example has a store. */
function asked(event: Event): void {
  const { type, detail } = event as EcomRequestEvent;
  note(type, detail);
  const { answer = 'confirm' } = (event.target as Element).closest<HTMLElement>('[data-answer]')?.dataset ?? {};
  const handler = answers[answer];
  if (handler) (event as EcomRequestEvent).intercept(({ signal }) => handler(signal));
}

// Facts as a callback gets them; requests, and what only concerns the theme, as DOM events.
window.ecom!.on('*', note);
const documented = [...document.querySelectorAll('#emits ~ .table tbody th code')].map(({ textContent }) => textContent);
for (const type of documented) {
  if (type.endsWith('-request')) document.addEventListener(type, asked);
  if (type.endsWith('-failed')) document.addEventListener(type, () => note(type, {}));
}

// Examples lead nowhere: their links and forms stay on the page.
document.addEventListener('submit', (event) => event.preventDefault());
document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('.stage a')) event.preventDefault();
});
