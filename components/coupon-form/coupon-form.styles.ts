import { css } from '@lit/reactive-element';

export const couponFormStyles = css`
  ::slotted([data-ecom='error']) {
    color: var(--ecom-color-error, #b91c1c);
  }
`;
