import { html, type TemplateResult } from 'lit';
import { account } from '../account.js';
import type { Checkout } from '../checkout.js';
import { say } from '../language.js';
import { checkoutTexts as texts } from '../texts/checkout.js';
import { field } from './field.js';

/** The first step: to whom, and where. Who is signed in need not say it again. */
export function addressForm({ address }: Checkout): TemplateResult {
  const known = { ...account(), ...address };
  return html`<form id="address" class="fields" method="post">
    ${field('first_name', texts.firstName, { value: known.first_name, autocomplete: 'given-name', half: true })}
    ${field('last_name', texts.lastName, { value: known.last_name, autocomplete: 'family-name', half: true })}
    ${field('street', texts.street, { value: known.street, autocomplete: 'street-address' })} ${field('city', texts.city, { value: known.city, autocomplete: 'address-level2', half: true })}
    ${field('mobile', texts.mobile, { value: known.mobile, type: 'tel', autocomplete: 'tel', optional: true, half: true })}
    <button class="button">${say(texts.toShipping)}</button>
  </form>`;
}

export const addressText = ({ address: { first_name, last_name, street, city } }: Checkout): string => [`${first_name} ${last_name}`, street, city].join(' · ');
