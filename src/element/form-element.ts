import { isFirstToAct } from './dom.js';
import { WrapperElement } from './wrapper-element.js';

/** An element around the theme's form: asks the store when the form is sent. */
export abstract class FormElement extends WrapperElement {
  /** The shopper has sent `form`, which is valid; `native` is its submit. Called once for a double click. */
  protected abstract submitted(form: HTMLFormElement, native: SubmitEvent): unknown;

  /** The form inside. */
  protected get form(): HTMLFormElement | null {
    return this.querySelector('form');
  }

  protected override content(): Node[] {
    this.slotted.addEventListener('submit', (event) => {
      // The theme has looked at the form and stopped it, or the form is of an element within this one.
      if (!event.defaultPrevented && isFirstToAct(event)) this.submitted(event.target as HTMLFormElement, event as SubmitEvent);
    });
    // The second click of a double click is the same wish.
    this.slotted.addEventListener('click', (event) => {
      const control = (event.target as Element).closest<HTMLButtonElement>('button, input');
      if (event.detail > 1 && /submit|image/.test(control?.type ?? '')) event.preventDefault();
    });
    return super.content();
  }
}
