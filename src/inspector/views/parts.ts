import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../events/plain.js';
import type { Delivery } from '../../tracker/receipt.js';
import { textParts, type Say, type TextKey } from '../texts.js';

/** What a piece of text is in a template: text, or a template that keeps its own direction. */
export type Piece = string | number | TemplateResult | typeof nothing;

/** Code, a name or a number within a text of either direction. */
export const ltr = (text: string | number): TemplateResult => html`<bdi dir="ltr">${text}</bdi>`;

/** A text of ours with templates in it. */
export const fill = (say: Say, key: TextKey, pieces: Readonly<Record<string, Piece>>): TemplateResult =>
  html`${textParts(say(key)).map((part) => (part.startsWith('{') ? (pieces[part.slice(1, -1)] ?? '') : part))}`;

/** Milliseconds: what is less than a tenth of one is said so. */
export const milliseconds = (value: number): string => (value && value < 0.1 ? '<\u20090.1\u202fms' : `${value.toFixed(value && value < 10 ? 1 : 0)}\u202fms`);

/** Time of the day, in the clock of whoever looks, with milliseconds. */
export function clock(at: number | string, withMilliseconds = false): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '–';
  const time = date.toLocaleTimeString('en-GB');
  return withMilliseconds ? `${time}.${String(date.getMilliseconds()).padStart(3, '0')}` : time;
}

/** A sign for each state, that does not need its colour. */
const signs: Record<Delivery['status'], string> = { delivered: '✓', running: '…', waiting: '◷', dropped: '⊘', failed: '✕' };

/** A state as a small sign; its name is for assistive technology where there is no room for it. */
export const sign = (status: Delivery['status'], say: Say): TemplateResult =>
  html`<span class="sign" aria-hidden="true">${signs[status]}</span><span class="only-told">${say(status)}</span>`;

/** Why something waits, or was dropped, in words. */
export function reasonText({ status, reason }: Delivery, say: Say): string | undefined {
  if (reason === 'consent') return say(status === 'dropped' ? 'consentDenied' : 'consentWaits');
  if (reason === 'duplicate') return say('duplicateHelp');
  return reason ? say(reason) : status === 'waiting' ? say('turn') : undefined;
}

/** JSON for people: names, texts and numbers in colours of their own. */
export function json(value: Json | undefined): TemplateResult {
  const text = JSON.stringify(value, null, 2) ?? '';
  const tokens = text.split(/("(?:\\.|[^"\\])*"(?:\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/i);
  return html`${tokens.map((token, index) => (index % 2 ? html`<span class=${kindOf(token)}>${token}</span>` : token))}`;
}

const kindOf = (token: string): string => (token.endsWith(':') ? 'key' : token.startsWith('"') ? 'text' : 'number');

/** A block of code that can be scrolled by the keyboard. */
export const code = (value: Json | undefined, label: string): TemplateResult => html`<pre dir="ltr" tabindex="0" role="group" aria-label=${label}>${json(value)}</pre>`;
