import { html, nothing, render, type TemplateResult } from 'lit';
import type { StudioSession } from '../gateway/studio/answers.js';
import { Api, ApiError } from './api.js';
import { makeFormat } from './format.js';
import { keptKey, keptLanguage } from './keep.js';
import { speaker, texts, type Language } from './texts.js';
import { places, type Desk, type View } from './view.js';
import { EventView } from './views/event.js';
import { EventsView } from './views/events.js';
import { FunctionsView } from './views/functions.js';
import { FunnelView } from './views/funnel.js';
import { ProblemsView } from './views/problems.js';
import { ReconciliationView } from './views/reconciliation.js';
import { RejectedView } from './views/rejected.js';

/** What is asked in a dialog, and who waits for the answer. */
interface Question {
  title: string;
  text: string;
  action: string;
  answer(yes: boolean): void;
}

/** After failures it is asked again more slowly, ms. */
const slowest = 15_000;

/** The Studio: who is signed in, which view is shown, and what is around it. */
export class App {
  #language: Language = keptLanguage.get();
  #key: string | undefined = keptKey.get();
  #session: StudioSession | undefined;
  #api: Api | undefined;
  #view: View | undefined;
  /** What stands at the form, or above the view. */
  #trouble: string | undefined;
  #question: Question | undefined;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #planned = false;
  #focusTitle = false;
  #narrow = matchMedia('(max-width: 40rem)');
  #said = document.createElement('p');

  constructor(private readonly root: HTMLElement) {
    this.#said.className = 'visually-hidden';
    this.#said.setAttribute('role', 'status');
    root.after(this.#said);
    addEventListener('hashchange', () => this.#go());
    document.addEventListener('visibilitychange', () => this.#next());
    this.#narrow.addEventListener('change', () => this.changed());
    if (this.#key) void this.#signIn(this.#key);
    this.#setLanguage(this.#language);
  }

  /** Renders soon. */
  changed(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      // What replaces the title while something loads takes over its focus.
      this.#focusTitle ||= document.activeElement?.localName === 'h1';
      render(this.#render(), this.root);
      this.#afterRender();
    });
  }

  #afterRender(): void {
    const say = speaker(this.#language);
    const title = this.#session && this.#view ? `${this.#view.title()} · ${say('studio')}` : say('studio');
    if (document.title !== title) document.title = title;
    const dialog = this.root.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    if (!this.#focusTitle) return;
    this.#focusTitle = false;
    const heading = this.root.querySelector('h1');
    if (heading !== document.activeElement) heading?.focus();
  }

  #setLanguage(language: Language): void {
    this.#language = language;
    const page = document.documentElement;
    page.lang = language;
    page.dir = language === 'ar' ? 'rtl' : 'ltr';
    this.changed();
  }

  #announce(text: string): void {
    // The same text twice would be no change.
    this.#said.textContent = this.#said.textContent === text ? `${text}\u00A0` : text;
  }

  async #signIn(key: string): Promise<void> {
    const api = new Api(key);
    this.#busy = true;
    this.changed();
    try {
      this.#session = await api.get<StudioSession>('studio/session');
      this.#api = api;
      this.#key = key;
      keptKey.set(key);
      this.#trouble = undefined;
      this.#go();
    } catch (error) {
      if ((error as ApiError).status === 401) keptKey.clear();
      this.#trouble = this.#textOf(error);
    }
    this.#busy = false;
    this.changed();
  }

  #signOut(trouble?: string): void {
    clearTimeout(this.#timer);
    keptKey.clear();
    this.#key = this.#session = this.#api = this.#view = undefined;
    this.#trouble = trouble;
    if (!trouble) this.#announce(speaker(this.#language)('signedOut'));
    this.#focusTitle = true;
    this.changed();
  }

  #textOf(error: unknown): string {
    const say = speaker(this.#language);
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return say('unknownKey');
    if (error.status === 429) return say('rate', { seconds: error.retryAfter });
    return error.status === 404 ? say('notFound') : error.status >= 400 && error.status < 500 ? error.message : say('offline');
  }

  /** Shows what the address says. */
  #go(): void {
    if (!this.#session || !this.#api) return;
    const [, place = '', id = ''] = location.hash.split('/');
    const desk = this.#desk(this.#api, this.#session);
    const before = this.#view;
    this.#view = this.#viewOf(desk, place, id);
    this.#trouble = undefined;
    this.#failures = 0;
    // On the first one nobody has gone anywhere yet.
    this.#focusTitle = !!before;
    if (before) scrollTo(0, 0);
    this.changed();
    void this.#load();
  }

  #viewOf(desk: Desk, place: string, id: string): View {
    if (place === 'events' && id) return new EventView(desk, decoded(id));
    if (place === 'rejected') return new RejectedView(desk, Number(id));
    if (place === 'funnel') return new FunnelView(desk);
    if (place === 'functions') return new FunctionsView(desk);
    if (place === 'problems') return new ProblemsView(desk);
    return place === 'reconciliation' ? new ReconciliationView(desk) : new EventsView(desk);
  }

  /** What a view has of this. The language is looked up at each use, so that a switch holds for what is there. */
  #desk(api: Api, session: StudioSession): Desk {
    const language = (): Language => this.#language;
    const narrow = (): boolean => this.#narrow.matches;
    return {
      api,
      session,
      get language() {
        return language();
      },
      get say() {
        return speaker(language());
      },
      get format() {
        return makeFormat(language());
      },
      get narrow() {
        return narrow();
      },
      changed: () => this.changed(),
      announce: (text) => this.#announce(text),
      attempt: (work) => this.#attempt(work),
      confirm: (title, text, action) =>
        new Promise((resolve) => {
          this.#question = { title, text, action, answer: resolve };
          this.changed();
        }),
    };
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#trouble = undefined;
      return true;
    } catch (error) {
      if ((error as ApiError).status === 401) this.#signOut(this.#textOf(error));
      else this.#trouble = this.#textOf(error);
      return false;
    } finally {
      this.changed();
      this.#next();
    }
  }

  /** Loads what the view shows, now and then again, while somebody looks. */
  async #load(): Promise<void> {
    clearTimeout(this.#timer);
    const view = this.#view;
    if (!view) return;
    const ok = await this.#attempt(() => view.load());
    this.#failures = ok ? 0 : this.#failures + 1;
    if (view === this.#view) this.#next();
  }

  #next(): void {
    clearTimeout(this.#timer);
    const every = this.#view?.every() ?? Infinity;
    if (document.hidden || every === Infinity) return;
    this.#timer = setTimeout(() => void this.#load(), Math.min(every * 2 ** this.#failures, Math.max(slowest, every)));
  }

  #render(): TemplateResult {
    const say = speaker(this.#language);
    const other: Language = this.#language === 'en' ? 'ar' : 'en';
    const switchLanguage = (): void => {
      keptLanguage.set(other);
      this.#setLanguage(other);
    };
    const switcher = html`<button type="button" class="quiet" id="language" lang=${other} @click=${switchLanguage}>${texts[this.#language].language}</button>`;
    return this.#session && this.#view ? this.#frame(this.#view, this.#session, switcher) : html`
      <main class="door">
        ${this.#busy && this.#key ? html`<p class="empty">${say('loading')}</p>` : this.#form()}
        <p>${switcher}</p>
      </main>
    `;
  }

  #form(): TemplateResult {
    const say = speaker(this.#language);
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem('key') as HTMLInputElement;
      if (!this.#busy && input.value.trim()) void this.#signIn(input.value.trim());
    };
    return html`<form class="card" @submit=${submit}>
      ${brand()}
      <h1 tabindex="-1">${say('studio')}</h1>
      <p class="help">${say('signInHelp')}</p>
      <label><span>${say('adminKey')}</span>
        <input name="key" type="password" dir="ltr" autocomplete="current-password" spellcheck="false" required aria-invalid=${!!this.#trouble} aria-describedby="trouble" />
      </label>
      <p id="trouble" class="trouble" role="alert">${this.#trouble ?? ''}</p>
      <button type="submit" class="primary">${say('signIn')}</button>
    </form>`;
  }

  #frame(view: View, session: StudioSession, switcher: TemplateResult): TemplateResult {
    const say = speaker(this.#language);
    const skip = (event: Event): void => {
      event.preventDefault();
      this.root.querySelector<HTMLElement>('h1')?.focus();
    };
    return html`
      <a class="skip" href="#content" @click=${skip}>${say('skip')}</a>
      <div class="frame">
        <header class="side">
          <div class="name">${brand()}<div><strong>${say('studio')}</strong><span class="muted" dir="auto">${say('merchant', { merchant: session.merchant })}</span></div></div>
          <nav aria-label=${say('views')}>
            <ul>${places.map((place) => html`<li><a href="#/${place}" aria-current=${view.place === place ? 'page' : nothing}>${icon(place)}<span>${say(place === 'reconciliation' ? 'reconcile' : place)}</span></a></li>`)}</ul>
          </nav>
          <div class="own">${switcher}<button type="button" class="quiet" id="sign-out" @click=${() => this.#signOut()}>${say('signOut')}</button></div>
        </header>
        <main id="content">
          <div role="alert">${this.#trouble ? html`<p class="trouble">${this.#trouble}</p>` : nothing}</div>
          ${view.render()}
        </main>
      </div>
      ${this.#question ? this.#dialog(this.#question) : nothing}
    `;
  }

  #dialog({ title, text, action, answer }: Question): TemplateResult {
    const say = speaker(this.#language);
    const close = (event: Event): void => {
      this.#question = undefined;
      answer((event.target as HTMLDialogElement).returnValue === 'yes');
      this.changed();
    };
    const end = (value: string) => (event: Event): void => (event.target as HTMLElement).closest('dialog')!.close(value);
    return html`<dialog class="card" aria-labelledby="question" @close=${close}>
      <h2 id="question">${title}</h2>
      <p>${text}</p>
      <div class="actions">
        <button type="button" autofocus @click=${end('')}>${say('cancel')}</button>
        <button type="button" class="danger" id="yes" @click=${end('yes')}>${action}</button>
      </div>
    </dialog>`;
  }
}

/** An id of the address; a broken one finds nothing. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const brand = (): TemplateResult => html`<svg class="brand" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" /><path d="M8 9h16l-5.5 7v5.5L13.5 24v-8z" /></svg>`;

const icons: Readonly<Record<(typeof places)[number], string>> = {
  events: 'M4 6h12M4 10h12M4 14h7',
  funnel: 'M3 4h14l-5.5 6.5V15l-3 1.5v-6z',
  functions: 'M7 5L3 10l4 5M13 5l4 5-4 5',
  problems: 'M10 3l7.5 13h-15zM10 8v4M10 14v.1',
  reconciliation: 'M4 7h12l-3-3M16 13H4l3 3',
};
const icon = (place: (typeof places)[number]): TemplateResult => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${icons[place]} /></svg>`;
