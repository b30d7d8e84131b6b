import { ActionElement } from '../../src/element/action-element.js';
import { isDone } from '../../src/element/request-controller.js';
import { signedOut, signOut } from '../../src/i18n/messages.js';

/**
 * Signs the shopper out: asks the store (`ecom-sign-out-request`), and reports Signed Out when it is confirmed, or,
 * before the page is left, when there is no store to ask. With it the tracker's session ends.
 *
 * Holding text, or nothing, it is a button; around a form, a link or a button of the theme's it leaves them as they are.
 *
 * @tag ecom-sign-out
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The button's text, or the theme's own form, link or button.
 * @slot icon - An icon before the text.
 * @csspart button - The button.
 * @csspart icon - The icon's slot.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-primary=var(--color-primary, #14532d)] - Colour of the button.
 * @cssprop [--ecom-color-on-primary=#fff] - Colour of its text.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @cssprop [--ecom-font=inherit]
 * @cssprop [--ecom-radius=0.5em]
 * @cssprop [--ecom-gap=0.5em]
 * @fires ecom-sign-out-request - Asks the store.
 * @fires ecom-signed-out - Signed Out: the shopper has left the account.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomSignOut extends ActionElement {
  protected override label(): string {
    return this.locale.text(signOut);
  }

  protected override async act(native: Event): Promise<void> {
    const outcome = await this.request.ask('sign-out', {}, { unanswered: 'assume', native, done: signedOut });
    // The catalogue has no field for it: what else the store answered is not for the numbers.
    if (isDone(outcome)) this.emit('Signed Out', {}, outcome);
  }
}
