import { css } from 'lit';

/** Narrow windows, fingers, forced colours, motion. */
export const settingsStyles = css`
  @media (max-width: 699px) {
    :is([data-tool='side'], [data-tool='bottom']) {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .tool,
    [role='tab'],
    .plain,
    .filters input,
    .filters select {
      min-inline-size: 40px;
      min-block-size: 40px;
    }
    .filters input,
    .filters select {
      font-size: 16px;
    }
    .grip {
      block-size: 12px;
    }
  }
  @media (forced-colors: active) {
    .row[aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    [role='tab'] {
      border-block-end-color: Canvas;
    }
    [role='tab'][aria-selected='true'] {
      border-block-end-color: Highlight;
    }
    .mark,
    .count {
      border: 1px solid;
    }
    .tool {
      border-color: ButtonBorder;
    }
    .grip:is(:hover, :focus-visible) {
      background: Highlight;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .panel {
      animation: come 0.16s ease-out;
    }
    @keyframes come {
      from {
        opacity: 0;
        translate: 0 12px;
      }
    }
  }
`;
