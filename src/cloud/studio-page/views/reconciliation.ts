import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { maxSpan, maxSpanDays, type Reconciled } from '../../gateway/studio/answers.js';
import { daySpan, dayText } from '../format.js';
import { emptyState, fault, notYet, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';

type End = Reconciled['destinations'][number];

const order = 'order.completed';

/** What the page's destinations got of what the server knows. */
export class ReconciliationView implements View {
  readonly place = 'reconciliation';
  #name = order;
  #from = dayText(new Date());
  #to = dayText(new Date());
  #found: Reconciled | undefined;
  #asked = 0;

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('reconciliation');
  }

  every(): number {
    return Object.keys(this.#faults()).length ? Infinity : 10_000;
  }

  loaded(): boolean {
    return !!this.#found;
  }

  async load(): Promise<void> {
    const [from, to] = [daySpan(this.#from), daySpan(this.#to)];
    if (!from || !to || Object.keys(this.#faults()).length) return;
    const asked = this.#asked;
    const found = await this.desk.api.get<Reconciled>('studio/reconciliation', { name: this.#name.trim(), from: from[0], to: to[1] });
    if (asked === this.#asked) this.#found = found;
  }

  /** What is wrong with what was chosen, by field. */
  #faults(): { name?: string; from?: string; to?: string } {
    const { say, format } = this.desk;
    const [from, to] = [daySpan(this.#from), daySpan(this.#to)];
    return {
      ...(!this.#name.trim() && { name: say('nameMissing') }),
      ...(!from && { from: say('dayMissing') }),
      ...(!to && { to: say('dayMissing') }),
      ...(from && to && to[1] <= from[0] && { to: say('daysReversed') }),
      ...(from && to && to[1] - from[0] > maxSpan && { to: say('daysTooMany', { days: format.number(maxSpanDays) }) }),
    };
  }

  #choose(change: (value: string) => void): (event: Event) => void {
    return ({ target }) => {
      change((target as HTMLInputElement).value);
      this.#asked++;
      this.#found = undefined;
      this.desk.reload();
    };
  }

  render(): TemplateResult {
    const { say, session } = this.desk;
    const today = dayText(new Date());
    const faults = this.#faults();
    return html`
      ${viewHead(say('reconciliation'), say('reconciliationHelp'))}
      <form class="filters" @submit=${(event: Event) => event.preventDefault()}>
        <div class="field">
          <label><span>${say('event')}</span><input name="name" list="names" dir="ltr" autocomplete="off" spellcheck="false" required maxlength="200" aria-invalid=${!!faults.name} aria-describedby="name-fault" .value=${live(this.#name)} @change=${this.#choose((value) => (this.#name = value))} /></label>
          ${fault('name-fault', faults.name)}
        </div>
        <datalist id="names">${session.names.map((name) => html`<option value=${name}></option>`)}</datalist>
        <div class="field">
          <label><span>${say('from')}</span><input type="date" name="from" required max=${today} aria-invalid=${!!faults.from} aria-describedby="from-fault" .value=${live(this.#from)} @change=${this.#choose((value) => (this.#from = value))} /></label>
          ${fault('from-fault', faults.from)}
        </div>
        <div class="field">
          <label><span>${say('to')}</span><input type="date" name="to" required max=${today} aria-invalid=${!!faults.to} aria-describedby="to-fault" .value=${live(this.#to)} @change=${this.#choose((value) => (this.#to = value))} /></label>
          ${fault('to-fault', faults.to)}
        </div>
      </form>
      ${Object.keys(faults).length ? nothing : this.#content()}
    `;
  }

  #things(): string {
    return this.desk.say(this.#name.startsWith('order.') ? 'order' : 'others');
  }

  #content(): TemplateResult {
    const { say, format } = this.desk;
    if (!this.#found) return notYet(this.desk);
    const { known, fromPages, destinations } = this.#found;
    if (!known) return emptyState(say('noReconciliation', { things: this.#things() }));
    const reasons = [...new Set(destinations.flatMap(({ missed }) => missed.map(({ reason }) => reason)))];
    return html`
      <p>${say('fromPages', { count: format.number(fromPages), known: format.number(known) })}</p>
      ${destinations.length ? html`<div class="cards">${destinations.map((end) => this.#card(end, known))}</div>` : emptyState(say('noPage'))}
      ${reasons.length
        ? html`<dl class="facts legend">${reasons.map((reason) => html`<div class="fact"><dt><span class="key" data-reason=${reason} aria-hidden="true"></span><span class="first">${say(reason === 'failed' ? 'failedShort' : reason)}</span></dt><dd>${say(`${reason}Help`)}</dd></div>`)}</dl>`
        : nothing}
    `;
  }

  /** "3 of 120 orders missed at ga4: consent 2, blocked 1" */
  #sentence({ destination, delivered, missed }: End, known: number): string {
    const { say, format } = this.desk;
    // Isolated: a name of one direction moves no numbers of a sentence of the other.
    const values = { destination: `\u2068${destination}\u2069`, things: this.#things(), known: format.number(known) };
    if (!missed.length) return say('missedNone', values);
    const reasons = missed.map(({ reason, count }) => `${say(reason === 'failed' ? 'failedShort' : reason)}\u00A0${format.number(count)}`).join(this.desk.language === 'ar' ? '، ' : ', ');
    return say('missedAll', { ...values, missed: format.number(known - delivered), reasons });
  }

  #card(end: End, known: number): TemplateResult {
    const { say, format } = this.desk;
    const { destination, delivered, missed } = end;
    const parts = [{ reason: 'delivered', count: delivered }, ...missed];
    let x = 0;
    return html`<section class="card" aria-label=${destination}>
      <h2><bdi>${destination}</bdi></h2>
      <p class="sentence">${this.#sentence(end, known)}</p>
      <svg class="stacked" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        ${parts.map(({ reason, count }) => {
          const width = (count / known) * 100;
          x += width;
          return svg`<rect data-reason=${reason} x=${x - width} y="0" width=${width} height="10" />`;
        })}
      </svg>
      <table>
        <caption class="visually-hidden">${destination}</caption>
        <thead><tr><th scope="col">${say('reason')}</th><th scope="col" class="end">${this.#things()}</th><th scope="col">${say('examples')}</th></tr></thead>
        <tbody>
          <tr><th scope="row"><span class="key" data-reason="delivered" aria-hidden="true"></span>${say('delivered')}</th><td class="end">${format.number(delivered)}</td><td></td></tr>
          ${missed.map(
            ({ reason, count, eventIds }) => html`<tr>
              <th scope="row"><span class="key" data-reason=${reason} aria-hidden="true"></span><span class="first">${say(reason === 'failed' ? 'failedShort' : reason)}</span></th>
              <td class="end">${format.number(count)}</td>
              <td class="examples">${eventIds.map((id) => html`<a href="#/events/${encodeURIComponent(id)}" dir="ltr" title=${id}>${id.length > 12 ? `…${id.slice(-8)}` : id}</a> `)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}
