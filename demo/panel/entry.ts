import { html, nothing, type TemplateResult } from 'lit';
import type { Delivery, Finding, Receipt } from '../../src/index.js';
import { say } from '../theme/language.js';
import { cloudState, hasGateway, isWithdrawn, outboxName, type FunctionRun } from './cloud.js';
import { panelTexts as texts } from './panel-texts.js';

/** One event in the list: what it was, who got it in the page and beyond, and on demand what was in it. */
export const entry = (receipt: Receipt): TemplateResult => {
  const { eventName, action, payload, context, status, findings } = receipt;
  const beyond = status === 'accepted' && hasGateway();
  const { findings: refusals = [] } = beyond ? cloudState(receipt) : {};
  const found = [...findings, ...refusals];
  return html`<li class="entry" data-status=${status} data-family=${familyOf(receipt)} data-event=${eventName}>
    <details>
      <summary>
        <span class="entry-name" dir="ltr">${action === 'page' ? `page: ${text(payload.name)}` : eventName}</span>
        <time datetime=${context.timestamp} dir="ltr">${timeOf(context.timestamp)}</time>
        ${beyond ? html`<span class="modes">${inPage(receipt)}${inCloud(receipt)}</span>` : html`<span class="entry-notes">${notes(receipt)}</span>`}
      </summary>
      ${beyond ? ids(receipt) : nothing}
      ${found.length ? html`<p class="entry-label">${say(texts.findings)}</p><ul class="findings" dir="ltr">${found.map(finding)}</ul>` : nothing}
      <p class="entry-label">${say(texts.payload)}</p>
      <pre dir="ltr">${JSON.stringify(payload, null, 2)}</pre>
    </details>
  </li>`;
};

/** What the page itself says of it, and its callbacks. */
function notes({ status, context, deliveries }: Receipt): TemplateResult {
  const here = deliveries.filter(({ destination }) => destination !== outboxName);
  return html`${status === 'accepted' ? nothing : html`<span class="note bad">${say(texts[status])}</span>`}
    ${context.assumed ? html`<span class="note">${say(texts.assumed)}</span>` : nothing}
    ${status === 'accepted' ? (here.length ? here.map(delivery) : html`<span class="note">${say(texts.nobody)}</span>`) : nothing}`;
}

/** The callbacks of Device Mode. */
const inPage = (receipt: Receipt): TemplateResult => html`<span class="mode" data-mode="page">
  <span class="mode-name">${say(texts.page)} ${shortId(receipt.context.event_id)}</span>
  <span class="entry-notes">${notes(receipt)}</span>
</span>`;

/** The App Functions of Cloud Mode, with the id that the gateway knows the event by. */
const inCloud = (receipt: Receipt): TemplateResult => html`<span class="mode" data-mode="cloud">
  <span class="mode-name">${say(texts.cloud)} ${shortId(cloudState(receipt).way?.event_id)}</span>
  <span class="entry-notes">${cloudNotes(receipt)}</span>
</span>`;

function cloudNotes(receipt: Receipt): TemplateResult | TemplateResult[] {
  const { outbox, way } = cloudState(receipt);
  const kept = receipt.deliveries.find(({ destination }) => destination === outboxName);
  const note = (name: 'refused' | 'givenUp' | 'withheld' | 'noFunction' | 'taken' | 'consent' | 'dropped' | 'stored' | 'waiting', bad = false): TemplateResult =>
    html`<span class="note ${bad ? 'bad' : ''}" data-cloud=${name}>${say(texts[name])}</span>`;
  if (outbox === 'rejected') return note('refused', true);
  if (outbox === 'dropped') return note('givenUp', true);
  if (way?.withheld) return note('withheld');
  if (way) return way.functions.length ? way.functions.map(functionRun) : note('noFunction');
  if (outbox) return note('taken');
  if (kept?.status === 'dropped' || isWithdrawn()) return note('dropped');
  return note(kept?.reason === 'consent' ? 'consent' : kept?.status === 'delivered' ? 'stored' : 'waiting');
}

/** One function: how it ended, its status and time, and what it wrote first. */
function functionRun({ function: name, state, status, message = '', duration_ms = 0, attempts, logs }: FunctionRun): TemplateResult {
  const took = html`<bdi dir="ltr">${status ?? '—'} · ${duration(duration_ms)}</bdi>`;
  const outcome = {
    pending: attempts ? html`✗ ${took} ${say(texts.againLater)}` : say(texts.called),
    leased: say(texts.called),
    succeeded: html`✓ ${took}`,
    dead: html`✗ ${took} ${message}`,
  }[state];
  return html`<span class="note ${state === 'dead' ? 'bad' : ''}" data-function=${name} data-state=${state}><bdi>${name}</bdi> ${outcome}</span>
    ${logs.slice(0, shownLines).map(line)}`;
}

/** Lines of a function that are shown before somebody asks for more. */
const shownLines = 2;

const line = ({ level, text: words }: { level: string; text: string }): TemplateResult => html`<span class="line" dir="auto" data-level=${level}>${words}</span>`;

/** The end of an id: enough to see that two are the same. */
const shortId = (id: string | undefined): TemplateResult | typeof nothing => (id ? html`<code class="id" dir="ltr" title=${id} data-id=${id}>…${id.slice(-4)}</code>` : nothing);

/** The whole ids, and all that the functions wrote. */
function ids(receipt: Receipt): TemplateResult {
  const { way } = cloudState(receipt);
  const written = way?.functions.filter(({ logs }) => logs.length > shownLines) ?? [];
  return html`<p class="entry-label">${say(texts.eventId)}</p>
    <dl class="ids" dir="ltr">
      <dt>event_id</dt>
      <dd>${receipt.context.event_id}</dd>
      ${way?.functions.map(({ function: name, delivery_id }) => html`<dt>${name}: delivery.id</dt><dd>${delivery_id}</dd>`)}
    </dl>
    ${written.map(({ function: name, logs }) => html`<p class="entry-label">${say(texts.output)}: <bdi>${name}</bdi></p><p class="lines">${logs.map(line)}</p>`)}`;
}

function delivery({ destination, status, durationMs = 0, error }: Delivery): TemplateResult {
  const outcome = {
    delivered: html`✓ <bdi dir="ltr">${duration(durationMs)}</bdi>`,
    failed: `✗ ${say(texts.failed)} ${error ?? ''}`,
    waiting: say(texts.waiting),
    running: say(texts.running),
    dropped: say(texts.dropped),
  }[status];
  return html`<span class="note ${status === 'failed' ? 'bad' : ''}" data-delivery=${status}><bdi>${destination}</bdi> ${outcome}</span>`;
}

const finding = ({ kind, field, expected, received }: Finding): TemplateResult => html`<li data-kind=${kind}>
  <code>${field || 'payload'}</code> ${kind}: expected ${expected}, got ${received}
</li>`;

/** The parts of the catalogue, by the names of their events; what is in none is about products. */
const families = {
  wishlist: /wishlist/i,
  promotion: /^(Promotion|Coupon)/,
  account: /^(Signed|User)/,
  cart: /^(Cart|Checkout|Payment|Order|Product (Added|Removed)$)/,
};

/** Which part of the catalogue it belongs to; colours the entry. */
function familyOf({ action, eventName }: Receipt): string {
  if (action === 'page') return 'page';
  return Object.entries(families).find(([, names]) => names.test(eventName))?.[0] ?? 'product';
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const duration = (milliseconds: number): string => `${milliseconds < 0.1 ? '<\u20090.1' : milliseconds.toFixed(1)} ms`;

const timeOf = (timestamp: string): string => new Date(timestamp).toLocaleTimeString('en-GB');
