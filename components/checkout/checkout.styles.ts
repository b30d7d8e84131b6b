import { css } from '@lit/reactive-element';

/** Around a whole checkout it is no button among text. */
export const checkoutStyles = css`
  :host([view='load']) {
    display: block;
  }
`;
