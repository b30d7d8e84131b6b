import { ActionElement } from '../../src/element/action-element.js';
import { readCart } from '../../src/element/cart-context.js';
import { create } from '../../src/element/dom.js';
import { readProduct, type ProductData } from '../../src/element/product-data.js';
import { isDone } from '../../src/element/request-controller.js';
import { copied, share, shared } from '../../src/i18n/messages.js';

/** What channels are called, where their address or scheme says it otherwise. */
const channels: Record<string, string | undefined> = { wa: 'whatsapp', t: 'telegram', tg: 'telegram', twitter: 'x', fb: 'facebook', mailto: 'email' };

/**
 * Shares a product or the cart: asks the store (`ecom-share-request`); when nobody answers it opens the system's
 * sheet for sharing, or copies the address where there is none. Reports Product Shared or Cart Shared; a share that the
 * shopper gave up is none.
 *
 * Holding text, or nothing, it is a button. Around the theme's link to a channel it lets the link go where it goes and
 * takes the share for done; a link that stays in the shop is a button that works without JavaScript, too.
 *
 * @tag ecom-share
 * @attr {'product' | 'cart'} subject - What is shared; `product` when absent.
 * @attr {string} via - Name of the channel; `copy` copies the address. When absent, that of the link inside (`whatsapp`
 *   for `wa.me`), else `web_share` or `copy`, as it went.
 * @attr {string} url - Address that is shared; when absent, the product's, else that of the page.
 * @attr {string} text - Text that goes with it.
 * @attr {string} product-id - Id of the product; without it, that of the `<ecom-product>` around.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The button's text, or the theme's own link or button.
 * @slot icon - An icon before the text.
 * @csspart button - The button.
 * @csspart icon - The icon's slot.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-primary=var(--color-primary, #14532d)] - Colour of the button.
 * @cssprop [--ecom-color-on-primary=#fff] - Colour of its text.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @cssprop [--ecom-font=inherit]
 * @cssprop [--ecom-radius=0.5em]
 * @cssprop [--ecom-gap=0.5em]
 * @fires ecom-share-request - Asks the store.
 * @fires ecom-product-shared - Product Shared: the product was shared.
 * @fires ecom-cart-shared - Cart Shared: the cart was shared.
 * @fires ecom-request-failed - The store failed, or nothing could be copied; local, not tracked.
 */
export class EcomShare extends ActionElement {
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  protected override label(): string {
    return this.locale.text(share);
  }

  protected override async act(native: Event): Promise<void> {
    const isCart = this.getAttribute('subject') === 'cart';
    const product = readProduct(this);
    const link = (native.target as Element).closest('a');
    const isInside = link instanceof HTMLAnchorElement && this.contains(link);
    const via = this.getAttribute('via') || (isInside && channelOf(link)) || undefined;
    // A link to a channel and a form have their own way.
    const goes = native.type === 'submit' || (isInside && via && via !== 'copy');
    const cart = readCart(this);
    const about = isCart ? { cart_id: cart?.cart_id, products: cart?.products } : { ...product, product_id: product.product_id! };
    const detail = { ...about, share_via: via! };
    const outcome = await this.request.ask('share', detail, {
      unanswered: 'assume',
      native,
      done: ({ share_via }) => (share_via === 'copy' ? copied : shared),
      // Called within the click: browsers open the sheet and the clipboard to nobody else.
      otherwise: goes ? undefined : () => this.#share(via, (!isCart && product.url) || location.href.split('#')[0]!, product.name),
    });
    if (!isDone(outcome)) return;
    const name = isCart ? 'Cart Shared' : 'Product Shared';
    this.emit(name, { ...detail, ...outcome.fields }, outcome);
  }

  /** Opens the system's sheet, or copies the address where there is none, it was refused, or the theme names a channel. */
  async #share(via: string | undefined, address: string, title?: string): Promise<{ share_via: string }> {
    // Resolved as that of a link: absolute, and never an error.
    const { href: url } = create('a', { href: this.getAttribute('url') || address });
    if (!via && (navigator as Partial<Navigator>).share) {
      try {
        await navigator.share({ title, text: this.getAttribute('text') ?? undefined, url });
        return { share_via: 'web_share' };
      } catch (error) {
        if ((error as DOMException).name === 'AbortError') throw error;
      }
    }
    await navigator.clipboard.writeText(url);
    return { share_via: 'copy' };
  }
}

/** The channel a link leads to: the name of its site, or its scheme. A link that stays in the shop leads to none. */
function channelOf({ protocol, hostname }: HTMLAnchorElement): string | undefined {
  if (hostname === location.hostname) return undefined;
  const name = protocol.startsWith('http') ? (/([^.]+)\.(?:com?\.)?[^.]+$/.exec(hostname)?.[1] ?? hostname) : protocol.slice(0, -1);
  return channels[name] ?? name;
}
