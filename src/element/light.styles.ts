import { css } from '@lit/reactive-element';

/**
 * An element that is its content, without a shadow root: any rule of a theme wins, also one in a layer of the usual
 * names, which come after `base`.
 */
export const lightStyles = css`
  @layer base {
    :where(ecom-event, ecom-page, ecom-product, ecom-product-link, ecom-product-list, ecom-wishlist):where(:not([hidden])) {
      display: block;
    }
  }
`;
