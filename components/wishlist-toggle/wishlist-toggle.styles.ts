import { css } from '@lit/reactive-element';

export const wishlistToggleStyles = css`
  button {
    border-color: currentColor;
    background: transparent;
    color: var(--ecom-color-primary, var(--color-primary, #14532d));
  }
`;
