import { html, nothing, render, type TemplateResult } from 'lit';
import { say } from '../language.js';
import { texts } from '../texts/consent.js';

const asked = ['analytics', 'personalisation', 'marketing'] as const;

/** Whether the shopper has opened the question again. */
let isOpen = false;

const consent = (): NonNullable<typeof window.ecom>['consent'] => window.ecom!.consent;

/** At the foot of each page, where the shop asks: the way back to the question. */
export const privacyButton = (): TemplateResult | typeof nothing =>
  consent().asked ? html`<li><button class="quiet" id="privacy" type="button" @click=${open}>${say(texts.title)}</button></li>` : nothing;

/** Asks the shopper, until they have answered: no choice is hidden, none is ticked before, and both answers are as easy. */
const banner = (): TemplateResult => html`<section class="consent" id="consent" aria-labelledby="consent-title">
  <h2 id="consent-title" tabindex="-1">${say(texts.title)}</h2>
  <p>${say(texts.question)}</p>
  <form @submit=${save}>
    <fieldset>
      <legend class="unseen">${say(texts.title)}</legend>
      <label><input type="checkbox" checked disabled /> ${say(texts.necessary)}</label>
      ${asked.map(
        (category) => html`<label><input type="checkbox" name=${category} .checked=${consent().state[category] === 'granted'} /> ${say(texts[category])}</label>`,
      )}
    </fieldset>
    <div class="consent-answers">
      <button class="button" type="button" id="consent-all" @click=${() => answer('granted')}>${say(texts.all)}</button>
      <button class="button" type="button" id="consent-none" @click=${() => answer('denied')}>${say(texts.none)}</button>
      <button class="quiet">${say(texts.save)}</button>
    </div>
  </form>
</section>`;

/** Draws the question where it is due. It stands first in the document, so that the keyboard comes to it first. */
export function drawConsent(): void {
  const isDue = consent().asked && (isOpen || asked.some((category) => consent().state[category] === 'pending'));
  let place = document.getElementById('consent-place');
  if (!place && !isDue) return;
  if (!place) {
    place = Object.assign(document.createElement('div'), { id: 'consent-place' });
    document.body.prepend(place);
  }
  render(isDue ? banner() : nothing, place);
}

function open(): void {
  isOpen = true;
  drawConsent();
  document.getElementById('consent-title')!.focus();
}

function save(event: SubmitEvent): void {
  event.preventDefault();
  const ticked = new FormData(event.target as HTMLFormElement);
  answer(Object.fromEntries(asked.map((category) => [category, ticked.has(category)])));
}

/** All that the theme has to do with an answer: say it. What it means for whom is the tracker's business. */
function answer(change: Parameters<ReturnType<typeof consent>['update']>[0]): void {
  isOpen = false;
  consent().update(change);
  drawConsent();
  // The button that had the focus is gone.
  document.getElementById('main')!.focus({ preventScroll: true });
}
