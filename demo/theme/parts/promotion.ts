import { html, type TemplateResult } from 'lit';
import { say, type Bilingual } from '../language.js';

/** A promotion: what the shopper reads, and what events know it by. */
export interface Promotion {
  id: string;
  creative: string;
  name: string;
  position: string;
  title: Bilingual;
  text: Bilingual;
  link: Bilingual;
  href: string;
  image: string;
}

/** A promotion as a banner: the largest one is the heading of its page. */
export const promotion = ({ id, creative, name, position, title, text, link, href, image }: Promotion, kind: 'hero' | 'banner'): TemplateResult => html`<ecom-promotion
  class="promotion ${kind}"
  id="promotion-${id}"
  promotion-id=${id}
  creative=${creative}
  name=${name}
  position=${position}
>
  <div class="promotion-text">
    ${kind === 'hero' ? html`<h1>${say(title)}</h1>` : html`<h2>${say(title)}</h2>`}
    <p>${say(text)}</p>
    <p><a class="button" href=${href}>${say(link)}</a></p>
  </div>
  <img src=${image} alt="" width="640" height="400" />
</ecom-promotion>`;
