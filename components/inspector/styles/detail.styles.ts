import { css } from 'lit';

/** All that is known of one event. */
export const detailStyles = css`
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
`;
