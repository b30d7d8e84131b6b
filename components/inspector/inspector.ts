import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { closestComposed } from '../../src/element/composed-tree.js';
import { LocaleController } from '../../src/element/locale-controller.js';
import { DoubleReports, type DoubleReport } from '../../src/inspector/double-reports/detector.js';
import { costsOf, isOpen, makeEntry, matches, noFilter, statusFilters, type Entry, type Filter, type StatusFilter } from '../../src/inspector/entry.js';
import { copyText, saveFile } from '../../src/inspector/give.js';
import { makeRecording, safeReceipt, type PageState } from '../../src/inspector/recording.js';
import { remember, type Dock } from '../../src/inspector/remember.js';
import { speaker, type Say, type TextKey } from '../../src/inspector/texts.js';
import { consentOf, inspectTracker, trackerOf } from '../../src/inspector/tracker.js';
import { detail } from '../../src/inspector/views/detail.js';
import { doublesView } from '../../src/inspector/views/doubles.js';
import { icon, type IconName } from '../../src/inspector/views/icons.js';
import { destinationsView, pageView } from '../../src/inspector/views/overview.js';
import { rows } from '../../src/inspector/views/rows.js';
import { Watch } from '../../src/inspector/watch.js';
import { version } from '../../src/version.js';
import { inspectorStyles } from './inspector.styles.js';

const tabs = ['events', 'destinations', 'doubles', 'page'] as const;

type Tab = (typeof tabs)[number];

/** Rows that are drawn at first, and with each wish for older ones. */
const step = 200;

/** Assistive technology hears of news after this many milliseconds, once for all of them. */
const quiet = 1000;

/** How much of the window the panel takes, in hundredths. */
const sizes = { least: 20, most: 90, by: 5 };

/** What people do in here is none of the page's business: its own listeners would take it for a shopper's. */
const kept = ['click', 'dblclick', 'auxclick', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'keydown', 'keyup', 'beforeinput', 'input', 'change', 'submit', 'focusin', 'focusout', 'copy'];

/**
 * Shows what becomes of each event of the page: as it was born, what was repaired or rejected field by field, what each
 * destination got, when and at what cost, or why not; and who else reports the same. For developers: it is loaded only where
 * the address has `?ecom-debug`, or this tag stands on the page. Alt+Shift+E opens and closes it, Escape closes it.
 *
 * It reports nothing itself, and while it is closed it does nothing.
 *
 * @tag ecom-inspector
 * @attr {boolean} open - It is open.
 * @attr {'bottom' | 'side'} dock - Where it stands; default `bottom`. On a narrow window it is always at the bottom.
 * @csspart launcher - The button that opens it.
 * @csspart panel - The panel.
 */
export class EcomInspector extends LitElement {
  /** Version of the package that defined the tag. */
  static readonly version = version;
  static override readonly styles: CSSResultGroup = inspectorStyles;
  static override readonly properties = { open: { type: Boolean, reflect: true }, dock: { reflect: true } };

  /** It is open. */
  declare open: boolean;
  /** Where it stands. */
  declare dock?: Dock;

  readonly #watch = new Watch(() => this.#look());
  readonly #reports = new DoubleReports(() => this.#watch.soon());
  #entries: Entry[] = [];
  #doubles: DoubleReport[] = [];
  /** Events that are not shown any more. */
  #cleared = new Set<string>();
  #filter: Filter = noFilter;
  #tab: Tab = 'events';
  #selected?: string | undefined;
  /** The row that the Tab key comes to. */
  #stop?: string | undefined;
  #limit = step;
  #paused = false;
  /** What assistive technology is told. */
  #news = '';
  #newsTimer?: ReturnType<typeof setTimeout> | undefined;
  /** What came of a wish to copy or save. */
  #outcome?: TextKey | undefined;
  #size: Record<Dock, number> = { bottom: 45, side: 36 };
  /** What had the focus before it opened. */
  #before?: HTMLElement | undefined;
  #endTracker?: (() => void) | undefined;

  constructor() {
    super();
    new LocaleController(this);
    for (const type of kept) this.addEventListener(type, (event) => event.stopPropagation());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#shortcut, true);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#shortcut, true);
    this.#end();
  }

  protected override render(): TemplateResult {
    const say = this.#say();
    return this.open ? this.#panel(say) : this.#launcher(say);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    if (this.open) this.#begin();
    else this.#end();
    const panel = this.#find('.panel');
    panel?.style.setProperty('--size', String(this.#size[this.#place]));
    // Above all of the page, its dialogues too; an older browser has it above the page.
    if (panel?.showPopover && !panel.matches(':popover-open')) panel.showPopover();
    if (changed.get('open') && !this.open && this.#before) this.#giveBack();
  }

  #begin(): void {
    if (this.#watch.isOn) return;
    this.#reports.start();
    this.#watch.start();
  }

  #end(): void {
    if (!this.#watch.isOn) return;
    this.#watch.stop();
    this.#reports.stop();
    this.#endTracker?.();
    this.#endTracker = undefined;
    clearTimeout(this.#newsTimer);
    this.#newsTimer = undefined;
    this.#entries = [];
    this.#doubles = [];
  }

  /** Reads what there is. Says whether something is still on its way. */
  #look(): boolean {
    const tracker = trackerOf();
    this.#reports.look();
    // A script may still bring one.
    if (!tracker) return true;
    this.#endTracker ??= inspectTracker(tracker);
    if (this.#paused) return false;
    const receipts = tracker.receipts();
    this.#doubles = this.#reports.find(receipts).filter(({ event }) => !event || !this.#cleared.has(event.id));
    const byEvent = new Map<string, DoubleReport[]>();
    for (const double of this.#doubles) if (double.event) byEvent.set(double.event.id, [...(byEvent.get(double.event.id) ?? []), double]);
    this.#entries = receipts.filter(({ context }) => !this.#cleared.has(context.event_id)).map((receipt) => makeEntry(receipt, byEvent.get(receipt.context.event_id) ?? []));
    if (!this.#entries.some(({ id }) => id === this.#selected)) this.#selected = undefined;
    this.#tell();
    this.requestUpdate();
    return this.#entries.some(isOpen);
  }

  /** Tells assistive technology how many there are, after a while and once. */
  #tell(): void {
    this.#newsTimer ??= setTimeout(() => {
      this.#newsTimer = undefined;
      const failed = this.#entries.flatMap(({ deliveries }) => deliveries).filter(({ status }) => status === 'failed').length;
      const rejected = this.#entries.filter(({ receipt }) => receipt.status === 'rejected').length;
      this.#news = this.#say()('news', { events: this.#entries.length, rejected, failed, doubles: this.#doubles.length });
      this.requestUpdate();
    }, quiet);
  }

  #say(): Say {
    return speaker(this.#language());
  }

  #language(): string {
    return /^ar\b/i.test(closestComposed(this, '[lang]')?.getAttribute('lang') ?? '') ? 'ar' : 'en';
  }

  get #place(): Dock {
    return this.dock === 'side' ? 'side' : 'bottom';
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }

  #launcher(say: Say): TemplateResult {
    return html`<button type="button" class="launcher" part="launcher" aria-expanded="false" title="Alt+Shift+E" aria-keyshortcuts="Alt+Shift+E" @click=${() => this.#toggle()}>
      ${icon('pulse')} <span>${say('inspector')}</span>
    </button>`;
  }

  #panel(say: Say): TemplateResult {
    return html`<section class="panel" part="panel" popover="manual" aria-label=${say('inspector')} lang=${this.#language()} data-dock=${this.#place} @keydown=${this.#key}>
      ${this.#grip(say)}
      <header class="top">
        <h2>${icon('pulse')}<span>${say('inspector')}</span></h2>
        ${this.#tabs(say)}
        <div class="tools">
          ${this.#paused ? html`<span class="mark warn">${say('paused')}</span>` : nothing}
          ${this.#tool(say, this.#paused ? 'resume' : 'pause', this.#paused ? 'resume' : 'pause', () => this.#pause())}
          ${this.#tool(say, 'clear', 'clear', () => this.#clear())} ${this.#tool(say, 'export', 'save', () => this.#save())}
          ${this.#tool(say, this.#place === 'side' ? 'dockBottom' : 'dockSide', this.#place === 'side' ? 'bottom' : 'side', () => this.#move())}
          ${this.#tool(say, 'close', 'close', () => this.#toggle())}
        </div>
      </header>
      <div class="content" role="tabpanel" id="tabpanel" aria-labelledby="tab-${this.#tab}">${this.#content(say)}</div>
      <p class="outcome" role="status">${this.#outcome ? say(this.#outcome) : nothing}</p>
      <p class="only-told" role="status">${this.#news}</p>
    </section>`;
  }

  #tool(say: Say, name: TextKey, picture: IconName, act: () => unknown): TemplateResult {
    return html`<button type="button" class="tool" data-tool=${picture} aria-label=${say(name)} title=${say(name)} @click=${act}>${icon(picture)}</button>`;
  }

  #tabs(say: Say): TemplateResult {
    const counts: Partial<Record<Tab, number>> = { events: this.#entries.length, doubles: this.#doubles.length };
    return html`<div class="tabs" role="tablist" aria-label=${say('inspector')} @keydown=${this.#tabKey}>
      ${tabs.map(
        (tab) => html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-selected=${tab === this.#tab ? 'true' : 'false'}
          aria-controls="tabpanel"
          tabindex=${tab === this.#tab ? 0 : -1}
          @click=${() => this.#show(tab)}
        >
          ${say(tab)}${counts[tab] === undefined ? nothing : html` <span class="count" data-some=${counts[tab]! > 0}>${counts[tab]}</span>`}
        </button>`,
      )}
    </div>`;
  }

  #content(say: Say): TemplateResult {
    if (!trackerOf()) return html`<p class="empty">${say('noTracker')}</p>`;
    if (this.#tab === 'destinations') return html`<div class="scroll">${destinationsView(costsOf(this.#entries), say)}</div>`;
    if (this.#tab === 'doubles') return html`<div class="scroll" tabindex="0" role="group" aria-label=${say('doubles')}>${doublesView(this.#doubles, say, (id) => this.#lead(id))}</div>`;
    if (this.#tab === 'page') return html`<div class="scroll" tabindex="0" role="group" aria-label=${say('page')}>${pageView(this.#pageState(), version, say)}</div>`;
    return this.#events(say);
  }

  #events(say: Say): TemplateResult {
    const found = this.#entries.filter((entry) => matches(entry, this.#filter)).reverse();
    const shown = found.slice(0, this.#limit);
    const entry = this.#entries.find(({ id }) => id === this.#selected);
    const stop = [this.#stop, this.#selected].find((id) => id !== undefined && shown.some((one) => one.id === id)) ?? shown[0]?.id;
    const view = { say, selected: this.#selected, stop, select: (id: string) => this.#select(id) };
    const actions = { say, back: () => this.#back(), copy: () => void this.#copy() };
    return html`<div class="split" data-selected=${!!entry}>
      <div class="list">
        ${this.#filters(say)}
        <div class="scroll" @focusin=${this.#stopped}>
          ${shown.length ? rows(shown, view) : html`<p class="empty">${say(this.#entries.length ? 'noMatch' : 'noEvents')}</p>`}
          ${shown.length || !this.#entries.length ? nothing : html`<p class="empty"><button type="button" class="plain" @click=${() => this.#narrow(noFilter)}>${say('clearFilters')}</button></p>`}
          ${found.length > shown.length ? html`<button type="button" class="plain older" @click=${() => this.#more()}>${say('older', { count: found.length - shown.length })}</button>` : nothing}
        </div>
      </div>
      <section class="detail scroll" tabindex="0" aria-label=${say('event')}>
        ${entry ? keyed(entry.id, detail(entry, actions)) : html`<p class="empty">${say('select')}</p>`}
      </section>
    </div>`;
  }

  #filters(say: Say): TemplateResult {
    const { text, status, destination } = this.#filter;
    const names = costsOf(this.#entries).map((cost) => cost.destination);
    return html`<div class="filters" role="search" aria-label=${say('filters')}>
      <input type="search" aria-label=${say('search')} placeholder=${say('search')} .value=${live(text)} @input=${(event: Event) => this.#narrow({ text: valueOf(event) })} />
      <select aria-label=${say('status')} .value=${live(status)} @change=${(event: Event) => this.#narrow({ status: valueOf(event) as StatusFilter })}>
        ${statusFilters.map((one) => html`<option value=${one} ?selected=${one === status}>${say(one)}</option>`)}
      </select>
      <select aria-label=${say('destination')} .value=${live(destination)} @change=${(event: Event) => this.#narrow({ destination: valueOf(event) })}>
        <option value="" ?selected=${!destination}>${say('allDestinations')}</option>
        ${names.map((name) => html`<option value=${name} ?selected=${name === destination}>${name}</option>`)}
      </select>
    </div>`;
  }

  #grip(say: Say): TemplateResult {
    const orientation = this.#place === 'side' ? 'vertical' : 'horizontal';
    return html`<div
      class="grip"
      role="separator"
      tabindex="0"
      aria-label=${say('size')}
      aria-orientation=${orientation}
      aria-valuenow=${Math.round(this.#size[this.#place])}
      aria-valuemin=${sizes.least}
      aria-valuemax=${sizes.most}
      @keydown=${this.#gripKey}
      @pointerdown=${this.#hold}
      @pointermove=${this.#drag}
    ></div>`;
  }

  #pageState(): PageState {
    const tracker = trackerOf();
    return { version: tracker?.version ?? '', platforms: Object.keys(tracker?.platforms ?? {}), options: tracker?.options ?? {}, consent: consentOf(tracker) };
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    if (event.code !== 'KeyE' || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat) return;
    event.preventDefault();
    this.#toggle();
  };

  /** Opens or closes, as somebody wished; the focus goes in, and back to where it was. */
  #toggle(): void {
    const focused = this.ownerDocument.activeElement;
    if (!this.open) this.#before = focused instanceof HTMLElement && focused !== this && focused !== document.body ? focused : this;
    this.open = !this.open;
    if (!this.open) this.#before ??= this;
    this.#remember();
    if (this.open) void this.updateComplete.then(() => this.#find('[role="tab"][aria-selected="true"]')?.focus());
  }

  /** The focus goes back to what had it, or to the launcher. */
  #giveBack(): void {
    const before = this.#before;
    this.#before = undefined;
    if (before && before !== this && before.isConnected) before.focus();
    else this.#find('.launcher')?.focus();
  }

  /** For the next page of this tab. */
  #remember(): void {
    remember(this.open ? this.#place : undefined);
  }

  #pause(): void {
    this.#paused = !this.#paused;
    this.#outcome = undefined;
    this.requestUpdate();
    this.#watch.soon();
  }

  #clear(): void {
    // What the tracker has forgotten need not be remembered here.
    this.#cleared = new Set(trackerOf()?.receipts().map(({ context }) => context.event_id));
    this.#reports.clear();
    this.#entries = [];
    this.#doubles = [];
    this.#selected = undefined;
    this.#limit = step;
    this.#outcome = undefined;
    this.requestUpdate();
  }

  #save(): void {
    const receipts = this.#entries.map(({ receipt }) => receipt);
    const recording = makeRecording(receipts, this.#doubles, this.#pageState());
    saveFile(`ecom-events-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.json`, JSON.stringify(recording, null, 2));
    this.#came('exported');
  }

  async #copy(): Promise<void> {
    const entry = this.#entries.find(({ id }) => id === this.#selected);
    if (entry) this.#came((await copyText(JSON.stringify(safeReceipt(entry.receipt, entry.doubles), null, 2))) ? 'copied' : 'copyFailed');
  }

  /** Says what came of a wish. */
  #came(outcome: TextKey): void {
    this.#outcome = outcome;
    this.requestUpdate();
  }

  #move(): void {
    this.dock = this.#place === 'side' ? 'bottom' : 'side';
    this.#remember();
  }

  #show(tab: Tab): void {
    this.#tab = tab;
    this.#outcome = undefined;
    this.requestUpdate();
  }

  #narrow(filter: Partial<Filter>): void {
    this.#filter = { ...this.#filter, ...filter };
    this.#limit = step;
    this.requestUpdate();
  }

  #more(): void {
    this.#limit += step;
    this.requestUpdate();
  }

  /** Shows an event; where there is no room beside the list, the focus goes along. */
  #select(id: string): void {
    this.#selected = id;
    this.#stop = id;
    this.#outcome = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const detail = this.#find('.detail');
      if (detail) detail.scrollTop = 0;
      if (!this.#find('.list')?.checkVisibility()) this.#find('#detail-title')?.focus();
    });
  }

  /** From a double report to its event. */
  #lead(id: string): void {
    this.#tab = 'events';
    this.#filter = noFilter;
    this.#select(id);
    void this.updateComplete.then(() => this.#find('#detail-title')?.focus());
  }

  #back(): void {
    const id = this.#selected;
    this.#selected = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => [...this.renderRoot.querySelectorAll<HTMLElement>('.row')].find(({ dataset }) => dataset.id === id)?.focus());
  }

  readonly #stopped = ({ target }: FocusEvent): void => {
    const { id } = (target as HTMLElement).dataset;
    if (!id || id === this.#stop) return;
    this.#stop = id;
    this.requestUpdate();
  };

  /** Escape goes back from the details where they hide the list, else it closes. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || (event.target instanceof HTMLInputElement && event.target.value)) return;
    event.preventDefault();
    if (this.#selected && this.#tab === 'events' && !this.#find('.list')?.checkVisibility()) this.#back();
    else this.#toggle();
  };

  /** Arrow keys, Home and End move through the tabs. */
  readonly #tabKey = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(this.#tab);
    const by = this.#forward(event.key);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : by ? (at + by + tabs.length) % tabs.length : undefined;
    if (to === undefined) return;
    event.preventDefault();
    this.#show(tabs[to]!);
    void this.updateComplete.then(() => this.#find(`#tab-${tabs[to]}`)?.focus());
  };

  /** 1 for the arrow that goes on in the direction of reading, -1 for the other. */
  #forward(key: string): number {
    const sign = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    return key === 'ArrowRight' ? sign : key === 'ArrowLeft' ? -sign : 0;
  }

  readonly #gripKey = (event: KeyboardEvent): void => {
    const vertical = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
    const by = this.#place === 'side' ? -this.#forward(event.key) : vertical;
    const size = event.key === 'Home' ? sizes.least : event.key === 'End' ? sizes.most : by ? this.#size[this.#place] + by * sizes.by : undefined;
    if (size === undefined) return;
    event.preventDefault();
    this.#resize(size);
  };

  readonly #hold = (event: PointerEvent): void => {
    if (event.button === 0) (event.currentTarget as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
  };

  readonly #drag = (event: PointerEvent): void => {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const { clientX, clientY } = event;
    const fromEnd = getComputedStyle(this).direction === 'rtl' ? clientX : innerWidth - clientX;
    this.#resize(100 * (this.#place === 'side' ? fromEnd / innerWidth : (innerHeight - clientY) / innerHeight));
  };

  #resize(size: number): void {
    this.#size[this.#place] = Math.min(sizes.most, Math.max(sizes.least, size));
    this.requestUpdate();
  }
}

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;
