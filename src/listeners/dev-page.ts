// The page of `npm run dev` in a partner's project: fires the events of the catalogue, and shows what each listener does.
import { catalogue } from 'virtual:ecom-listeners/catalogue';
import { category, files, name } from 'virtual:ecom-listeners';
import { findingText } from '../events/finding.js';
import type { JsonObject } from '../events/plain.js';
import type { EcomInvalid } from '../tracker/announce.js';
import { installTracker } from '../tracker/install.js';
import { makePartner } from './partner.js';
import { readListeners, type Listener } from './read-listeners.js';

/** An element with attributes and content; `on…` are listeners. */
function make(tag: string, attributes: Record<string, string | (() => void)> = {}, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(key, value);
    else element.addEventListener(key.slice(2), value);
  }
  element.append(...content);
  return element;
}

const tracker = installTracker();
const log = make('ol', { 'aria-live': 'polite', 'aria-label': 'What happened' });

/** One line of the log, newest first. */
function say(kind: string, what: string, data?: unknown): void {
  const line = make('li', { class: kind }, what);
  if (data !== undefined) line.append(make('pre', {}, JSON.stringify(data, null, 2)));
  log.prepend(line);
}

/** The listener, with what becomes of each call in the log. */
function watched(listener: Listener): Listener {
  const { path, run } = listener;
  return {
    ...listener,
    async run(payload, context) {
      const start = performance.now();
      try {
        await run(payload, context);
        say('ok', `${context.event_name} → ${path} (${(performance.now() - start).toFixed(1)} ms)`, payload);
      } catch (error) {
        say('bad', `${context.event_name} → ${path} failed: ${String(error)}`);
        throw error;
      }
    },
  };
}

const listeners = readListeners(files, (path, reason) => {
  console.error(`ecom-events: ${path} is left out: ${reason}`);
  say('bad', `${path} is left out: ${reason}`);
});
const wants = ({ eventName }: Listener, event: string): boolean => eventName === '*' || eventName === event;

tracker.register(makePartner(name, category, listeners.map(watched)));
tracker.on('*', (event) => {
  if (!listeners.some((listener) => wants(listener, event))) say('none', `${event}: no listener wants it`);
});
document.addEventListener('ecom-invalid', ({ detail }: CustomEvent<EcomInvalid>) => say('bad', `${detail.event} is rejected: ${findingText(detail)}`));
tracker.start();

/** A card that fires one event, with a payload that can be changed. */
function card(event: string, description: string, example: JsonObject, fire: (payload: JsonObject) => void): HTMLElement {
  const text = make('textarea', { 'aria-label': `Payload of ${event}`, rows: '8', spellcheck: 'false' }) as HTMLTextAreaElement;
  text.value = JSON.stringify(example, null, 2);
  const onclick = (): void => {
    try {
      fire(JSON.parse(text.value) as JsonObject);
    } catch (error) {
      say('bad', `${event} was not fired: ${String(error)}`);
    }
  };
  const heard = listeners.filter((listener) => wants(listener, event)).length;
  const count = heard ? `${heard} listener${heard > 1 ? 's' : ''}` : 'no listener';
  return make('article', {}, make('button', { onclick, 'data-event': event }, event), ` ${count}`, make('p', {}, description), make('details', {}, make('summary', {}, 'Payload'), text));
}

const families = [...new Set(catalogue.map(({ family }) => family))].map((family) =>
  make(
    'section',
    {},
    make('h2', {}, family.replace('-', ' and ')),
    ...catalogue.filter((event) => event.family === family).map((event) => card(event.name, event.description, event.example, (payload) => tracker.track(event.name as string, payload))),
  ),
);
const pageView = card('page', 'A page is viewed.', { name: 'home' }, (payload) => tracker.page(payload));
const fireAll = (): void => document.querySelectorAll<HTMLElement>('[data-event]').forEach((button) => button.click());

document.head.append(
  make(
    'style',
    {},
    `:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { display: grid; grid-template-columns: minmax(18rem, 1fr) minmax(18rem, 1.2fr); gap: 2rem; max-inline-size: 80rem; margin: 1.5rem auto; padding-inline: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; text-transform: capitalize; margin-block: 1.5rem .5rem }
article { padding-block: .5rem; border-block-end: 1px solid #8884 } article p { margin: .2rem 0 }
button { font: inherit; padding: .2rem .8rem } textarea { inline-size: 100%; box-sizing: border-box; font: 13px/1.4 ui-monospace, monospace }
aside { position: sticky; inset-block-start: 1rem; align-self: start; max-block-size: calc(100vh - 2rem); overflow: auto }
ol { list-style: none; padding: 0 } li { padding: .4rem .6rem; margin-block-end: .4rem; border-inline-start: .25rem solid #888; background: #8881 }
.ok { border-color: #2a7 } .bad { border-color: #d33 } pre { margin: .2rem 0 0; overflow: auto; font-size: 12px; max-block-size: 12rem }
@media (max-width: 50rem) { body { grid-template-columns: 1fr } aside { position: static; max-block-size: none } }`,
  ),
);
document.body.append(
  make(
    'main',
    {},
    make('h1', {}, name),
    make('p', {}, `${listeners.length} listeners: ${listeners.map(({ path, eventName }) => `${path} (${eventName})`).join(', ')}`),
    make('button', { onclick: fireAll }, 'Fire all'),
    ...families,
    make('section', {}, make('h2', {}, 'Page views'), pageView),
  ),
  make('aside', {}, make('h2', {}, 'What happened'), make('button', { onclick: () => log.replaceChildren() }, 'Clear'), log),
);
