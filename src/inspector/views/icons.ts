import { svg, html, type TemplateResult } from 'lit';

/** Small pictures of one line, in the colour of the text beside them. */
const paths = {
  bottom: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.5" /><path d="M2.5 9.5h11" />`,
  clear: svg`<circle cx="8" cy="8" r="5.5" /><path d="m4.2 11.8 7.6-7.6" />`,
  close: svg`<path d="m4 4 8 8m0-8-8 8" />`,
  pause: svg`<path d="M6 4v8m4-8v8" />`,
  pulse: svg`<path d="M1.5 8.5h3l2-5 3 9 2-4h3" />`,
  resume: svg`<path d="m5.5 3.5 6.5 4.5-6.5 4.5z" />`,
  save: svg`<path d="M8 2.5v7m-3-2.5 3 3 3-3M3 13h10" />`,
  side: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.5" /><path d="M9.5 3v10" />`,
};

export type IconName = keyof typeof paths;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" data-icon=${name} viewBox="0 0 16 16" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
