import { css } from 'lit';

/** The launcher, the panel with its edge, its head and its tabs; it takes no room of the page. */
export const frameStyles = css`
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
  .count[data-alarm='true'] {
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
`;
