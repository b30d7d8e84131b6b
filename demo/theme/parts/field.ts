import { html, nothing, type TemplateResult } from 'lit';
import { say, type Bilingual } from '../language.js';

/** How a field of a form is, besides its name and label. */
export interface FieldOptions {
  type?: string;
  value?: string;
  autocomplete?: AutoFill;
  optional?: boolean;
  placeholder?: string;
  inputmode?: 'numeric' | 'tel' | 'email';
  /** It stands beside another one. */
  half?: boolean;
}

/** A labelled field. */
export const field = (name: string, label: Bilingual, { type = 'text', value, autocomplete, optional, placeholder, inputmode, half }: FieldOptions = {}): TemplateResult => html`<label
  class="field ${half ? 'half' : ''}"
  ><span>${say(label)}</span>
  <input
    name=${name}
    type=${type}
    value=${value ?? ''}
    autocomplete=${autocomplete ?? nothing}
    placeholder=${placeholder ?? nothing}
    inputmode=${inputmode ?? nothing}
    dir=${/email|tel/.test(type) || inputmode === 'numeric' ? 'ltr' : nothing}
    ?required=${!optional}
/></label>`;

/** One of several ways, with what it means and what it costs. */
export const option = (name: string, value: string, texts: { name: Bilingual; text: Bilingual }, checked: boolean, price?: string): TemplateResult => html`<label class="option"
  ><input type="radio" name=${name} value=${value} ?checked=${checked} required />
  <span class="option-text"><span class="option-name">${say(texts.name)}</span> <span class="option-more">${say(texts.text)}</span></span>
  ${price ? html`<span class="option-price">${price}</span>` : nothing}</label
>`;
