import { html, nothing, render, type TemplateResult } from 'lit';
import type { StudioSession } from '../gateway/studio/answers.js';
import { Api, ApiError } from './api.js';
import { makeFormat } from './format.js';
import { brand, icon } from './icons.js';
import { keptKey, keptLanguage } from './keep.js';
import { questionDialog } from './question-dialog.js';
import { speaker, texts, type Language } from './texts.js';
import { places, type Desk, type Question, type View } from './view.js';
import { EventView } from './views/event.js';
import { EventsView } from './views/events.js';
import { FunctionsView } from './views/functions.js';
import { FunnelView } from './views/funnel.js';
import { ProblemsView } from './views/problems.js';
import { ReconciliationView } from './views/reconciliation.js';
import { RejectedView } from './views/rejected.js';

/** After failures it is asked again more slowly, ms. */
const slowest = 15_000;

/** The Studio: who is signed in, which view is shown, and what is around it. */
export class App {
  #language: Language = keptLanguage.get();
  #key: string | undefined = keptKey.get();
  #session: StudioSession | undefined;
  #api: Api | undefined;
  #view: View | undefined;
  /** What stands at the form, or what an action failed of: above the view, until it is dismissed or another one begins. */
  #trouble: ApiError | undefined;
  /** Why the last load of the view failed. */
  #failure: ApiError | undefined;
  /** What is asked in a dialog, and who waits for the answer. */
  #question: { asked: Question; answer(yes: boolean): void } | undefined;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Number of the last load: what one before it comes to is no news. */
  #loads = 0;
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
      this.#trouble = asApiError(error);
      if (this.#trouble.status === 401) keptKey.clear();
    }
    this.#busy = false;
    this.changed();
  }

  #signOut(trouble?: ApiError): void {
    clearTimeout(this.#timer);
    this.#loads++;
    keptKey.clear();
    this.#key = this.#session = this.#api = this.#view = this.#failure = this.#question = undefined;
    this.#trouble = trouble;
    if (!trouble) this.#announce(speaker(this.#language)('signedOut'));
    this.#focusTitle = true;
    this.changed();
  }

  /** What an error says to who waits for something, or asked for something to be done: that is not tried again. */
  #textOf(error: ApiError, asked = false): string {
    const say = speaker(this.#language);
    const { status, retryAfter, message } = error;
    if (status === 401) return say('unknownKey');
    if (status === 429) return say('rate', { seconds: retryAfter });
    if (status === 404) return say(asked ? 'gone' : 'notFound');
    // What the gateway says is English.
    return isRefusal(error) ? say('refusal', { message: `\u2068${message}\u2069` }) : say(asked ? 'unanswered' : 'offline');
  }

  /** Shows what the address says. */
  #go(): void {
    if (!this.#session || !this.#api) return;
    const [, place = '', id = '', source] = location.hash.split('/');
    const desk = this.#desk(this.#api, this.#session);
    const before = this.#view;
    this.#view = this.#viewOf(desk, place, id, source);
    this.#trouble = this.#failure = undefined;
    this.#failures = 0;
    // On the first one nobody has gone anywhere yet.
    this.#focusTitle = !!before;
    if (before) scrollTo(0, 0);
    this.changed();
    void this.#load();
  }

  #viewOf(desk: Desk, place: string, id: string, source: string | undefined): View {
    if (place === 'events' && id) return new EventView(desk, decoded(id), source);
    if (place === 'rejected') return new RejectedView(desk, id);
    if (place === 'funnel') return new FunnelView(desk);
    if (place === 'functions') return new FunctionsView(desk);
    if (place === 'problems') return new ProblemsView(desk);
    return place === 'reconciliation' ? new ReconciliationView(desk) : new EventsView(desk);
  }

  /** What a view has of this. The language is looked up at each use, so that a switch holds for what is there. */
  #desk(api: Api, session: StudioSession): Desk {
    const language = (): Language => this.#language;
    const narrow = (): boolean => this.#narrow.matches;
    const failure = (): string | undefined => this.#failure && this.#textOf(this.#failure);
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
      get failure() {
        return failure();
      },
      changed: () => this.changed(),
      announce: (text) => this.#announce(text),
      reload: () => this.#reload(),
      tryAgain: () => {
        // Its button goes.
        this.#focusTitle = true;
        this.#reload();
      },
      attempt: (work) => this.#attempt(work),
      confirm: (asked) =>
        new Promise((resolve) => {
          const answer = (yes: boolean): void => {
            this.#question = undefined;
            this.changed();
            resolve(yes);
          };
          this.#question = { asked, answer };
          this.changed();
        }),
    };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    const view = this.#view;
    this.#trouble = undefined;
    this.changed();
    try {
      await work();
    } catch (error) {
      const trouble = asApiError(error);
      if (trouble.status === 401) this.#signOut(trouble);
      // Elsewhere, it would seem to be of what is shown there.
      else if (view === this.#view) this.#trouble = trouble;
    }
    this.changed();
  }

  /** Loads what the view shows, now and then again, while somebody looks. */
  async #load(): Promise<void> {
    clearTimeout(this.#timer);
    const view = this.#view;
    if (!view) return;
    const load = ++this.#loads;
    let failure: ApiError | undefined;
    try {
      await view.load();
    } catch (error) {
      failure = asApiError(error);
    }
    if (load !== this.#loads) return;
    if (failure?.status === 401) return this.#signOut(failure);
    this.#failure = failure;
    this.#failures = failure ? this.#failures + 1 : 0;
    this.changed();
    this.#next();
  }

  #reload(): void {
    this.#failure = undefined;
    this.#failures = 0;
    this.changed();
    void this.#load();
  }

  #next(): void {
    clearTimeout(this.#timer);
    // What is not there, or is refused, is so the next time too; what failed is tried again, also where nothing new is to come.
    if (document.hidden || !this.#view || (this.#failure && isRefusal(this.#failure))) return;
    const every = Math.min(this.#view.every(), this.#failure ? slowest : Infinity);
    if (every === Infinity) return;
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
      <p id="trouble" class="trouble" role="alert">${this.#trouble ? this.#textOf(this.#trouble, true) : ''}</p>
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
          ${this.#alerts(view)}
          ${view.render()}
        </main>
      </div>
      ${this.#question ? questionDialog(say, this.#question.asked, this.#question.answer) : nothing}
    `;
  }

  /** What went wrong, above what is there. */
  #alerts(view: View): TemplateResult {
    const say = speaker(this.#language);
    const dismiss = (): void => {
      this.#trouble = undefined;
      this.#focusTitle = true;
      this.changed();
    };
    const stale = this.#failure && view.loaded() ? this.#textOf(this.#failure) : undefined;
    return html`
      <div id="stale" role="alert">${stale ? html`<p class="trouble">${stale}</p>` : nothing}</div>
      <div class="alert">
        <div id="trouble" role="alert">${this.#trouble ? html`<p class="trouble">${this.#textOf(this.#trouble, true)}</p>` : nothing}</div>
        ${this.#trouble ? html`<button type="button" class="small" id="dismiss" @click=${dismiss}>${say('dismiss')}</button>` : nothing}
      </div>
    `;
  }
}

/** @throws what is no answer of the gateway's, nor the want of one */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

/** Whether the same question would be answered so again. */
const isRefusal = ({ status }: ApiError): boolean => status >= 400 && status < 500 && status !== 429;

/** An id of the address; a broken one finds nothing. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
