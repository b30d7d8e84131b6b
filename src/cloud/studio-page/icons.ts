import { html, type TemplateResult } from 'lit';
import type { Place } from './view.js';

/** The sign of the Studio. */
export const brand = (): TemplateResult => html`<svg class="brand" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" /><path d="M8 9h16l-5.5 7v5.5L13.5 24v-8z" /></svg>`;

const icons: Readonly<Record<Place, string>> = {
  events: 'M4 6h12M4 10h12M4 14h7',
  funnel: 'M3 4h14l-5.5 6.5V15l-3 1.5v-6z',
  functions: 'M7 5L3 10l4 5M13 5l4 5-4 5',
  problems: 'M10 3l7.5 13h-15zM10 8v4M10 14v.1',
  reconciliation: 'M4 7h12l-3-3M16 13H4l3 3',
};

/** The sign of an entry of the navigation. */
export const icon = (place: Place): TemplateResult => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${icons[place]} /></svg>`;
