import { css } from 'lit';

/** What all of the inspector has: its colours, and small things that stand in all of it. Nothing of the page's look comes in. */
export const baseStyles = css`
  :host {
    all: initial;
    display: contents;
    --paper: #fff;
    --raised: #f5f6f8;
    --line: #d9dde3;
    --ink: #1b2230;
    --soft: #5a6475;
    --accent: #1f5fd0;
    --chosen: #e6eefc;
    --good: #12703c;
    --good-paper: #e3f4e9;
    --warn: #8a5300;
    --warn-paper: #fdf0d5;
    --bad: #b3261e;
    --bad-paper: #fde8e6;
    --twice: #7a2bb5;
    --twice-paper: #f3e6fc;
    --mono: ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, monospace;
  }
  :host([hidden]) {
    display: none;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --paper: #14181f;
      --raised: #1c222c;
      --line: #343d4b;
      --ink: #e7ebf2;
      --soft: #a2aebf;
      --accent: #82b1ff;
      --chosen: #20304d;
      --good: #7ddba0;
      --good-paper: #17352a;
      --warn: #f2c063;
      --warn-paper: #3b2f14;
      --bad: #ff9b93;
      --bad-paper: #43211f;
      --twice: #d7a6ff;
      --twice-paper: #35214a;
    }
  }
  *,
  ::before {
    box-sizing: border-box;
  }
  button,
  input,
  select {
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd,
  pre {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  code,
  pre {
    font-family: var(--mono);
    font-size: 12px;
  }
  .icon {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .only-told {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
  .soft {
    color: var(--soft);
  }
`;
