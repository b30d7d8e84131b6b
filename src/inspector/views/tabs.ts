import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../texts.js';
import { forward } from './direction.js';

export const tabs = ['events', 'destinations', 'doubles', 'page'] as const;

export type Tab = (typeof tabs)[number];

/** How the tabs are shown, and what they do. */
export interface TabsView {
  say: Say;
  current: Tab;
  /** How many there are to see. */
  counts: Partial<Record<Tab, number>>;
  /** Something is there that somebody should look at. */
  alarm: Tab | undefined;
  show(tab: Tab): void;
}

export const tabsView = ({ say, current, counts, alarm, show }: TabsView): TemplateResult => html`<div
  class="tabs"
  role="tablist"
  aria-label=${say('inspector')}
  @keydown=${(event: KeyboardEvent) => move(event, current, show)}
>
  ${tabs.map(
    (tab) => html`<button
      type="button"
      role="tab"
      id="tab-${tab}"
      aria-selected=${tab === current ? 'true' : 'false'}
      aria-controls="tabpanel"
      tabindex=${tab === current ? 0 : -1}
      @click=${() => show(tab)}
    >
      ${say(tab)}${counts[tab] === undefined ? nothing : html` <span class="count" data-alarm=${tab === alarm}>${counts[tab]}</span>`}
    </button>`,
  )}
</div>`;

/** Arrow keys, Home and End move through the tabs. */
function move(event: KeyboardEvent, current: Tab, show: (tab: Tab) => void): void {
  const list = event.currentTarget as HTMLElement;
  const by = forward(event.key, list);
  const at = tabs.indexOf(current);
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : by ? (at + by + tabs.length) % tabs.length : undefined;
  if (to === undefined) return;
  event.preventDefault();
  show(tabs[to]!);
  (list.children[to] as HTMLElement).focus();
}
