import { css } from 'lit';

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
  .status:not([data-tone='error']) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .status[data-tone='error'] {
    display: block;
    margin-block-start: 0.25em;
    color: var(--ecom-color-error, #b91c1c);
    font-size: 0.875em;
  }
`;

/**
 * Button and status. Every look is a custom property with a default from the page:
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
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--ecom-gap, 0.5em);
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding-block: 0.5em;
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
    outline: 3px solid currentColor;
    outline-offset: 2px;
    box-shadow: 0 0 0 2px Canvas;
  }
  button[aria-disabled='true'] {
    cursor: progress;
  }
  button[aria-busy='true'] {
    animation: busy 1s ease-in-out 0.2s infinite alternate;
  }
  @keyframes busy {
    to {
      opacity: 0.6;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    button[aria-busy='true'] {
      animation: none;
      opacity: 0.8;
    }
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
  }
`;

export const actionStyles = [buttonStyles, statusStyles];
