import { html, nothing, type TemplateResult } from 'lit';
import type { Revealed } from '../../gateway/studio/answers.js';
import { fact, json } from '../parts.js';
import type { Desk } from '../view.js';

/** What an event says and who did it: shown only when somebody asks for it, forgotten when it is closed. */
export class Reveal {
  #revealed: Revealed | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly path: string,
  ) {}

  async #toggle(): Promise<void> {
    this.#revealed = this.#revealed ? undefined : await this.desk.api.get<Revealed>(this.path);
  }

  render(): TemplateResult {
    const { say } = this.desk;
    const revealed = this.#revealed;
    return html`<section class="card" id="payload" aria-labelledby="payload-title">
      <h2 id="payload-title">${say('payload')}</h2>
      <p class="help">${say('payloadHelp')}</p>
      <button type="button" aria-expanded=${!!revealed} @click=${() => void this.desk.attempt(() => this.#toggle())}>${say(revealed ? 'hide' : 'show')}</button>
      ${revealed
        ? html`<dl class="facts" dir="auto">
              ${fact(say('userId'), revealed.userId)}${fact(say('anonymousId'), revealed.anonymousId)}${fact(say('sessionId'), revealed.sessionId)}
            </dl>
            ${json(revealed.payload)}
            ${revealed.context ? html`<h3>${say('context')}</h3>${json(revealed.context)}` : nothing}`
        : nothing}
    </section>`;
  }
}
