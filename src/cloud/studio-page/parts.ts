import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Finding } from '../../events/finding.js';
import type { Json } from '../../events/plain.js';
import type { TextKey } from './texts.js';
import type { Desk } from './view.js';

/** A word with a colour and a sign, which says the same without. */
export const chip = (tone: 'good' | 'bad' | 'busy' | 'calm', text: string): TemplateResult =>
  html`<span class="chip" data-tone=${tone}><svg class="sign" viewBox="0 0 16 16" aria-hidden="true">${signs[tone]}</svg>${text}</span>`;

const signs = {
  good: svg`<path d="M3 8.5l3.2 3.2L13 5" />`,
  bad: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  busy: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 5v3.2l2 1.3" />`,
  calm: svg`<path d="M4 8h8" />`,
};

const tones = {
  succeeded: 'good', delivered: 'good', running: 'good',
  dead: 'bad', rejected: 'bad', failed: 'bad', circuit: 'bad',
  waiting: 'busy', pending: 'busy', leased: 'busy',
  nobody: 'calm', withheld: 'calm', erased: 'calm', dropped: 'calm', paused: 'calm',
} as const;

/** The state of an event, a delivery or a function. */
export function stateChip({ say }: Desk, state: keyof typeof tones): TemplateResult {
  const key: TextKey = state === 'pending' ? 'waiting' : state === 'leased' ? 'active' : state;
  return chip(tones[state], say(key));
}

/** A moment. */
export const time = ({ format }: Desk, at: number): TemplateResult => html`<time datetime=${new Date(at).toISOString()} title=${format.full(at)}>${format.time(at)}</time>`;

/** What was found with an event, as a table. */
export const findingsTable = ({ say }: Desk, findings: readonly Finding[]): TemplateResult => html`
  <table class="stack">
    <caption class="visually-hidden">${say('findings')}</caption>
    <thead><tr><th scope="col">${say('status')}</th><th scope="col">${say('field')}</th><th scope="col">${say('expected')}</th><th scope="col">${say('came')}</th></tr></thead>
    <tbody>
      ${findings.map(
        ({ kind, field, expected, received }) => html`<tr>
          <td data-label=${say('status')}>${chip(kind === 'rejected' ? 'bad' : 'calm', kindText(say, kind))}</td>
          <td data-label=${say('field')}><code dir="ltr">${field || '—'}</code></td>
          <td data-label=${say('expected')}><span dir="auto">${expected}</span></td>
          <td data-label=${say('came')}><span dir="auto">${received ?? '—'}</span></td>
        </tr>`,
      )}
    </tbody>
  </table>
`;

const kinds: Readonly<Record<string, TextKey | undefined>> = { rejected: 'rejected', repaired: 'repaired', missing: 'missing', removed: 'removed' };
const kindText = (say: Desk['say'], kind: string): string => say(kinds[kind] ?? 'warning');

/** Data, as text. */
export const json = (value: Json | undefined): TemplateResult => html`<pre dir="ltr" tabindex="0">${value === undefined ? '—' : JSON.stringify(value, undefined, 2)}</pre>`;

/** Label and value, where there is a value. */
export const fact = (label: string, value: unknown): TemplateResult | typeof nothing =>
  value === undefined || value === '' ? nothing : html`<div class="fact"><dt>${label}</dt><dd>${value}</dd></div>`;

/** What is shown where there is nothing. */
export const emptyState = (text: string): TemplateResult => html`<p class="empty">${text}</p>`;

/** What is shown where nothing is loaded yet, or could not be. */
export const notYet = ({ say, failure, tryAgain }: Desk): TemplateResult =>
  failure === undefined
    ? html`<p class="empty">${say('loading')}</p>`
    : html`<div class="empty">
        <p class="trouble" role="alert">${failure}</p>
        <button type="button" id="try-again" @click=${tryAgain}>${say('tryAgain')}</button>
      </div>`;

/** What is wrong with what stands in a field, which is described by it. */
export const fault = (id: string, text: string | undefined): TemplateResult => html`<p class="fault" id=${id} role="alert">${text ?? nothing}</p>`;

/** The head of a view; the title takes the focus when the view changes. */
export const viewHead = (title: string, help?: string, more?: TemplateResult): TemplateResult => html`
  <header class="view-head">
    <div><h1 tabindex="-1">${title}</h1>${help ? html`<p class="help">${help}</p>` : nothing}</div>
    ${more ?? nothing}
  </header>
`;
