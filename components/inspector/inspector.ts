import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { closestComposed } from '../../src/element/composed-tree.js';
import { LocaleController } from '../../src/element/locale-controller.js';
import { costsOf, isCounted, noFilter, type Filter } from '../../src/inspector/entry.js';
import { copyText, saveFile } from '../../src/inspector/give.js';
import { News } from '../../src/inspector/news.js';
import { Observation } from '../../src/inspector/observation.js';
import { safeReceipt } from '../../src/inspector/recording.js';
import { remember, type Dock } from '../../src/inspector/remember.js';
import { speaker, type Say, type TextKey } from '../../src/inspector/texts.js';
import { trackerOf } from '../../src/inspector/tracker.js';
import { doublesView } from '../../src/inspector/views/doubles.js';
import { eventsView } from '../../src/inspector/views/events.js';
import { grip } from '../../src/inspector/views/grip.js';
import { icon, type IconName } from '../../src/inspector/views/icons.js';
import { destinationsView, pageView } from '../../src/inspector/views/overview.js';
import { tabsView, type Tab } from '../../src/inspector/views/tabs.js';
import { version } from '../../src/version.js';
import { inspectorStyles } from './inspector.styles.js';

/** Rows that are drawn at first, and with each wish for older ones. */
const step = 200;

/** What people do in here is none of the page's business: its own listeners would take it for a shopper's. */
const kept =
  'click dblclick auxclick contextmenu pointerdown pointerup mousedown mouseup touchstart touchend keydown keypress keyup beforeinput input change submit focusin focusout copy cut paste'.split(' ');

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

  readonly #observation = new Observation(() => this.#changed());
  readonly #news = new News(() => this.requestUpdate());
  #filter: Filter = noFilter;
  #tab: Tab = 'events';
  #selected?: string | undefined;
  /** The row that the Tab key comes to. */
  #stop?: string | undefined;
  #limit = step;
  /** What came of a wish to copy or save. */
  #outcome?: TextKey | undefined;
  #size: Record<Dock, number> = { bottom: 45, side: 36 };
  /** What had the focus before it opened. */
  #before?: HTMLElement | undefined;

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
    if (this.open) this.#observation.start();
    else this.#end();
    const panel = this.#find('.panel');
    panel?.style.setProperty('--size', String(this.#size[this.#place]));
    // Above all of the page, its dialogues too; an older browser has it above the page.
    if (panel?.showPopover && !panel.matches(':popover-open')) panel.showPopover();
    if (changed.get('open') && !this.open && this.#before) this.#giveBack();
  }

  #end(): void {
    this.#observation.stop();
    this.#news.stop();
  }

  /** There is something else to see. */
  #changed(): void {
    const { entries } = this.#observation;
    if (!entries.some(({ id }) => id === this.#selected)) this.#selected = undefined;
    this.#news.come(() => this.#sentence());
    this.requestUpdate();
  }

  /** How many there are, for assistive technology. */
  #sentence(): string {
    const { entries, doubles } = this.#observation;
    const failed = entries.flatMap(({ deliveries }) => deliveries).filter(({ status }) => status === 'failed').length;
    const rejected = entries.filter(({ receipt }) => receipt.status === 'rejected').length;
    return this.#say()('news', { events: entries.length, rejected, failed, doubles: doubles.filter(isCounted).length });
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
    const { entries, doubles, paused } = this.#observation;
    const place = this.#place;
    const counts = { events: entries.length, doubles: doubles.length };
    return html`<section class="panel" part="panel" popover="manual" aria-label=${say('inspector')} lang=${this.#language()} data-dock=${place} @keydown=${this.#key}>
      ${grip({ say, dock: place, size: this.#size[place], resize: (size) => this.#resize(size) })}
      <header class="top">
        <h2>${icon('pulse')}<span>${say('inspector')}</span></h2>
        ${tabsView({ say, current: this.#tab, counts, alarm: doubles.some(isCounted) ? 'doubles' : undefined, show: (tab) => this.#show(tab) })}
        <div class="tools">
          ${paused ? html`<span class="mark warn">${say('paused')}</span>` : nothing}
          ${this.#tool(say, paused ? 'resume' : 'pause', paused ? 'resume' : 'pause', () => this.#pause())}
          ${this.#tool(say, 'clear', 'clear', () => this.#clear())} ${this.#tool(say, 'export', 'save', () => this.#save())}
          ${this.#tool(say, place === 'side' ? 'dockBottom' : 'dockSide', place === 'side' ? 'bottom' : 'side', () => this.#move())}
          ${this.#tool(say, 'close', 'close', () => this.#toggle())}
        </div>
      </header>
      <div class="content" role="tabpanel" id="tabpanel" aria-labelledby="tab-${this.#tab}">${this.#content(say)}</div>
      <p class="outcome" role="status">${this.#outcome ? say(this.#outcome) : nothing}</p>
      <p class="only-told" role="status">${this.#news.text}</p>
    </section>`;
  }

  #tool(say: Say, name: TextKey, picture: IconName, act: () => unknown): TemplateResult {
    return html`<button type="button" class="tool" data-tool=${picture} aria-label=${say(name)} title=${say(name)} @click=${act}>${icon(picture)}</button>`;
  }

  #content(say: Say): TemplateResult {
    const { entries, doubles, page } = this.#observation;
    if (!trackerOf()) return html`<p class="empty">${say('noTracker')}</p>`;
    if (this.#tab === 'destinations') return html`<div class="scroll">${destinationsView(costsOf(entries), say)}</div>`;
    if (this.#tab === 'doubles') return html`<div class="scroll" tabindex="0" role="group" aria-label=${say('doubles')}>${doublesView(doubles, say, (id) => this.#lead(id))}</div>`;
    if (this.#tab === 'page') return html`<div class="scroll" tabindex="0" role="group" aria-label=${say('page')}>${pageView(page, version, say)}</div>`;
    return eventsView({
      say,
      entries,
      filter: this.#filter,
      limit: this.#limit,
      selected: this.#selected,
      stop: this.#stop,
      narrow: (filter) => this.#narrow(filter),
      more: () => this.#more(),
      select: (id) => this.#select(id),
      focused: this.#focused,
      back: () => this.#back(),
      copy: () => void this.#copy(),
    });
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
    this.#observation.paused = !this.#observation.paused;
    this.#came(undefined);
  }

  #clear(): void {
    this.#observation.clear();
    this.#selected = undefined;
    this.#limit = step;
    this.#came(undefined);
  }

  #save(): void {
    saveFile(`ecom-events-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.json`, this.#observation.recording());
    this.#came('exported');
  }

  async #copy(): Promise<void> {
    const entry = this.#observation.entries.find(({ id }) => id === this.#selected);
    if (entry) this.#came((await copyText(JSON.stringify(safeReceipt(entry.receipt, entry.doubles), null, 2))) ? 'copied' : 'copyFailed');
  }

  /** Says what came of a wish. */
  #came(outcome: TextKey | undefined): void {
    this.#outcome = outcome;
    this.requestUpdate();
  }

  #move(): void {
    this.dock = this.#place === 'side' ? 'bottom' : 'side';
    this.#remember();
  }

  #resize(size: number): void {
    this.#size[this.#place] = size;
    this.requestUpdate();
  }

  #show(tab: Tab): void {
    this.#tab = tab;
    this.#came(undefined);
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
    this.#came(undefined);
    void this.updateComplete.then(() => {
      const detail = this.#find('.detail');
      if (detail) detail.scrollTop = 0;
      if (!this.#hasList) this.#find('#detail-title')?.focus();
    });
  }

  /** From a double report to its event. */
  #lead(id: string): void {
    this.#tab = 'events';
    this.#filter = noFilter;
    this.#select(id);
    void this.updateComplete.then(() => this.#find('#detail-title')?.focus());
  }

  /** From the details to the row they are of. */
  #back(): void {
    const id = this.#selected;
    this.#selected = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => [...this.renderRoot.querySelectorAll<HTMLElement>('.row')].find(({ dataset }) => dataset.id === id)?.focus());
  }

  /** There is room for the list beside the details. */
  get #hasList(): boolean {
    return !!this.#find('.list')?.checkVisibility();
  }

  readonly #focused = ({ target }: FocusEvent): void => {
    const { id } = (target as HTMLElement).dataset;
    if (!id || id === this.#stop) return;
    this.#stop = id;
    this.requestUpdate();
  };

  /** Escape empties the search field, goes back from the details where they hide the list, else it closes. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    if (event.target instanceof HTMLInputElement && event.target.value) this.#narrow({ text: '' });
    else if (this.#selected && this.#tab === 'events' && !this.#hasList) this.#back();
    else this.#toggle();
  };
}
