import { html, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Receipt } from '../../src/index.js';
import { isBroken, setBroken } from '../theme/callbacks.js';
import { say } from '../theme/language.js';
import { behaviour, behaviours, setBehaviour, type Behaviour } from '../theme/store.js';
import { follow, startCloud } from './cloud.js';
import { clearLog, isOpen, readLog } from './log.js';
import { entry } from './entry.js';
import { behaviourTexts, panelTexts as texts } from './panel-texts.js';

/** A callback that takes its time is looked at again after this many milliseconds. */
const again = 300;

let open = false;
let asked = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The list of events beside the shop; on small screens a drawer at the bottom. */
export function startPanel(): void {
  window.ecom!.on('*', soon);
  document.addEventListener('ecom-invalid', soon);
  new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ['lang'] });
  // The tracker has delivered the rest by now: it listens on the way down.
  addEventListener('pagehide', draw);
  addEventListener('pageshow', draw);
  startCloud(soon);
  draw();
}

/** Once for all events of a frame; the other callbacks have their turn first. */
function soon(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    draw();
  });
}

function draw(): void {
  const log = readLog();
  render(panel(log), document.getElementById('panel')!);
  clearTimeout(timer);
  if (log.some(isOpen)) timer = setTimeout(draw, again);
  follow(log, draw);
}

const panel = (log: Receipt[]): TemplateResult => html`<h2 class="panel-title">
    <button id="drawer" type="button" aria-expanded=${open} aria-controls="panel-body" @click=${toggle}>${say(texts.drawer)} <span class="badge">${log.length}</span></button>
    <span class="panel-heading">${say(texts.title)}</span>
  </h2>
  <div id="panel-body" class="panel-body" data-open=${open}>
    <div class="controls">
      <label
        >${say(texts.store)}
        <select id="behaviour" .value=${live(behaviour())} @change=${behave}>
          ${Object.keys(behaviours).map((name) => html`<option value=${name} ?selected=${name === behaviour()}>${say(behaviourTexts[name as Behaviour])}</option>`)}
        </select></label
      >
      <label><input id="broken" type="checkbox" .checked=${live(isBroken())} @change=${breakIt} /> ${say(texts.breakIt)}</label>
      <div class="control-buttons">
        <button id="wrong" class="quiet" type="button" @click=${reportWrong}>${say(texts.wrong)}</button>
        <button id="clear" class="quiet" type="button" @click=${clear}>${say(texts.clear)}</button>
        <button id="afresh" class="quiet" type="button" @click=${startAfresh}>${say(texts.afresh)}</button>
      </div>
    </div>
    ${log.length
      ? html`<ol class="entries" aria-label=${say(texts.list)}>
          ${repeat(log, ({ context }) => context.event_id, entry)}
        </ol>`
      : html`<p class="nothing">${say(texts.nothing)}</p>`}
  </div>`;

function toggle(): void {
  open = !open;
  draw();
}

function clear(): void {
  clearLog();
  draw();
}

/** Forgets all that this browser knows of the shop: cart, orders, account, events. */
function startAfresh(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith('finjan-') && key !== 'finjan-language') storage.removeItem(key);
  }
  localStorage.removeItem('ecom-consent');
  // What is on the page must not write it down again.
  clearLog();
  location.reload();
}

const behave = ({ target }: Event): void => setBehaviour((target as HTMLSelectElement).value as Behaviour);

const breakIt = ({ target }: Event): void => setBroken((target as HTMLInputElement).checked);

/** An order without its total in numbers: nobody could tell what was earned, so nobody gets it. Nor would it compile. */
const reportWrong = (): void => window.ecom!.track('Order Completed' as string, { order_id: '1001', total: 'about a hundred', currency: 'SAR' });
