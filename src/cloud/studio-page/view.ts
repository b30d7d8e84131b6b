import type { TemplateResult } from 'lit';
import type { StudioSession } from '../gateway/studio/answers.js';
import type { Api } from './api.js';
import type { Format } from './format.js';
import type { Language, Say } from './texts.js';

/** What is asked before something that reaches far. */
export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  action: string;
  /** Whether it cannot be taken back. */
  danger?: boolean;
}

/** What a view has of the Studio around it. */
export interface Desk {
  readonly api: Api;
  readonly session: StudioSession;
  readonly language: Language;
  readonly say: Say;
  readonly format: Format;
  /** Whether there is room for little. */
  readonly narrow: boolean;
  /** Why the view could not be loaded, until it is; as a text. */
  readonly failure: string | undefined;
  /** Renders soon: something has changed. */
  changed(): void;
  /** Tells a screen reader, politely. */
  announce(text: string): void;
  /** Loads the view at once: what it shows was chosen anew. */
  reload(): void;
  /** The same, for who asks for it where it failed. */
  tryAgain(): void;
  /** Does what the operator asked for; that it failed is told, until they dismiss it or ask for something else. */
  attempt(work: () => Promise<void>): Promise<void>;
  confirm(question: Question): Promise<boolean>;
}

/** One thing that the Studio shows. */
export interface View {
  /** Which entry of the navigation it belongs to. */
  readonly place: Place;
  title(): string;
  /** Loads what it shows, and again each so many milliseconds. @throws ApiError */
  load(): Promise<void>;
  every(): number;
  /** Whether there is something of it to show. Where there is not, it shows why, with `notYet`. */
  loaded(): boolean;
  render(): TemplateResult;
}

export const places = ['events', 'funnel', 'functions', 'problems', 'reconciliation'] as const;
export type Place = (typeof places)[number];
