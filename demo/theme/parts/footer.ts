import { html, type TemplateResult } from 'lit';
import { language, say } from '../language.js';
import { inspected, isApp } from '../links.js';
import { coupons } from '../store.js';
import { texts } from '../texts/shop.js';
import { privacyButton } from './consent.js';

/** What stands below every view. */
export const footer = (): TemplateResult => html`<div class="footer-about">
    <p class="brand-name">${say(texts.shop)}</p>
    <p>${say(texts.about)}</p>
  </div>
  <div>
    <h2>${say(texts.coupons)}</h2>
    <ul dir="ltr">
      ${Object.keys(coupons).map((code) => html`<li><code>${code}</code></li>`)}
    </ul>
  </div>
  <div>
    <h2>${say(texts.demo)}</h2>
    <ul>
      <li><a id="other-shop" href=${isApp ? '/' : '/app/'}>${say(isApp ? texts.asPages : texts.asApp)}</a></li>
      <li><a href=${language() === 'ar' ? '/elements/ar/index.html' : '/elements/index.html'}>${say(texts.elements)}</a></li>
      <li><a href="/standalone.html">${say(texts.standalone)}</a></li>
      <li><a id="inspect" href=${inspected()} target="_self">${say(texts.inspect)}</a></li>
      ${privacyButton()}
    </ul>
  </div>`;
