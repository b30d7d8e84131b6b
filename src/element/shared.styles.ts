import { css } from '@lit/reactive-element';

/** An element that is its content. */
export const hostStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
`;

/** What is said: always to screen readers, visibly when it is bad news. */
export const statusStyles = css`
  /* Nothing is laid out for it before something is said. */
  .status:not([data-tone='error'], :empty) {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
  .status {
    display: block;
    color: var(--ecom-color-error, #b91c1c);
  }
`;

/**
 * A button of our own. Every look is a custom property with a default from the page:
 * `--ecom-color-primary`, `--ecom-color-on-primary`, `--ecom-color-error`, `--ecom-font`, `--ecom-radius`, `--ecom-gap`.
 */
const buttonStyles = css`
  :host {
    display: inline-block;
  }
  :host([hidden]) {
    display: none;
  }
  button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--ecom-gap, 0.5em);
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: 1em;
    border: 1px solid transparent;
    border-radius: var(--ecom-radius, 0.5em);
    background: var(--ecom-color-primary, var(--color-primary, #14532d));
    color: var(--ecom-color-on-primary, var(--color-primary-reverse, #fff));
    font: inherit;
    font-family: var(--ecom-font, var(--font-main, inherit));
    cursor: pointer;
  }
  button:focus-visible {
    outline: 3px solid;
    outline-offset: 2px;
  }
  [aria-busy='true'] {
    opacity: 0.7;
    transition: opacity 0.2s 0.2s;
  }
  @media (prefers-reduced-motion: reduce) {
    [aria-busy='true'] {
      transition: none;
    }
  }
`;

export const actionStyles = [buttonStyles, statusStyles];
