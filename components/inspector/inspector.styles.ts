import { css } from 'lit';

/** A tool among the shop's own things: nothing of the page's look comes in, and it takes no room of the page. */
export const inspectorStyles = css`
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

  .launcher {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    z-index: 2147483647;
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 44px;
    padding-inline: 14px;
    border-radius: 22px;
    box-shadow: 0 4px 16px rgb(10 20 40 / 24%);
    font: 600 14px/1 system-ui, sans-serif;
  }
  .launcher .icon {
    color: var(--accent);
  }

  .panel {
    position: fixed;
    inset: auto;
    inset-inline: 0;
    inset-block-end: 0;
    z-index: 2147483647;
    display: flex;
    flex-direction: column;
    inline-size: auto;
    block-size: calc(var(--size, 45) * 1vh);
    max-inline-size: none;
    max-block-size: none;
    min-block-size: min(260px, 90vh);
    margin: 0;
    padding: 0;
    border: 0;
    border-block-start: 1px solid var(--line);
    overflow: hidden;
    background: var(--paper);
    box-shadow: 0 -8px 32px rgb(10 20 40 / 18%);
    color: var(--ink);
    container-type: inline-size;
    font: 13px/1.45 system-ui, 'Segoe UI', 'Noto Sans Arabic', sans-serif;
    text-align: start;
  }
  @media (min-width: 700px) {
    .panel[data-dock='side'] {
      inset-block: 0;
      inset-inline: auto 0;
      inline-size: calc(var(--size, 36) * 1vw);
      block-size: auto;
      min-inline-size: 340px;
      border-block-start: 0;
      border-inline-start: 1px solid var(--line);
      box-shadow: 0 0 32px rgb(10 20 40 / 18%);
    }
  }
  .grip {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    z-index: 1;
    block-size: 6px;
    cursor: row-resize;
    touch-action: none;
  }
  @media (min-width: 700px) {
    [data-dock='side'] .grip {
      inset-block: 0;
      inset-inline: 0 auto;
      inline-size: 6px;
      block-size: auto;
      cursor: col-resize;
    }
  }
  .grip:is(:hover, :focus-visible) {
    background: var(--accent);
    outline: 0;
  }

  .top {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 8px 12px 0;
    border-block-end: 1px solid var(--line);
    background: var(--raised);
  }
  .top h2 {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-block-end: 8px;
    font-size: 13px;
    font-weight: 650;
  }
  .top h2 .icon {
    color: var(--accent);
  }
  .tabs {
    display: flex;
    overflow-x: auto;
    scrollbar-width: none;
  }
  [role='tab'] {
    min-block-size: 34px;
    padding: 0 10px 4px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--soft);
    white-space: nowrap;
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .count {
    padding-inline: 5px;
    border-radius: 8px;
    background: var(--line);
    color: var(--ink);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  #tab-doubles .count[data-some='true'] {
    background: var(--twice-paper);
    color: var(--twice);
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 2px;
    margin-inline-start: auto;
    padding-block-end: 6px;
  }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 30px;
    block-size: 30px;
    border-color: transparent;
    background: none;
    color: var(--soft);
  }
  .tool:hover,
  .plain:hover {
    background: var(--chosen);
    color: var(--ink);
  }
  .tool:dir(rtl) [data-icon='side'] {
    scale: -1 1;
  }

  .content {
    flex: 1;
    min-block-size: 0;
    display: grid;
  }
  .scroll {
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .content > .scroll {
    padding: 12px;
  }
  .empty {
    padding: 32px 16px;
    color: var(--soft);
    text-align: center;
  }
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr);
    min-block-size: 0;
  }
  .list {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .list .scroll {
    flex: 1;
  }
  .split > .detail {
    padding: 12px 16px 24px;
    border-inline-start: 1px solid var(--line);
  }
  .detail:focus-visible,
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  @container (max-width: 699px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
    }
    .split[data-selected='false'] .detail,
    .split[data-selected='true'] .list {
      display: none;
    }
    .split > .detail {
      border-inline-start: 0;
    }
    .top h2 span {
      position: absolute;
      clip-path: inset(50%);
    }
    .detail .detail-head h3 {
      flex-basis: 100%;
      order: 1;
    }
    .detail-head p {
      order: 1;
    }
    .detail-head .copy {
      margin-inline-start: auto;
    }
  }
  @container (max-width: 559px) {
    .tabs {
      order: 1;
      flex: 1 1 100%;
    }
  }
  @container (min-width: 700px) {
    .back {
      display: none;
    }
  }

  .filters {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 6px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--line);
  }
  .filters input,
  .filters select {
    flex: 1 1 100px;
    min-inline-size: 0;
    min-block-size: 30px;
    padding-inline: 8px;
  }
  .filters input {
    flex-grow: 3;
    flex-basis: 140px;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }

  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 2px 8px;
    inline-size: 100%;
    padding: 7px 12px 7px;
    border: 0;
    border-block-end: 1px solid var(--line);
    border-radius: 0;
    background: none;
    text-align: start;
  }
  .row::before {
    content: '';
    position: absolute;
    inset-block: 6px;
    inset-inline-start: 3px;
    inline-size: 3px;
    border-radius: 2px;
    background: var(--family, #2f86a8);
  }
  [data-family='page'] {
    --family: #8792a3;
  }
  [data-family='sale'] {
    --family: #c4602d;
  }
  [data-family='offer'] {
    --family: #bf8a15;
  }
  [data-family='account'] {
    --family: #7a62b3;
  }
  [data-family='wishlist'] {
    --family: #b9548f;
  }
  .row:hover {
    background: var(--raised);
  }
  .row[aria-current='true'] {
    background: var(--chosen);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row-name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row-name .soft {
    font-weight: 400;
  }
  .row-marks {
    display: flex;
    gap: 4px;
  }
  .row time {
    color: var(--soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .pills {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 4px;
    align-items: center;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding-inline: 6px;
    border: 1px solid var(--line);
    border-radius: 9px;
    color: var(--soft);
    font-size: 11.5px;
  }
  [data-delivery='delivered'] .sign {
    color: var(--good);
  }
  .pill:is([data-delivery='waiting'], [data-delivery='running']) {
    border-color: transparent;
    background: var(--warn-paper);
    color: var(--warn);
  }
  .pill[data-delivery='dropped'] {
    border-style: dashed;
  }
  .pill[data-delivery='failed'] {
    border-color: transparent;
    background: var(--bad-paper);
    color: var(--bad);
    font-weight: 600;
  }
  .sign {
    font-weight: 700;
  }
  .cost {
    margin-inline-start: auto;
    color: var(--soft);
    font-size: 11.5px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .mark {
    padding-inline: 6px;
    border-radius: 9px;
    font-size: 11.5px;
    font-weight: 600;
    white-space: nowrap;
  }
  .mark.good {
    background: var(--good-paper);
    color: var(--good);
  }
  .mark.warn {
    background: var(--warn-paper);
    color: var(--warn);
  }
  .mark.bad {
    background: var(--bad-paper);
    color: var(--bad);
  }
  .mark.twice {
    background: var(--twice-paper);
    color: var(--twice);
  }
  .mark.quiet {
    background: var(--raised);
    color: var(--soft);
  }
  .bad-text {
    color: var(--bad);
    font-weight: 600;
  }
  .warn-text {
    color: var(--warn);
    font-weight: 600;
  }
  .plain {
    min-block-size: 28px;
    padding-inline: 10px;
    color: var(--accent);
  }
  .older {
    display: block;
    margin: 10px auto 16px;
  }

  .detail-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
  }
  .detail-head h3 {
    flex: 1;
    font-size: 16px;
    font-weight: 650;
  }
  .detail-head h3:focus {
    outline: 0;
  }
  .detail-head p {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }
  h3,
  h4 {
    font-size: 13px;
    font-weight: 650;
  }
  .detail section {
    margin-block-start: 16px;
  }
  .detail h4 {
    margin-block-end: 6px;
    color: var(--soft);
    font-size: 12px;
  }
  .double {
    padding: 8px 10px;
    border-inline-start: 3px solid var(--line);
    border-radius: 4px;
    background: var(--raised);
  }
  .double[data-counted='true'] {
    border-color: var(--twice);
    background: var(--twice-paper);
  }
  .double .soft {
    color: inherit;
  }
  .findings li {
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  .cards {
    display: grid;
    gap: 8px;
  }
  .found {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .found .double {
    flex: 1 1 320px;
  }
  .content > .scroll > .soft {
    margin-block-end: 12px;
  }
  .delivery {
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  .delivery-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .delivery details {
    margin-block-start: 6px;
  }
  .notes {
    margin-block-start: 4px;
    color: var(--soft);
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    border-radius: 4px;
    color: var(--accent);
    cursor: pointer;
  }
  .versions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: 0 12px;
    margin-block-end: 12px;
  }
  pre {
    max-block-size: 420px;
    padding: 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    overflow: auto;
    background: var(--raised);
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    white-space: pre-wrap;
  }
  .key {
    color: var(--accent);
  }
  .text {
    color: var(--good);
  }
  .number {
    color: var(--twice);
  }

  .table {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 6px 10px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  thead th {
    color: var(--soft);
    font-size: 12px;
    font-weight: 500;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  meter {
    inline-size: 64px;
    block-size: 10px;
  }
  .page-state {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
    gap: 20px;
  }
  .page-state h3 {
    margin-block-end: 8px;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  .outcome:not(:empty) {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 12px;
    inline-size: fit-content;
    margin-inline: auto;
    padding: 6px 14px;
    border-radius: 8px;
    background: var(--ink);
    color: var(--paper);
    pointer-events: none;
  }

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
