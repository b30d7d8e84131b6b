import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallRates, FunctionRow, FunctionRows } from '../../gateway/studio/answers.js';
import { inPath } from '../api.js';
import { emptyState, fact, notYet, stateChip, viewHead } from '../parts.js';
import type { Desk, View } from '../view.js';

/** What the functions do. */
export class FunctionsView implements View {
  readonly place = 'functions';
  #functions: FunctionRow[] | undefined;

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('functions');
  }

  every(): number {
    return 2000;
  }

  loaded(): boolean {
    return !!this.#functions;
  }

  async load(): Promise<void> {
    this.#functions = (await this.desk.api.get<FunctionRows>('functions')).functions;
  }

  async #set(name: string, action: 'pause' | 'resume'): Promise<void> {
    await this.desk.api.post(`functions/${inPath(name)}/${action}`);
    this.desk.reload();
    this.desk.announce(`${name}: ${this.desk.say(action === 'pause' ? 'paused' : 'running')}`);
  }

  render(): TemplateResult {
    const { say, format } = this.desk;
    const all = this.#functions;
    const minutes = format.number((all?.find(({ rates }) => rates)?.rates?.spanMs ?? 300_000) / 60_000);
    return html`
      ${viewHead(say('functions'), say('functionsHelp', { minutes }))}
      ${!all ? notYet(this.desk) : all.length ? html`<div class="cards">${repeat(all, ({ function: name }) => name, (one) => this.#card(one))}</div>` : emptyState(say('noFunctions'))}
    `;
  }

  #card({ function: name, paused, reason, circuitOpen, counts, active = 0, events, oldestDue, rates }: FunctionRow): TemplateResult {
    const { say, format } = this.desk;
    const state = paused ? 'paused' : circuitOpen ? 'circuit' : 'running';
    const action = paused ? 'resume' : 'pause';
    const waits = oldestDue === undefined ? undefined : Math.max(0, Date.now() - oldestDue);
    return html`<section class="card function" aria-label=${name}>
      <div class="row">
        <h2 dir="ltr">${name}</h2>${stateChip(this.desk, state)}
        <button type="button" class="small" aria-label=${say(paused ? 'resumeFunction' : 'pauseFunction', { name })} @click=${() => void this.desk.attempt(() => this.#set(name, action))}>${say(action)}</button>
      </div>
      ${reason ? html`<p class="muted" dir="auto">${reason}</p>` : nothing}
      ${rates ? this.#rates(rates) : nothing}
      <dl class="facts">
        ${fact(say('waitingShort'), format.number(counts.pending))} ${fact(say('active'), format.number(Math.max(active, counts.leased)))}
        ${fact(say('deadLetters'), counts.dead ? html`<a href="#/problems">${format.number(counts.dead)}</a>` : format.number(0))}
        ${waits === undefined ? nothing : fact(say('oldest'), format.duration(waits))}
      </dl>
      ${events ? html`<p class="muted">${say('eventsOf')}: ${events.includes('*') ? say('everything') : events.map((event) => html`<code dir="ltr">${event}</code> `)}</p>` : nothing}
    </section>`;
  }

  #rates({ calls, failed, spanMs, p50, p99, waitP99, parts }: CallRates): TemplateResult {
    const { say, format } = this.desk;
    const took = (ms: number | undefined): string => (ms === undefined ? '—' : format.duration(ms));
    const most = Math.max(1, ...parts.map((part) => part.calls));
    const height = (count: number): number => (count / most) * 36;
    return html`
      <svg class="spark" viewBox="0 0 300 40" preserveAspectRatio="none" aria-hidden="true">
        ${parts.map((part, index) => svg`
          <rect class="bar" x=${index * 10 + 1} y=${40 - height(part.calls)} width="8" height=${height(part.calls)} />
          <rect class="bad" x=${index * 10 + 1} y=${40 - height(part.failed)} width="8" height=${height(part.failed)} />`)}
        <path class="ground" d="M0 39.5H300" />
      </svg>
      <dl class="facts figures">
        ${fact(say('perMinute'), format.number(calls / (spanMs / 60_000)))} ${fact(say('failureRate'), format.percent(calls ? failed / calls : 0))}
        ${fact(`${say('latency')}, ${say('p50')}`, took(p50))} ${fact(`${say('latency')}, ${say('p99')}`, took(p99))} ${fact(say('wait'), took(waitP99))}
      </dl>
    `;
  }
}
