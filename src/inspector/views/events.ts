import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { costsOf, matches, noFilter, statusFilters, type Entry, type Filter, type StatusFilter } from '../entry.js';
import type { Say } from '../texts.js';
import { detail } from './detail.js';
import { rows } from './rows.js';

/** How the events are shown, and what can be done with them. */
export interface EventsView {
  say: Say;
  entries: readonly Entry[];
  filter: Filter;
  /** How many rows are drawn at most. */
  limit: number;
  /** Id of the event whose details are shown. */
  selected: string | undefined;
  /** Id of the row that the Tab key comes to. */
  stop: string | undefined;
  narrow(filter: Partial<Filter>): void;
  more(): void;
  select(id: string): void;
  /** The focus has come to something in the list. */
  focused(event: FocusEvent): void;
  back(): void;
  copy(): void;
}

/** The list of events, newest first, and beside it all that is known of one. */
export function eventsView(view: EventsView): TemplateResult {
  const { say, entries, filter, limit, selected, narrow, select, focused, back, copy } = view;
  const found = entries.filter((entry) => matches(entry, filter)).reverse();
  const shown = found.slice(0, limit);
  const entry = entries.find(({ id }) => id === selected);
  const stop = [view.stop, selected].find((id) => id !== undefined && shown.some((one) => one.id === id)) ?? shown[0]?.id;
  return html`<div class="split" data-selected=${!!entry}>
    <div class="list">
      ${filters(view)}
      <div class="scroll" @focusin=${focused}>
        ${shown.length ? rows(shown, { say, selected, stop, select }) : html`<p class="empty">${say(entries.length ? 'noMatch' : 'noEvents')}</p>`}
        ${shown.length || !entries.length ? nothing : html`<p class="empty"><button type="button" class="plain" @click=${() => narrow(noFilter)}>${say('clearFilters')}</button></p>`}
        ${found.length > shown.length ? html`<button type="button" class="plain older" @click=${view.more}>${say('older', { count: found.length - shown.length })}</button>` : nothing}
      </div>
    </div>
    <section class="detail scroll" tabindex="0" aria-label=${say('event')}>
      ${entry ? keyed(entry.id, detail(entry, { say, back, copy })) : html`<p class="empty">${say('select')}</p>`}
    </section>
  </div>`;
}

function filters({ say, entries, filter: { text, status, destination }, narrow }: EventsView): TemplateResult {
  const names = costsOf(entries).map((cost) => cost.destination);
  return html`<div class="filters" role="search" aria-label=${say('filters')}>
    <input type="search" aria-label=${say('search')} placeholder=${say('search')} .value=${live(text)} @input=${(event: Event) => narrow({ text: valueOf(event) })} />
    <select aria-label=${say('status')} .value=${live(status)} @change=${(event: Event) => narrow({ status: valueOf(event) as StatusFilter })}>
      ${statusFilters.map((one) => html`<option value=${one} ?selected=${one === status}>${say(one)}</option>`)}
    </select>
    <select aria-label=${say('destination')} .value=${live(destination)} @change=${(event: Event) => narrow({ destination: valueOf(event) })}>
      <option value="" ?selected=${!destination}>${say('allDestinations')}</option>
      ${names.map((name) => html`<option value=${name} ?selected=${name === destination}>${name}</option>`)}
    </select>
  </div>`;
}

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;
