import { html, nothing, type TemplateResult } from 'lit';
import type { Attempt, Delivery, EventWay } from '../../gateway/studio/answers.js';
import { inPath } from '../api.js';
import { chip, emptyState, fact, findingsTable, json, notYet, stateChip, time, viewHead } from '../parts.js';
import type { TextKey } from '../texts.js';
import type { Desk, View } from '../view.js';
import { hrefOfEvent } from './events.js';
import { Reveal } from './reveal.js';

/** One event's whole way. */
export class EventView implements View {
  readonly place = 'events';
  #found: EventWay | undefined;
  readonly #reveal: Reveal;

  constructor(
    private readonly desk: Desk,
    private readonly eventId: string,
    private readonly source: string | undefined,
  ) {
    this.#reveal = new Reveal(desk, this.#path('/payload'));
  }

  #path(part = ''): string {
    return `studio/events/${inPath(this.eventId)}${part}${this.source ? `?source=${inPath(this.source)}` : ''}`;
  }

  title(): string {
    return this.#found?.event.name ?? this.desk.say('event');
  }

  every(): number {
    return this.#found?.event.status === 'waiting' ? 1000 : 4000;
  }

  loaded(): boolean {
    return !!this.#found;
  }

  async load(): Promise<void> {
    this.#found = await this.desk.api.get<EventWay>(this.#path());
  }

  async #replay({ id }: Delivery): Promise<void> {
    const { say, format } = this.desk;
    const { replayed } = await this.desk.api.post<{ replayed: number }>(`deliveries/${inPath(id)}/retry`);
    this.desk.announce(say('replayed', { count: format.number(replayed) }));
    this.desk.reload();
  }

  async #copy(): Promise<void> {
    // Outside of a secure context there is no clipboard.
    await navigator.clipboard?.writeText(this.eventId).then(() => this.desk.announce(this.desk.say('copied')), () => {});
  }

  render(): TemplateResult {
    const { say, format } = this.desk;
    const back = html`<a class="back" href="#/events">${say('back')}</a>`;
    if (!this.#found) return html`${back}${viewHead(say('event'))}${notYet(this.desk)}`;
    const { event, ways, alsoFrom: source } = this.#found;
    const { findings = [], status } = event;
    const note: TextKey | undefined = status === 'withheld' ? 'withheldHelp' : status === 'erased' ? 'erasedHelp' : status === 'nobody' ? 'nobodyHelp' : undefined;
    return html`
      ${back}
      <header class="view-head"><h1 tabindex="-1" dir="ltr">${event.name}</h1>${stateChip(this.desk, status)}</header>
      <ol class="way" aria-label=${say('steps')}>
        <li class="card">
          <h2>${say('received')}</h2>
          <dl class="facts">
            ${fact(say('id'), html`<code dir="ltr">${event.eventId}</code> <button type="button" class="quiet small" @click=${() => void this.#copy()}>${say('copyId')}</button>`)}
            ${fact(say('received'), format.full(event.receivedAt))} ${fact(say('occurred'), format.full(event.occurredAt))}
            ${fact(say('source'), html`${say(event.source)} ${source ? html`<a href=${hrefOfEvent({ eventId: event.eventId, source })}>${say('alsoFrom', { source: say(source) })}</a>` : nothing}`)} ${fact(say('key'), html`<code dir="ltr">${event.key}</code>`)} ${fact(say('type'), html`<code dir="ltr">${event.type}</code>`)}
          </dl>
        </li>
        <li class="card">
          <h2>${say('validated')}</h2>
          ${findings.length ? findingsTable(this.desk, findings) : html`<p>${chip('good', say('clean'))}</p>`}
        </li>
        <li class="card">
          <h2>${say('deliveries')}</h2>
          ${note ? html`<p>${say(note)}</p>` : nothing}
          ${ways.map((way) => this.#way(way))}
        </li>
        <li class="card">
          <h2>${say('device')}</h2>
          ${this.#receipts()}
        </li>
      </ol>
      ${status === 'erased' || status === 'withheld' ? nothing : this.#reveal.render()}
    `;
  }

  #way({ delivery, attempts }: EventWay['ways'][number]): TemplateResult {
    const { say, format } = this.desk;
    const { function: name, state, reason, due, event } = delivery;
    return html`<section class="delivery" data-state=${state} aria-label=${name}>
      <div class="row">
        <h3 dir="ltr">${name}</h3>${stateChip(this.desk, state)}
        ${state === 'pending' ? html`<span class="muted">${say('dueAt', { time: format.time(due) })}</span>` : nothing}
        ${reason ? html`<span class="muted" dir="auto">${reason}</span>` : nothing}
        ${state === 'dead'
          ? html`<button type="button" class="small" aria-label=${say('replayOne', { event, name })} @click=${() => void this.desk.attempt(() => this.#replay(delivery))}>${say('replay')}</button>`
          : nothing}
      </div>
      ${attempts.map((attempt) => this.#attempt(attempt))}
    </section>`;
  }

  #attempt({ number, at, outcome }: Attempt): TemplateResult {
    const { say, format } = this.desk;
    const { kind, status, message, durationMs, logs, requests, data, error } = outcome;
    return html`<details class="attempt">
      <summary>
        ${chip(kind === 'success' ? 'good' : 'bad', say('attempt', { number: format.number(number) }))}
        ${status === undefined ? nothing : html`<code>${status}</code>`} <span class="muted">${format.duration(durationMs)}</span> ${time(this.desk, at)}
        ${message ? html`<span class="muted" dir="auto">${message}</span>` : nothing}
      </summary>
      ${data === undefined && error === undefined ? nothing : html`<h4>${say('answer')}</h4>${json(error ?? data)}`}
      ${logs.length
        ? html`<h4>${say('logs')}</h4>
            <ul class="logs" dir="ltr" tabindex="0" aria-label=${say('logs')}>${logs.map(({ level, text }) => html`<li data-level=${level}><span class="level">${level}</span> ${text}</li>`)}</ul>`
        : nothing}
      ${requests.length
        ? html`<h4>${say('requests')}</h4>
            <table class="stack">
              <caption class="visually-hidden">${say('requests')}</caption>
              <thead><tr><th scope="col">${say('address')}</th><th scope="col">${say('status')}</th><th scope="col">${say('duration')}</th></tr></thead>
              <tbody>${requests.map(
                ({ method, url, status: answered, durationMs: took, refused }) => html`<tr>
                  <td data-label=${say('address')}><code dir="ltr">${method} ${url}</code></td>
                  <td data-label=${say('status')}>${refused ? chip('bad', say('refused', { why: refused })) : (answered ?? '—')}</td>
                  <td data-label=${say('duration')}>${format.duration(took)}</td>
                </tr>`,
              )}</tbody>
            </table>`
        : nothing}
    </details>`;
  }

  #receipts(): TemplateResult {
    const { say } = this.desk;
    const { receipts } = this.#found!;
    if (!receipts.length) return emptyState(say('noReceipts'));
    return html`<p class="help">${say('deviceHelp')}</p>
      <table class="stack" id="receipts">
        <caption class="visually-hidden">${say('device')}</caption>
        <thead><tr><th scope="col">${say('destination')}</th><th scope="col">${say('status')}</th><th scope="col">${say('reason')}</th><th scope="col" class="end">${say('at')}</th></tr></thead>
        <tbody>${receipts.map(
          ({ destination, status, reason, at }) => html`<tr>
            <th scope="row"><bdi>${destination}</bdi></th>
            <td data-label=${say('status')}>${stateChip(this.desk, status)}</td>
            <td data-label=${say('reason')}>${reason === undefined ? '—' : reason === 'consent' ? say('consentHelp') : reason === 'duplicate' ? say('duplicate') : html`<code dir="ltr">${reason}</code>`}</td>
            <td class="end" data-label=${say('at')}>${time(this.desk, at)}</td>
          </tr>`,
        )}</tbody>
      </table>`;
  }
}
