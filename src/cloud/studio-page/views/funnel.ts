import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Funnel, FunnelStep } from '../../gateway/studio/answers.js';
import { daySpan, dayText } from '../format.js';
import { emptyState, fault, notYet, viewHead } from '../parts.js';
import { eventLabel } from '../texts.js';
import type { Desk, View } from '../view.js';

/** Heights of the parts of a step in the chart. */
const [labelHeight, barHeight, gapHeight] = [26, 34, 40];
const stepHeight = labelHeight + barHeight + gapHeight;

/** A step, with what came of the one before and of the first. */
interface Share extends FunnelStep {
  ofFirst: number;
  ofLast: number;
  lost: number;
}

const share = (part: number, whole: number): number => (whole ? part / whole : 0);

/** How far the sessions of a day got on their way to an order. */
export class FunnelView implements View {
  readonly place = 'funnel';
  #day = dayText(new Date());
  #by: 'session' | 'shopper' = 'session';
  #steps: FunnelStep[] | undefined;

  constructor(private readonly desk: Desk) {}

  title(): string {
    return this.desk.say('funnel');
  }

  every(): number {
    return this.#day === dayText(new Date()) ? 5000 : Infinity;
  }

  loaded(): boolean {
    return !!this.#steps;
  }

  async load(): Promise<void> {
    const span = daySpan(this.#day);
    if (!span) return;
    const [day, by] = [this.#day, this.#by];
    const { steps } = await this.desk.api.get<Funnel>('studio/funnel', { from: span[0], to: span[1], by });
    if (day === this.#day && by === this.#by) this.#steps = steps;
  }

  /** What is shown is of what was chosen, or nothing is. */
  #choose(change: () => void): void {
    change();
    this.#steps = undefined;
    this.desk.reload();
  }

  render(): TemplateResult {
    const { say } = this.desk;
    const missing = daySpan(this.#day) ? undefined : say('dayMissing');
    return html`
      ${viewHead(say('funnel'), say('funnelHelp'))}
      <form class="filters" @submit=${(event: Event) => event.preventDefault()}>
        <div class="field">
          <label><span>${say('day')}</span><input type="date" name="day" required max=${dayText(new Date())} aria-invalid=${!!missing} aria-describedby="day-fault" .value=${live(this.#day)} @change=${(event: Event) => this.#choose(() => (this.#day = (event.target as HTMLInputElement).value))} /></label>
          ${fault('day-fault', missing)}
        </div>
        <fieldset class="segments">
          <legend>${say('by')}</legend>
          ${(['session', 'shopper'] as const).map(
            (by) => html`<label><input type="radio" name="by" value=${by} .checked=${this.#by === by} @change=${() => this.#choose(() => (this.#by = by))} /><span>${say(by === 'session' ? 'bySession' : 'byShopper')}</span></label>`,
          )}
        </fieldset>
      </form>
      ${missing ? nothing : this.#content()}
    `;
  }

  #content(): TemplateResult {
    const { say } = this.desk;
    if (!this.#steps) return notYet(this.desk);
    const first = this.#steps[0]?.sessions ?? 0;
    if (!first) return emptyState(say('funnelNone'));
    const shares = this.#steps.map((step, index): Share => {
      const before = index ? this.#steps![index - 1]!.sessions : first;
      return { ...step, ofFirst: share(step.sessions, first), ofLast: share(step.sessions, before), lost: before - step.sessions };
    });
    return html`<div class="card chart">${this.#chart(shares)}</div>${this.#table(shares)}`;
  }

  /** It is the same from both sides, so that it reads in either direction. */
  #chart(shares: readonly Share[]): TemplateResult {
    const { say, narrow, language, format } = this.desk;
    const width = narrow ? 340 : 760;
    const height = shares.length * stepHeight - gapHeight;
    const half = (step: Share): number => Math.max((step.ofFirst * width) / 2, 1.5);
    const label = say('chart', { who: say(this.#by === 'session' ? 'whoSession' : 'whoShopper') });
    return html`<svg class="funnel" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
      ${shares.map((step, index) => {
        const top = index * stepHeight;
        const next = shares[index + 1];
        const middle = width / 2;
        const end = top + labelHeight + barHeight;
        return svg`
          <text class="step-name" x=${middle} y=${top + 17} text-anchor="middle">${eventLabel(step.name, language)} · ${format.number(step.sessions)}</text>
          <rect class="bar" data-step=${index} x=${middle - half(step)} y=${top + labelHeight} width=${2 * half(step)} height=${barHeight} rx="4" />
          ${
            next
              ? svg`<path class="flow" d="M${middle - half(step)} ${end + 3}L${middle + half(step)} ${end + 3}L${middle + half(next)} ${end + gapHeight - 3}L${middle - half(next)} ${end + gapHeight - 3}Z" />
                <text class="drop" x=${middle} y=${end + gapHeight / 2 + 4} text-anchor="middle">↓ ${format.percent(next.ofLast)}</text>`
              : null
          }`;
      })}
    </svg>`;
  }

  #table(shares: readonly Share[]): TemplateResult {
    const { say, format, language } = this.desk;
    return html`<table class="stack card" id="funnel">
      <caption class="visually-hidden">${say('funnel')}</caption>
      <thead><tr><th scope="col">${say('step')}</th><th scope="col" class="end">${say('reached')}</th><th scope="col" class="end">${say('share')}</th><th scope="col" class="end">${say('dropOff')}</th></tr></thead>
      <tbody>${shares.map(
        (step, index) => html`<tr>
          <th scope="row">${eventLabel(step.name, language)} <code dir="ltr" class="muted">${step.name}</code></th>
          <td class="end" data-label=${say('reached')}>${format.number(step.sessions)}</td>
          <td class="end" data-label=${say('share')}>${format.percent(step.ofFirst)}</td>
          <td class="end" data-label=${say('dropOff')}>${index ? html`<bdi>${format.number(step.lost)} (${format.percent(1 - step.ofLast)})</bdi>` : '—'}</td>
        </tr>`,
      )}</tbody>
    </table>`;
  }
}
