import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { rowFilters, type Row, type Rows, type RowsRequest } from '../../gateway/studio/answers.js';
import { chip, emptyState, notYet, stateChip, time, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';

const pageSize = 50;

/** New events are told at most this often, ms: a live list is no reason to be talked over. */
const tellEvery = 20_000;

const keyOf = ({ seq, status }: Row): string => `${status === 'rejected' ? 'r' : 'e'}${seq}`;

/** Where an event is shown. */
export const hrefOfEvent = ({ eventId, source }: Pick<Row, 'eventId' | 'source'>): string => `#/events/${encodeURIComponent(eventId)}/${source}`;

/** Where one row leads. */
export const hrefOf = (row: Pick<Row, 'seq' | 'eventId' | 'source' | 'status'>): string => (row.status === 'rejected' ? `#/rejected/${row.seq}` : hrefOfEvent(row));

/** The events as they arrive. */
export class EventsView implements View {
  readonly place = 'events';
  #rows: Row[] | undefined;
  #next: Rows['next'];
  #name = '';
  #who = '';
  #status = '';
  #paused = false;
  #asked = 0;
  #unsaid = 0;
  #toldAt = Date.now();

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('events');
  }

  every(): number {
    return this.#paused ? Infinity : 1000;
  }

  loaded(): boolean {
    return !!this.#rows;
  }

  async load(): Promise<void> {
    const asked = this.#asked;
    const { rows, next } = await this.desk.api.post<Rows>('studio/events', this.#request());
    // The filter may have changed meanwhile, or the list been stopped.
    if (asked !== this.#asked || (this.#paused && this.#rows)) return;
    const known = new Set(this.#rows?.map(keyOf));
    const fresh = this.#rows ? rows.filter((row) => !known.has(keyOf(row))).length : 0;
    const keys = new Set(rows.map(keyOf));
    const older = this.#rows?.filter((row) => !keys.has(keyOf(row))) ?? [];
    // What was loaded before stays below, unless there is a gap between, or nothing older.
    if (next && older.length && fresh < rows.length) this.#rows = [...rows, ...older];
    else {
      this.#rows = rows;
      this.#next = next;
    }
    this.#tell(fresh);
  }

  #tell(fresh: number): void {
    this.#unsaid += fresh;
    if (!this.#unsaid || Date.now() - this.#toldAt < tellEvery) return;
    this.desk.announce(this.desk.say('newEvents', { count: this.desk.format.number(this.#unsaid) }));
    this.#unsaid = 0;
    this.#toldAt = Date.now();
  }

  #request(): RowsRequest {
    const [name, who] = [this.#name.trim(), this.#who.trim()];
    return { limit: pageSize, ...(name && { name }), ...(who && { who }), ...(this.#status && { status: this.#status as RowsRequest['status'] }) };
  }

  #choose(change: () => void): void {
    change();
    this.#asked++;
    this.#rows = undefined;
    this.desk.reload();
  }

  async #older(): Promise<void> {
    const asked = this.#asked;
    const { rows, next } = await this.desk.api.post<Rows>('studio/events', { ...this.#request(), ...this.#next });
    if (asked !== this.#asked) return;
    const known = new Set(this.#rows?.map(keyOf));
    this.#rows = [...(this.#rows ?? []), ...rows.filter((row) => !known.has(keyOf(row)))];
    this.#next = next;
  }

  #toggle(): void {
    this.#paused = !this.#paused;
    if (this.#paused) this.desk.changed();
    else this.desk.reload();
  }

  render(): TemplateResult {
    const { say } = this.desk;
    const paused = this.#paused;
    return html`
      ${viewHead(
        say('events'),
        undefined,
        html`<div class="live" data-paused=${paused}>
          <span class="pulse" aria-hidden="true"></span><span>${say(paused ? 'paused' : 'live')}</span>
          <button type="button" class="quiet" id="live" @click=${() => this.#toggle()}>${say(paused ? 'resumeLive' : 'pauseLive')}</button>
        </div>`,
      )}
      ${this.#filters()}
      ${this.#list()}
    `;
  }

  #filters(): TemplateResult {
    const { say, session } = this.desk;
    const isFiltered = !!(this.#name || this.#who || this.#status);
    const value = (event: Event): string => (event.target as HTMLInputElement).value;
    return html`
      <form class="filters" role="search" aria-label=${say('filters')} @submit=${(event: Event) => event.preventDefault()}>
        <label><span>${say('name')}</span>
          <input name="name" type="search" maxlength="200" list="names" dir="ltr" autocomplete="off" spellcheck="false" .value=${this.#name} @change=${(event: Event) => this.#choose(() => (this.#name = value(event)))} />
        </label>
        <datalist id="names">${session.names.map((name) => html`<option value=${name}></option>`)}</datalist>
        <label><span>${say('status')}</span>
          <select name="status" .value=${this.#status} @change=${(event: Event) => this.#choose(() => (this.#status = value(event)))}>
            <option value="" ?selected=${!this.#status}>${say('allEvents')}</option>
            ${rowFilters.map((status) => html`<option value=${status} ?selected=${status === this.#status}>${say(status)}</option>`)}
          </select>
        </label>
        <label class="wide"><span>${say('search')}</span>
          <input name="who" type="search" maxlength="256" dir="ltr" autocomplete="off" spellcheck="false" .value=${this.#who} @change=${(event: Event) => this.#choose(() => (this.#who = value(event)))} />
        </label>
        ${isFiltered
          ? html`<button type="button" class="quiet" @click=${() => this.#choose(() => (this.#name = this.#who = this.#status = ''))}>${say('clearFilters')}</button>`
          : nothing}
      </form>
    `;
  }

  #list(): TemplateResult {
    const { say } = this.desk;
    const rows = this.#rows;
    if (!rows) return notYet(this.desk);
    if (!rows.length) return emptyState(say(this.#name || this.#who || this.#status ? 'noMatch' : 'empty'));
    return html`
      <table class="stack list card" id="events">
        <caption class="visually-hidden">${say('events')}</caption>
        <thead><tr>
          <th scope="col">${say('event')}</th><th scope="col">${say('status')}</th><th scope="col">${say('deliveries')}</th>
          <th scope="col">${say('source')}</th><th scope="col" class="end">${say('received')}</th>
        </tr></thead>
        <tbody>${repeat(rows, keyOf, (row) => this.#row(row))}</tbody>
      </table>
      ${this.#next ? html`<p class="more"><button type="button" @click=${() => void this.desk.attempt(() => this.#older())}>${say('older')}</button></p>` : nothing}
    `;
  }

  #row(row: Row): TemplateResult {
    const { say, format } = this.desk;
    const { name, status, source, findings, delivered = 0, deliveries = 0, receivedAt } = row;
    const done = deliveries ? say('deliveredOf', { done: format.number(delivered), all: format.number(deliveries) }) : '—';
    return html`<tr>
      <th scope="row"><a href=${hrefOf(row)} dir="ltr">${name}</a>${findings && status !== 'rejected' ? chip('calm', say('findingsCount', { count: format.number(findings) })) : nothing}</th>
      <td data-label=${say('status')}>${stateChip(this.desk, status)}</td>
      <td data-label=${say('deliveries')}>${done}</td>
      <td data-label=${say('source')}>${say(source)}</td>
      <td class="end" data-label=${say('received')}>${time(this.desk, receivedAt)}</td>
    </tr>`;
  }
}
