import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeadLetters, Delivery, FunctionRows, RejectedGroups } from '../../gateway/studio/answers.js';
import { inPath } from '../api.js';
import { emptyState, notYet, time, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';
import { hrefOfEvent } from './events.js';

/** Dead letters that are shown at first, and more with each further asking. */
const pageSize = 100;

/** The most that are asked for at a time. */
const maxPage = 200;

/** Which dead letters an action is about: those of a function, or all. */
type Which = { function?: string };

/** What did not get through: dead letters, and rejected events by the rule they broke. */
export class ProblemsView implements View {
  readonly place = 'problems';
  #dead: Delivery[] | undefined;
  #rejected: RejectedGroups | undefined;
  /** How many dead letters each function has that has any. */
  #counts = new Map<string, number>();
  /** The function whose dead letters are shown; empty: all. */
  #only = '';
  #wanted = pageSize;
  #more = false;

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('problems');
  }

  every(): number {
    return 3000;
  }

  loaded(): boolean {
    return !!this.#dead;
  }

  async load(): Promise<void> {
    const [only, wanted] = [this.#only, this.#wanted];
    const [dead, counts, rejected] = await Promise.all([this.#read(this.#which(), wanted), this.#count(), this.desk.api.get<RejectedGroups>('studio/rejected')]);
    if (only !== this.#only || wanted !== this.#wanted) return;
    this.#dead = dead.slice(0, wanted);
    this.#more = dead.length > wanted;
    this.#counts = counts;
    this.#rejected = rejected;
  }

  /** The newest dead letters, and at least one more than are wanted, where there are so many. */
  async #read(which: Which, wanted: number): Promise<Delivery[]> {
    const found = new Map<string, Delivery>();
    const limit = Math.min(wanted + 1, maxPage);
    for (let before: number | undefined; found.size <= wanted; ) {
      const { deliveries } = await this.desk.api.get<DeadLetters>('dlq', { ...which, limit, ...(before !== undefined && { before }) });
      const known = found.size;
      for (const delivery of deliveries) found.set(delivery.id, delivery);
      if (deliveries.length < limit || found.size === known) break;
      // Of the last event there may be more, of further functions.
      before = deliveries.at(-1)!.seq + 1;
    }
    return [...found.values()];
  }

  async #count(): Promise<Map<string, number>> {
    const { functions } = await this.desk.api.get<FunctionRows>('functions');
    return new Map(functions.filter(({ counts }) => counts.dead).map(({ function: name, counts }) => [name, counts.dead]));
  }

  async #replay(path: string, which: Which = {}): Promise<void> {
    const { replayed } = await this.desk.api.post<{ replayed: number }>(path, which);
    this.desk.announce(this.desk.say('replayed', { count: this.desk.format.number(replayed) }));
    this.desk.reload();
  }

  async #replayAll(): Promise<void> {
    const { say } = this.desk;
    const which = this.#which();
    const text = `${await this.#howMany(which)} ${say('replayNote')}`;
    if (await this.desk.confirm({ title: say('replayAsk'), text, action: say('replayAll') })) await this.#replay('dlq/replay', which);
  }

  async #purge(): Promise<void> {
    const { say, format } = this.desk;
    const which = this.#which();
    const text = `${await this.#howMany(which)} ${say('purgeWarning')}`;
    if (!(await this.desk.confirm({ title: say('purgeAsk'), text, action: say('purge'), danger: true }))) return;
    const { purged } = await this.desk.api.post<{ purged: number }>('dlq/purge', which);
    this.desk.announce(say('purged', { count: format.number(purged) }));
    this.desk.reload();
  }

  /** How many it is about, as of now, shown or not. */
  async #howMany({ function: name }: Which): Promise<string> {
    this.#counts = await this.#count();
    const { say, format } = this.desk;
    const count = format.number(this.#total(name));
    return name === undefined ? say('whichAll', { count }) : say('whichOne', { count, name: `\u2068${name}\u2069` });
  }

  #total(name: string | undefined): number {
    return name === undefined ? [...this.#counts.values()].reduce((sum, count) => sum + count, 0) : (this.#counts.get(name) ?? 0);
  }

  #which(): Which {
    return this.#only ? { function: this.#only } : {};
  }

  #choose(name: string): void {
    this.#only = name;
    this.#wanted = pageSize;
    this.#dead = undefined;
    this.desk.reload();
  }

  #older(): void {
    this.#wanted += pageSize;
    this.desk.reload();
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
      ${this.#rejected
        ? html`<section aria-labelledby="rejected-title">
            <h2 id="rejected-title">${say('rejectedEvents')}</h2>
            <p class="help">${say('rejectedHelp')}</p>
            ${this.#groups(this.#rejected)}
          </section>`
        : nothing}
    `;
  }

  #actions(): TemplateResult | typeof nothing {
    const { say, format, attempt } = this.desk;
    if (!this.#counts.size && !this.#only) return nothing;
    const names = [...new Set([...this.#counts.keys(), this.#only])].filter(Boolean).sort();
    const option = (value: string, label: string): TemplateResult =>
      html`<option value=${value} ?selected=${value === this.#only}>${label} (${format.number(this.#total(value || undefined))})</option>`;
    return html`<div class="actions">
      <label><span class="visually-hidden">${say('function')}</span>
        <select name="function" @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
          ${option('', `${say('functions')}: ${say('everything')}`)} ${repeat(names, (name) => name, (name) => option(name, name))}
        </select>
      </label>
      <button type="button" id="replay-all" @click=${() => void attempt(() => this.#replayAll())}>${say('replayAll')}</button>
      <button type="button" class="danger" id="purge" @click=${() => void attempt(() => this.#purge())}>${say('purge')}</button>
    </div>`;
  }

  #deadLetters(): TemplateResult {
    const { say, format, attempt } = this.desk;
    if (!this.#dead) return notYet(this.desk);
    if (!this.#dead.length) return emptyState(say('noDead'));
    return html`<table class="stack card" id="dead">
      <caption class="visually-hidden">${say('deadLetters')}</caption>
      <thead><tr>
        <th scope="col">${say('event')}</th><th scope="col">${say('function')}</th><th scope="col">${say('reason')}</th><th scope="col" class="end">${say('attempts')}</th>
        <th scope="col" class="end">${say('at')}</th><th scope="col"><span class="visually-hidden">${say('replay')}</span></th>
      </tr></thead>
      <tbody>${repeat(this.#dead, ({ id }) => id, ({ id, eventId, source, event, function: name, reason = '—', attempts, updatedAt }) => html`<tr>
        <th scope="row"><a href=${hrefOfEvent({ eventId, source })} dir="ltr">${event}</a></th>
        <td data-label=${say('function')}><code dir="ltr">${name}</code></td>
        <td data-label=${say('reason')}><span dir="auto">${reason}</span></td>
        <td class="end" data-label=${say('attempts')}>${format.number(attempts)}</td>
        <td class="end" data-label=${say('at')}>${time(this.desk, updatedAt)}</td>
        <td class="end"><button type="button" class="small" aria-label=${say('replayOne', { event, name })} @click=${() => void attempt(() => this.#replay(`deliveries/${inPath(id)}/retry`))}>${say('replay')}</button></td>
      </tr>`)}</tbody>
    </table>
    ${this.#more
      ? html`<div class="more">
          <p class="help">${say('deadShown', { shown: format.number(this.#dead.length), count: format.number(this.#total(this.#only || undefined)) })}</p>
          <button type="button" id="older" @click=${() => this.#older()}>${say('olderDead')}</button>
        </div>`
      : nothing}`;
  }

  #groups(found: RejectedGroups): TemplateResult {
    const { say, format } = this.desk;
    const { groups, looked, more } = found;
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
