import { html, type TemplateResult } from 'lit';
import type { Product } from '../catalogue.js';
import { say } from '../language.js';
import { whole } from '../links.js';
import { productUrl } from '../shelf.js';
import { productTexts as texts } from '../texts/product.js';

/** The ways to share a product: the device's own or the clipboard, the clipboard, and two links. */
export function shares({ id, name }: Product): TemplateResult {
  const url = whole(productUrl(id));
  const text = `${say(texts.shareText)}: ${say(name)}`;
  const message = encodeURIComponent(`${text} ${url}`);
  const letter = `mailto:?${new URLSearchParams({ subject: text, body: url }).toString().replaceAll('+', '%20')}`;
  return html`<div class="shares">
    <ecom-share class="share" id="share" url=${url} text=${text}>${say(texts.share)}</ecom-share>
    <ecom-share class="share" id="share-copy" via="copy" url=${url}>${say(texts.copy)}</ecom-share>
    <ecom-share id="share-whatsapp" url=${url}><a class="quiet" href="https://wa.me/?text=${message}" target="_blank" rel="noopener">WhatsApp</a></ecom-share>
    <ecom-share id="share-email" url=${url}><a class="quiet" href=${letter}>${say(texts.email)}</a></ecom-share>
  </div>`;
}
