import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../events/finding.js';
import type { Delivery } from '../../tracker/receipt.js';
import type { Entry } from '../entry.js';
import type { Say } from '../texts.js';
import { double } from './doubles.js';
import { clock, code, fill, ltr, milliseconds, reasonText, sign } from './parts.js';
import { nameOf } from './rows.js';

/** What the details can do. */
export interface DetailView {
  say: Say;
  back(): void;
  copy(): void;
}

/** All that is known of one event: from its birth to each destination. */
export function detail(entry: Entry, { say, back, copy }: DetailView): TemplateResult {
  const { receipt, deliveries, doubles } = entry;
  const { status, context, given, payload, findings } = receipt;
  return html`<header class="detail-head">
      <button type="button" class="plain back" @click=${back}>‹ ${say('back')}</button>
      <h3 id="detail-title" tabindex="-1">${nameOf(entry, say)}</h3>
      <button type="button" class="plain copy" @click=${copy}>${say('copy')}</button>
      <p class="soft">
        <span class="mark ${status === 'accepted' ? 'good' : 'bad'}">${say(status)}</span>
        <time datetime=${context.timestamp}>${ltr(clock(context.timestamp, true))}</time> ${say('eventId')} <code>${ltr(context.event_id)}</code>
      </p>
      ${status === 'accepted' ? nothing : html`<p>${say(status === 'rejected' ? 'rejectedHelp' : 'duplicateHelp')}</p>`}
      ${receipt.only ? html`<p class="soft">${say('againHelp')}</p>` : nothing}
      ${context.assumed ? html`<p class="soft">${say('assumed')}</p>` : nothing}
      ${doubles.map((found) => double(found, say))}
    </header>
    ${findings.length ? html`<section aria-labelledby="findings-title"><h4 id="findings-title">${say('findings')}</h4><ul class="findings">${findings.map((finding) => noticed(finding, say))}</ul></section>` : nothing}
    <section aria-labelledby="destinations-title">
      <h4 id="destinations-title">${say('destinations')}</h4>
      ${deliveries.length ? html`<ul class="cards">${deliveries.map((one) => delivery(one, entry, say))}</ul>` : html`<p class="soft">${say(status === 'accepted' ? 'noDestinations' : 'nobody')}</p>`}
    </section>
    <div class="versions">
      <section aria-labelledby="born-title">
        <h4 id="born-title">${say('born')}</h4>
        ${given ? html`<p class="soft"><code>${ltr(given.name)}</code></p>${code(given.payload, say('born'))}` : html`<p class="soft">${say('bornLate')}</p>`}
      </section>
      <section aria-labelledby="payload-title">
        <h4 id="payload-title">${say('payload')}</h4>
        ${given ? html`<p class="soft"><code>${ltr(receipt.eventName)}</code></p>` : nothing}${code(payload, say('payload'))}
      </section>
    </div>
    <details>
      <summary>${say('context')}</summary>
      ${code({ ...context, page: { ...context.page }, library: { ...context.library }, consent: undefined }, say('context'))}
    </details>`;
}

const noticed = ({ kind, field, expected, received }: Finding, say: Say): TemplateResult => html`<li data-kind=${kind}>
  <code>${ltr(field || 'payload')}</code> <span class="mark ${kind === 'repaired' ? 'quiet' : kind === 'rejected' ? 'bad' : 'warn'}">${say(kind)}</span>
  <span>${fill(say, 'expectedGot', { expected: ltr(expected), received: ltr(received) })}</span>
</li>`;

/** What one destination got, when and at what cost; or why it did not. */
function delivery(one: Delivery, { receipt }: Entry, say: Say): TemplateResult {
  const { destination, status, category, attempts, at, durationMs, error, sent, notes } = one;
  const reason = reasonText(one, say);
  const after = at === undefined ? undefined : at - Date.parse(receipt.context.timestamp);
  return html`<li class="delivery" data-delivery=${status}>
    <p class="delivery-head">
      <span class="pill" data-delivery=${status}>${sign(status, say)}<span aria-hidden="true">${say(status)}</span></span>
      <b><bdi>${destination}</bdi></b>
      ${category ? html`<span class="soft">${ltr(category)}</span>` : nothing}
      ${durationMs === undefined ? nothing : html`<span class="cost" title=${say('mainThread')}><span class="only-told">${say('mainThread')} </span>${ltr(milliseconds(durationMs))}</span>`}
    </p>
    <p class="soft">
      ${at === undefined ? nothing : html`<time datetime=${new Date(at).toISOString()}>${ltr(clock(at, true))}</time> ${after! >= 0 ? ltr(`+${after}\u202fms`) : nothing}`}
      ${attempts && attempts > 1 ? say('attempts', { count: attempts }) : nothing} ${reason ?? nothing} ${error ? html`<code class="bad-text">${ltr(error)}</code>` : nothing}
    </p>
    ${sent?.map(({ name, params }) => html`<details><summary><code>${ltr(name)}</code></summary>${code(params ?? {}, `${say('sent')}: ${name}`)}</details>`) ?? nothing}
    ${notes?.length ? html`<p class="soft">${say('notes')}</p><ul class="notes">${notes.map((note) => html`<li dir="ltr">${note}</li>`)}</ul>` : nothing}
  </li>`;
}
