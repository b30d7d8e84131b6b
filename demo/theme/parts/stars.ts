import { html, type TemplateResult } from 'lit';
import { say } from '../language.js';
import { listTexts } from '../texts/list.js';

/** A rating as a shopper sees it, and as it is read out. */
export const stars = (rating: number): TemplateResult => html`<span class="stars" role="img" aria-label="${rating} ${say(listTexts.stars)}"
  >${'★'.repeat(Math.round(rating))}<span class="stars-left">${'★'.repeat(5 - Math.round(rating))}</span></span
>`;
