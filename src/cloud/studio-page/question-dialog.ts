import { html, type TemplateResult } from 'lit';
import type { Say } from './texts.js';
import type { Question } from './view.js';

/** A question in a dialog; closed in whatever way, it is answered. */
export function questionDialog(say: Say, { title, text, action, danger }: Question, answer: (yes: boolean) => void): TemplateResult {
  const close = (event: Event): void => answer((event.target as HTMLDialogElement).returnValue === 'yes');
  const end = (value: string) => (event: Event): void => (event.target as HTMLElement).closest('dialog')!.close(value);
  return html`<dialog class="card" aria-labelledby="question" aria-describedby="question-text" @close=${close}>
    <h2 id="question">${title}</h2>
    <p id="question-text">${text}</p>
    <div class="actions">
      <button type="button" autofocus @click=${end('')}>${say('cancel')}</button>
      <button type="button" class=${danger ? 'danger' : 'primary'} id="yes" @click=${end('yes')}>${action}</button>
    </div>
  </dialog>`;
}
