import { FormElement } from '../../src/element/form-element.js';
import { fieldsOf, valuesOf, type Field } from '../../src/element/form-fields.js';
import { create } from '../../src/element/dom.js';
import { isDone, type Outcome } from '../../src/element/request-controller.js';
import { profileUpdated, signedIn, signedUp } from '../../src/i18n/messages.js';

/** What is known of a person. Of the store's answer no more than this is reported: it may hold a key to the account. */
type Person = Partial<Record<(typeof personFields)[number], string>>;

const personFields = ['type', 'method', 'first_name', 'last_name', 'email', 'mobile'] as const;

const isPersonField = (name: string): name is keyof Person => (personFields as readonly string[]).includes(name);

/** What HTML's autofill calls them. */
const purposes: Record<string, string> = { 'given-name': 'first_name', 'family-name': 'last_name', tel: 'mobile', email: 'email' };

/**
 * Around the theme's form for signing in, for a new account, or for the shopper's profile: asks the store, and reports
 * Signed In, Signed Up or User Profile Updated when it is confirmed. Names, e-mail and mobile are read from the fields
 * `first_name`, `last_name`, `email` and `mobile`, or those with `autocomplete` `given-name`, `family-name`, `email` and
 * `tel`; a password never is. Of a profile only the names of the fields that were changed are reported.
 *
 * @tag ecom-account-form
 * @attr {'sign-in' | 'sign-up' | 'profile'} mode - What the form is for; default `sign-in`.
 * @attr {string} method - How one signs in: `otp`, `google`, …; default `password` when the form has a field for it.
 * @attr {string} type - Kind of account, e.g. `user`.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `ignore`: the store may say no.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-sign-in-request - Asks the store to sign in.
 * @fires ecom-sign-up-request - Asks the store for an account.
 * @fires ecom-profile-update-request - Asks the store to save the profile.
 * @fires ecom-signed-in - Signed In: the shopper is in the account.
 * @fires ecom-signed-up - Signed Up: there is an account.
 * @fires ecom-user-profile-updated - User Profile Updated: what was changed is saved.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomAccountForm extends FormElement {
  /** What the fields of a profile held when the shopper began, or when it was saved last. */
  readonly #saved = new WeakMap<Field, string>();

  protected override content(): Node[] {
    // A theme's script may have filled the form in: the markup's values then tell nothing.
    this.slotted.addEventListener('focusin', () => {
      const { form } = this;
      if (form && this.#isProfile) for (const field of fieldsOf(form)) if (!this.#saved.has(field)) this.#saved.set(field, stateOf(field));
    });
    return super.content();
  }

  get #isProfile(): boolean {
    return this.getAttribute('mode') === 'profile';
  }

  protected override submitted(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    return this.#isProfile ? this.#update(form, native) : this.#sign(form, native);
  }

  async #sign(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    const isNew = this.getAttribute('mode') === 'sign-up';
    const hasPassword = form.querySelector('[type="password" i], [autocomplete$="-password" i]');
    const method = this.getAttribute('method') ?? (hasPassword ? 'password' : undefined);
    const detail: Person = { method, type: this.getAttribute('type') ?? undefined, ...readPerson(form) };
    const outcome = await (isNew
      ? this.request.ask('sign-up', detail, { unanswered: 'ignore', native, done: signedUp })
      : this.request.ask('sign-in', detail, { unanswered: 'ignore', native, done: signedIn }));
    if (!isDone(outcome)) return;
    for (const name of personFields) if (typeof outcome.fields[name] === 'string') detail[name] = outcome.fields[name];
    this.emit(isNew ? 'Signed Up' : 'Signed In', detail, outcome);
  }

  async #update(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    const changed = fieldsOf(form).flatMap((field): [Field, string, string][] => {
      const [name, state] = [nameOf(field), stateOf(field)];
      return name && state !== (this.#saved.get(field) ?? stateOf(pristine(field))) ? [[field, name, state]] : [];
    });
    const detail = { updated_fields: [...new Set(changed.map(([, name]) => name))] };
    const outcome: Outcome = await this.request.ask('profile-update', detail, { unanswered: 'ignore', native, done: profileUpdated });
    if (!isDone(outcome) && outcome.kind !== 'reported') return;
    for (const [field, , state] of changed) this.#saved.set(field, state);
    if (!isDone(outcome)) return;
    const { updated_fields = detail.updated_fields } = outcome.fields as Partial<typeof detail>;
    this.emit('User Profile Updated', { updated_fields }, outcome);
  }
}

/** What a field holds, to compare. */
const stateOf = (field: Field): string => valuesOf(field).join('\n');

/** The field as it was in the markup. */
function pristine(field: Field): Field {
  const form = create('form', {}, field.cloneNode(true));
  form.reset();
  return form.elements[0] as Field;
}

/** The catalogue's name of what is in a field, else the theme's. */
const nameOf = ({ name, autocomplete }: Field): string =>
  purposes[/(?:^| )(given-name|family-name|tel|email)(?: |$)/.exec(autocomplete)?.[1] ?? ''] ?? name;

/** What the form says of the person who fills it in. */
function readPerson(form: HTMLFormElement): Person {
  const person: Person = {};
  for (const field of fieldsOf(form)) {
    const name = nameOf(field);
    if (isPersonField(name)) person[name] ??= valuesOf(field)[0] || undefined;
  }
  return person;
}
