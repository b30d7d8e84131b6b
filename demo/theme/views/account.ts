import { html, type TemplateResult } from 'lit';
import { account, type Profile } from '../account.js';
import { money, say, type Bilingual } from '../language.js';
import { pathTo } from '../links.js';
import { field } from '../parts/field.js';
import { store } from '../store.js';
import { accountTexts as texts } from '../texts/account.js';
import { checkoutTexts } from '../texts/checkout.js';
import type { View } from '../view.js';

const email = (value?: string): TemplateResult => field('email', texts.email, { type: 'email', autocomplete: 'email', value });

const names = ({ first_name, last_name }: Profile = {}): TemplateResult => html`${field('first_name', checkoutTexts.firstName, { autocomplete: 'given-name', value: first_name, half: true })}
${field('last_name', checkoutTexts.lastName, { autocomplete: 'family-name', value: last_name, half: true })}`;

const form = (mode: string, title: Bilingual, text: Bilingual | undefined, fields: TemplateResult, button: Bilingual): TemplateResult => html`<section
  class="panel-form"
  aria-labelledby="${mode}-title"
>
  <h2 id="${mode}-title">${say(title)}</h2>
  ${text ? html`<p class="soft">${say(text)}</p>` : ''}
  <ecom-account-form mode=${mode}>
    <form id=${mode} class="fields" method="post">
      ${fields}
      <button class="button">${say(button)}</button>
    </form>
  </ecom-account-form>
</section>`;

const password = (autocomplete: 'current-password' | 'new-password'): TemplateResult => field('password', texts.password, { type: 'password', autocomplete });

const guest = (): TemplateResult => html`<div class="account">
  ${form('sign-in', texts.signInTitle, texts.signInText, html`${email()} ${password('current-password')}`, texts.signIn)}
  ${form('sign-up', texts.signUpTitle, texts.signUpText, html`${names()} ${email()} ${password('new-password')}`, texts.signUp)}
</div>`;

const member = (known: Profile): TemplateResult => html`<div class="account">
  ${form(
    'profile',
    texts.profile,
    undefined,
    html`${names(known)} ${email(known.email)} ${field('mobile', checkoutTexts.mobile, { type: 'tel', autocomplete: 'tel', value: known.mobile, optional: true })}`,
    texts.save,
  )}
  <section class="panel-form" aria-labelledby="orders-title">
    <h2 id="orders-title">${say(texts.orders)}</h2>
    ${orders()}
    <ecom-sign-out class="share" id="sign-out">${say(texts.signOut)}</ecom-sign-out>
  </section>
</div>`;

const orders = (): TemplateResult => {
  const all = store().orders;
  if (!all.length) return html`<p class="soft">${say(texts.noOrders)}</p>`;
  return html`<ul class="orders">
    ${all.map(({ order_id, total }) => html`<li><a href=${pathTo('order', { id: order_id })}>${say(checkoutTexts.order)} <bdi>${order_id}</bdi></a> <span>${money(total)}</span></li>`)}
  </ul>`;
};

export const accountView: View = {
  place: 'account',
  page: 'Account',
  title: () => texts.title,
  main() {
    const known = account();
    return html`<h1 tabindex="-1">${known?.first_name ? `${say(texts.hello)} ${known.first_name}` : say(texts.title)}</h1>
      ${known ? member(known) : guest()}`;
  },
};
