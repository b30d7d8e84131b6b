import { css } from 'lit';

/** The tabs about destinations and the page. */
export const overviewStyles = css`
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
`;
