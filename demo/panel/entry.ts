import { html, nothing, type TemplateResult } from 'lit';
import type { Delivery, Finding, Receipt } from '../../src/index.js';
import { say } from '../theme/language.js';
import { panelTexts as texts } from './panel-texts.js';

/** One event in the list: what it was, who got it, and on demand what was in it. */
export const entry = (receipt: Receipt): TemplateResult => {
  const { eventName, action, payload, context, status, findings, deliveries } = receipt;
  return html`<li class="entry" data-status=${status} data-family=${familyOf(receipt)}>
    <details>
      <summary>
        <span class="entry-name" dir="ltr">${action === 'page' ? `page: ${text(payload.name)}` : eventName}</span>
        <time datetime=${context.timestamp} dir="ltr">${timeOf(context.timestamp)}</time>
        <span class="entry-notes">
          ${status === 'accepted' ? nothing : html`<span class="note bad">${say(texts[status])}</span>`}
          ${context.assumed ? html`<span class="note">${say(texts.assumed)}</span>` : nothing}
          ${status === 'accepted' ? (deliveries.length ? deliveries.map(delivery) : html`<span class="note">${say(texts.nobody)}</span>`) : nothing}
        </span>
      </summary>
      ${findings.length ? html`<p class="entry-label">${say(texts.findings)}</p><ul class="findings" dir="ltr">${findings.map(finding)}</ul>` : nothing}
      <p class="entry-label">${say(texts.payload)}</p>
      <pre dir="ltr">${JSON.stringify(payload, null, 2)}</pre>
    </details>
  </li>`;
};

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
