import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { objectsIn } from '../../destinations/shared/plain-value.js';
import type { Delivery } from '../../tracker/receipt.js';
import { isCounted, type Entry } from '../entry.js';
import type { Say } from '../texts.js';
import { clock, ltr, milliseconds, reasonText, sign } from './parts.js';

/** The parts of the catalogue, by the names of their events; what is in none is about products. */
const families: [name: string, events: RegExp][] = [
  ['wishlist', /wishlist/i],
  ['offer', /^(Promotion|Coupon)/],
  ['account', /^(Signed|User)/],
  ['sale', /^(Cart|Checkout|Payment|Order|Product (Added|Removed)$)/],
];

const familyOf = ({ receipt: { action, eventName } }: Entry): string => (action === 'page' ? 'page' : (families.find(([, events]) => events.test(eventName))?.[0] ?? 'product'));

/** What an event is called: a page view by the name of the page. */
export function nameOf({ receipt: { action, eventName, payload } }: Entry, say: Say): TemplateResult {
  return action === 'page' ? html`${say('pageView')} ${typeof payload.name === 'string' ? html`<bdi>${payload.name}</bdi>` : nothing}` : html`${ltr(eventName)}`;
}

/** What it is about, in short: an id, of products the first one's and how many more there are. */
function about({ receipt: { action, payload } }: Entry): TemplateResult | typeof nothing {
  const { products, order_id, product_id, promotion_id, query, coupon_id, list_id } = payload;
  const lines = objectsIn(products) ?? [];
  const id = [order_id, product_id, promotion_id, query, coupon_id, lines[0]?.product_id, list_id].find((one) => typeof one === 'string' || typeof one === 'number');
  const more = id === lines[0]?.product_id && lines.length > 1 ? ` +${lines.length - 1}` : '';
  return id === undefined || action === 'page' ? nothing : html` <span class="soft">${ltr(`${id as string | number}${more}`)}</span>`;
}

/** How the rows are shown, and what they do. */
export interface RowsView {
  say: Say;
  /** Id of the event whose details are shown. */
  selected?: string | undefined;
  /** Id of the row that the Tab key comes to. */
  stop?: string | undefined;
  select(id: string): void;
}

/** The list of events. */
export const rows = (entries: readonly Entry[], view: RowsView): TemplateResult =>
  html`<ol class="rows" aria-label=${view.say('list')} @keydown=${move}>
    ${repeat(
      entries,
      ({ id }) => id,
      (entry) => row(entry, view),
    )}
  </ol>`;

const row = (entry: Entry, { say, selected, stop, select }: RowsView): TemplateResult => {
  const { id, receipt, deliveries, doubles, cost } = entry;
  const { status, context, findings } = receipt;
  const notices = findings.filter(({ kind }) => kind !== 'repaired').length;
  return html`<li>
    <button
      type="button"
      class="row"
      data-id=${id}
      data-family=${familyOf(entry)}
      data-status=${status}
      tabindex=${id === stop ? 0 : -1}
      aria-current=${id === selected ? 'true' : nothing}
      @click=${() => select(id)}
    >
      <span class="row-name">${nameOf(entry, say)}${about(entry)}</span>
      <span class="row-marks">
        ${status === 'accepted' ? nothing : html`<span class="mark bad">${say(status)}</span>`}
        ${doubles.length ? html`<span class="mark ${doubles.some(isCounted) ? 'twice' : 'quiet'}">${say(doubles.some(isCounted) ? 'double' : 'also')}</span>` : nothing}
        ${receipt.only ? html`<span class="mark quiet">${say('again')}</span>` : nothing}
        ${findings.length ? html`<span class="mark ${notices ? 'warn' : 'quiet'}" title=${say('findings')}><span class="only-told">${say('findings')}: </span>${notices ? '⚠' : '✎'} ${findings.length}</span>` : nothing}
        ${context.assumed ? html`<span class="mark quiet" title=${say('assumed')}>≈<span class="only-told">${say('assumed')}</span></span>` : nothing}
      </span>
      <time datetime=${context.timestamp} dir="ltr">${clock(context.timestamp, true)}</time>
      <span class="pills">
        ${status !== 'accepted' ? nothing : deliveries.length ? deliveries.map((delivery) => pill(delivery, say)) : html`<span class="pill">${say('nobody')}</span>`}
        ${cost ? html`<span class="cost">${ltr(milliseconds(cost))}</span>` : nothing}
      </span>
    </button>
  </li>`;
};

const pill = (delivery: Delivery, say: Say): TemplateResult =>
  html`<span class="pill" data-delivery=${delivery.status} title=${reasonText(delivery, say) ?? say(delivery.status)}>${sign(delivery.status, say)}<bdi>${delivery.destination}</bdi></span>`;

/** Arrow keys, Home and End move through the rows. */
function move(event: KeyboardEvent): void {
  const all = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.row')];
  const at = all.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  const target = to === undefined ? undefined : all[to];
  if (!target) return;
  event.preventDefault();
  for (const one of all) one.tabIndex = one === target ? 0 : -1;
  target.focus();
}
