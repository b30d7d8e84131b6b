import { css } from 'lit';

/** The list of events, with its filters. */
export const listStyles = css`
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
`;
