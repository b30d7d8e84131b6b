import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeadLetters, Delivery, RejectedGroups } from '../../gateway/studio/answers.js';
import { inPath } from '../api.js';
import { emptyState, time, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';

/** What did not get through: dead letters, and rejected events by the rule they broke. */
export class ProblemsView implements View {
  readonly place = 'problems';
  #dead: Delivery[] | undefined;
  #rejected: RejectedGroups | undefined;
  /** The function whose dead letters are shown; empty: all. */
  #only = '';
  #names: string[] = [];

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('problems');
  }

  every(): number {
    return 3000;
  }

  async load(): Promise<void> {
    const { api } = this.desk;
    const only = this.#only;
    const query: Record<string, string> = only ? { function: only } : {};
    const [dead, rejected] = await Promise.all([api.get<DeadLetters>('dlq', query), api.get<RejectedGroups>('studio/rejected')]);
    if (only !== this.#only) return;
    this.#dead = dead.deliveries;
    this.#rejected = rejected;
    if (!only) this.#names = [...new Set(dead.deliveries.map(({ function: name }) => name))].sort();
  }

  async #replay(path: string, body: object = {}): Promise<void> {
    const { replayed } = await this.desk.api.post<{ replayed: number }>(path, body);
    await this.load();
    this.desk.announce(this.desk.say('replayed', { count: this.desk.format.number(replayed) }));
  }

  async #purge(): Promise<void> {
    const { say, format } = this.desk;
    if (!(await this.desk.confirm(say('purgeAsk'), say('purgeAsked'), say('purge')))) return;
    const { purged } = await this.desk.api.post<{ purged: number }>('dlq/purge', this.#which());
    await this.load();
    this.desk.announce(say('purged', { count: format.number(purged) }));
  }

  #which(): { function?: string } {
    return this.#only ? { function: this.#only } : {};
  }

  render(): TemplateResult {
    const { say } = this.desk;
    return html`
      ${viewHead(say('problems'))}
      <section aria-labelledby="dead-title">
        <div class="row"><h2 id="dead-title">${say('deadLetters')}</h2>${this.#actions()}</div>
        <p class="help">${say('deadHelp')}</p>
        ${this.#deadLetters()}
      </section>
      <section aria-labelledby="rejected-title">
        <h2 id="rejected-title">${say('rejectedEvents')}</h2>
        <p class="help">${say('rejectedHelp')}</p>
        ${this.#groups()}
      </section>
    `;
  }

  #actions(): TemplateResult | typeof nothing {
    const { say, attempt } = this.desk;
    if (!this.#dead?.length && !this.#only) return nothing;
    return html`<div class="actions">
      <label><span class="visually-hidden">${say('function')}</span>
        <select name="function" @change=${(event: Event) => {
          this.#only = (event.target as HTMLSelectElement).value;
          void attempt(() => this.load());
        }}>
          <option value="" ?selected=${!this.#only}>${say('functions')}: ${say('everything')}</option>
          ${this.#names.map((name) => html`<option value=${name} ?selected=${name === this.#only}>${name}</option>`)}
        </select>
      </label>
      <button type="button" id="replay-all" @click=${() => void attempt(() => this.#replay('dlq/replay', this.#which()))}>${say('replayAll')}</button>
      <button type="button" class="danger" id="purge" @click=${() => void attempt(() => this.#purge())}>${say('purge')}</button>
    </div>`;
  }

  #deadLetters(): TemplateResult {
    const { say, format, attempt } = this.desk;
    if (!this.#dead) return html`<p class="empty">${say('loading')}</p>`;
    if (!this.#dead.length) return emptyState(say('noDead'));
    return html`<table class="stack card" id="dead">
      <caption class="visually-hidden">${say('deadLetters')}</caption>
      <thead><tr>
        <th scope="col">${say('event')}</th><th scope="col">${say('function')}</th><th scope="col">${say('reason')}</th><th scope="col" class="end">${say('attempts')}</th>
        <th scope="col" class="end">${say('at')}</th><th scope="col"><span class="visually-hidden">${say('replay')}</span></th>
      </tr></thead>
      <tbody>${repeat(this.#dead, ({ id }) => id, ({ id, eventId, event, function: name, reason = '—', attempts, updatedAt }) => html`<tr>
        <th scope="row"><a href="#/events/${encodeURIComponent(eventId)}" dir="ltr">${event}</a></th>
        <td data-label=${say('function')}><code dir="ltr">${name}</code></td>
        <td data-label=${say('reason')}><span dir="auto">${reason}</span></td>
        <td class="end" data-label=${say('attempts')}>${format.number(attempts)}</td>
        <td class="end" data-label=${say('at')}>${time(this.desk, updatedAt)}</td>
        <td class="end"><button type="button" class="small" aria-label=${say('replayOne', { event, name })} @click=${() => void attempt(() => this.#replay(`deliveries/${inPath(id)}/retry`))}>${say('replay')}</button></td>
      </tr>`)}</tbody>
    </table>`;
  }

  #groups(): TemplateResult {
    const { say, format } = this.desk;
    if (!this.#rejected) return html`<p class="empty">${say('loading')}</p>`;
    const { groups, looked, more } = this.#rejected;
    if (!groups.length) return emptyState(say('noRejected'));
    return html`<table class="stack card" id="rejected">
        <caption class="visually-hidden">${say('rejectedEvents')}</caption>
        <thead><tr>
          <th scope="col">${say('event')}</th><th scope="col">${say('field')}</th><th scope="col">${say('expected')}</th><th scope="col">${say('came')}</th>
          <th scope="col" class="end">${say('count')}</th><th scope="col" class="end">${say('lastSeen')}</th>
        </tr></thead>
        <tbody>${groups.map(
          ({ event, field, expected, received = '—', count, latest }) => html`<tr>
            <th scope="row"><bdi>${event}</bdi></th>
            <td data-label=${say('field')}><code dir="ltr">${field || '—'}</code></td>
            <td data-label=${say('expected')}><span dir="auto">${expected}</span></td>
            <td data-label=${say('came')}><span dir="auto">${received}</span></td>
            <td class="end" data-label=${say('count')}>${format.number(count)}</td>
            <td class="end" data-label=${say('lastSeen')}><a href="#/rejected/${latest.seq}">${time(this.desk, latest.receivedAt)}</a></td>
          </tr>`,
        )}</tbody>
      </table>
      ${more ? html`<p class="help">${say('looked', { count: format.number(looked) })}</p>` : nothing}`;
  }
}
