import type { TemplateResult } from 'lit';
import type { StudioSession } from '../gateway/studio/answers.js';
import type { Api } from './api.js';
import type { Format } from './format.js';
import type { Language, Say } from './texts.js';

/** What a view has of the Studio around it. */
export interface Desk {
  readonly api: Api;
  readonly session: StudioSession;
  readonly language: Language;
  readonly say: Say;
  readonly format: Format;
  /** Whether there is room for little. */
  readonly narrow: boolean;
  /** Renders soon: something has changed. */
  changed(): void;
  /** Tells a screen reader, politely. */
  announce(text: string): void;
  /** Does something that may fail, which is then told; false when it did. */
  attempt(work: () => Promise<void>): Promise<boolean>;
  /** Asks before something that cannot be taken back. */
  confirm(title: string, text: string, action: string): Promise<boolean>;
}

/** One thing that the Studio shows. */
export interface View {
  /** Which entry of the navigation it belongs to. */
  readonly place: Place;
  title(): string;
  /** Loads what it shows, and again each so many milliseconds. @throws ApiError */
  load(): Promise<void>;
  every(): number;
  render(): TemplateResult;
}

export const places = ['events', 'funnel', 'functions', 'problems', 'reconciliation'] as const;
export type Place = (typeof places)[number];
