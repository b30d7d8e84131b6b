import { html, type TemplateResult } from 'lit';
import type { RejectedWay } from '../../gateway/studio/answers.js';
import { ApiError, inPath } from '../api.js';
import { fact, findingsTable, notYet, stateChip, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';
import { Reveal } from './reveal.js';

/** One rejected event, and why. */
export class RejectedView implements View {
  readonly place = 'events';
  #found: RejectedWay | undefined;
  readonly #reveal: Reveal;

  constructor(
    private readonly desk: Desk,
    /** Its number, as it stands in the address. */
    private readonly seq: string,
  ) {
    this.#reveal = new Reveal(desk, `studio/rejected/${inPath(seq)}/payload`);
  }

  title(): string {
    return this.#found?.rejected.name ?? this.desk.say('rejected');
  }

  every(): number {
    return Infinity;
  }

  loaded(): boolean {
    return !!this.#found;
  }

  async load(): Promise<void> {
    if (!/^\d{1,15}$/.test(this.seq)) throw new ApiError(404, 'no event has such a number');
    this.#found = await this.desk.api.get<RejectedWay>(`studio/rejected/${inPath(this.seq)}`);
  }

  render(): TemplateResult {
    const { say, format } = this.desk;
    const back = html`<a class="back" href="#/events">${say('back')}</a>`;
    if (!this.#found) return html`${back}${viewHead(say('event'))}${notYet(this.desk)}`;
    const { rejected: event } = this.#found;
    return html`
      ${back}
      <header class="view-head"><h1 tabindex="-1" dir="auto">${event.name}</h1>${stateChip(this.desk, 'rejected')}</header>
      <ol class="way" aria-label=${say('steps')}>
        <li class="card">
          <h2>${say('received')}</h2>
          <dl class="facts">
            ${fact(say('id'), html`<code dir="ltr">${event.eventId}</code>`)} ${fact(say('received'), format.full(event.receivedAt))}
            ${fact(say('source'), say(event.source))} ${fact(say('key'), html`<code dir="ltr">${event.key}</code>`)}
          </dl>
        </li>
        <li class="card"><h2>${say('rejected')}</h2>${findingsTable(this.desk, event.findings)}</li>
      </ol>
      ${this.#reveal.render()}
    `;
  }
}
