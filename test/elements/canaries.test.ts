// No element that has to do with a form looks at a secret in it, or tells one to anybody: password, card, code, token.
import { expect, nextFrame } from '@open-wc/testing';
import { ReactiveElement } from '@lit/reactive-element';
import { ActionElement } from '../../src/element/action-element.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import type { EcomRequestEvent, EcomRequestName } from '../../src/events/ecom-request-event.js';
import { closePage, drawn, later, listen, mount, openPage, rest, tracker } from './page.js';
import { tags } from './tags.js';

/** Every request there is: the type notices when one is missing. */
const requestNames: Record<EcomRequestName, true> = {
  'product-add': true,
  'product-remove': true,
  'cart-update': true,
  'coupon-apply': true,
  'coupon-remove': true,
  'wishlist-add': true,
  'wishlist-remove': true,
  'search': true,
  'list-filter': true,
  'list-sort': true,
  'review-submit': true,
  'share': true,
  'checkout-start': true,
  'checkout-step': true,
  'payment-submit': true,
  'sign-in': true,
  'sign-up': true,
  'sign-out': true,
  'profile-update': true,
};

/** Fields that hold a secret, by their purpose, their name and their type. */
const purposes = ['current-password', 'new-password', 'one-time-code', 'cc-number', 'cc-csc', 'cc-exp', 'cc-exp-month', 'cc-name'];
const names = ['card_number', 'cardNumber', 'cvv', 'cvc', 'otp', 'pin', 'iban', 'password', 'password_confirmation'];
const secretFields = [
  ...purposes.map((purpose, at) => `<input name="field_${at}" autocomplete="${purpose}">`),
  // Without a name the form does not send it; a script of the bank's does.
  ...purposes.map((purpose) => `<input autocomplete="${purpose}">`),
  ...names.map((name) => `<input name="${name}">`),
  '<input type="password" name="key">',
  '<textarea name="card_note"></textarea>',
  '<input type="hidden" name="_token">',
  '<input type="hidden" name="authenticity_token">',
  '<input type="hidden" name="csrf">',
];

/** How a store may answer. */
const outcomes: Record<string, ((event: EcomRequestEvent) => void) | undefined> = {
  confirmed: (event) => event.intercept(() => ({})),
  denied: (event) => event.intercept(() => ({ denied: true, reason: 'No', reason_code: 'no', fields: { error_fields: ['card_number', 'cvv', 'password'] } })),
  failed: (event) => event.intercept(() => Promise.reject(new Error('store'))),
  'called off': (event) => event.preventDefault(),
  assumed: undefined,
  ignored: undefined,
};

/** What an element with a form reads otherwise when it says so. */
const modes: Record<string, string[] | undefined> = { 'ecom-account-form': ['mode="sign-up"', 'mode="profile"'], 'ecom-product-filters': ['auto'] };

/** Every element with a form inside: as it is in `tags`, or its button inside a form of the theme's. */
const formed = Object.entries(tags).flatMap(([tag, html]): [string, string][] => {
  const wraps = customElements.get(tag)!.prototype instanceof ActionElement;
  const formed = html.includes('<form') ? html : wraps && html.replace(/>.*<\//s, '><form><button>Send</button></form></');
  return formed ? ['', ...(modes[tag] ?? [])].map((mode) => [`${tag} ${mode}`.trim(), formed.replace(`<${tag}`, `$& ${mode}`)]) : [];
});

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts `canary` into a field, and notes who looks at it there. */
function plant(field: Field, canary: string, looked: string[]): void {
  field.defaultValue = field.value = canary;
  for (const property of ['value', 'defaultValue', 'valueAsNumber', 'valueAsDate']) {
    Object.defineProperty(field, property, {
      get() {
        looked.push(`${property} of ${field.outerHTML}`);
        return canary;
      },
    });
  }
  // What the attribute holds is the same.
  field.getAttribute = (name) => {
    if (name === 'value') looked.push(`attribute of ${field.outerHTML}`);
    return Element.prototype.getAttribute.call(field, name);
  };
}

/** Notes who takes all of a form at once. What it returns takes it unnoticed. */
function guardFormData(looked: string[]): typeof FormData {
  const original = globalThis.FormData;
  globalThis.FormData = class extends original {
    constructor(form?: HTMLFormElement, submitter?: HTMLElement | null) {
      super(form, submitter);
      if (form) looked.push('FormData');
    }
  };
  later(() => (globalThis.FormData = original));
  return original;
}

/** What the console is told, by whatever method. */
function overhearAll(): unknown[] {
  const said: unknown[] = [];
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'group', 'groupCollapsed', 'table', 'dir', 'trace'] as const;
  for (const method of methods) {
    const original = console[method];
    console[method] = (...values: unknown[]): void => void said.push(...values);
    later(() => (console[method] = original));
  }
  return said;
}

/** All that an object says, errors and nodes too. */
const write = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Error) return `${inner} ${inner.stack}`;
    return inner instanceof Node ? inner.nodeName : inner;
  }) ?? '';

/** Fills in what a form must have to be sent. */
function complete(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>(':invalid:not(fieldset)')) {
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = true;
    else field.value = field.type === 'email' ? 'noor@shop.example' : '1';
  }
  for (const field of form.querySelectorAll<Field>('textarea, [type="text"], input:not([type])')) if (!field.value) field.value = 'mug';
}

describe('no secret in a form is looked at or told', () => {
  beforeEach(() => {
    localStorage.clear();
    openPage();
    tracker().configure({ debug: true });
    listen(window, 'submit', (event: Event) => event.preventDefault());
    listen(window, 'click', (event: Event) => (event.target as Element).closest('a') && event.preventDefault());
  });
  afterEach(closePage);

  it('by any of the elements whose markup has a form', () => {
    expect(formed.map(([tag]) => tag)).to.include.members(['ecom-account-form', 'ecom-add-to-cart', 'ecom-coupon-form', 'ecom-review-form', 'ecom-sign-out']);
  });

  for (const [tag, html] of formed) {
    for (const [outcome, respond] of Object.entries(outcomes)) {
      it(`<${tag}>, ${outcome}`, async () => {
        const [looked, said, told]: [string[], unknown[], unknown[]] = [[], overhearAll(), []];
        let asked = 0;
        for (const name in requestNames) {
          listen(document, `ecom-${name}-request`, (event: EcomRequestEvent) => {
            asked++;
            told.push(event.detail);
            respond?.(event);
          });
        }
        listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void told.push(detail));
        listen(document, 'ecom-invalid', ({ detail }: CustomEvent) => void told.push(detail));

        const unanswered = outcome === 'ignored' ? 'ignore' : 'assume';
        const root = await mount<HTMLElement>(html.replace(/^<[\w-]+/, `$& unanswered="${unanswered}"`));
        const form = root.querySelector('form')!;
        complete(form);
        const extra = document.createElement('div');
        extra.innerHTML = secretFields.join('');
        form.append(extra);
        const secrets = [...form.querySelectorAll<Field>(`[type="password"], div:last-child > *`)];
        secrets.forEach((field, at) => plant(field, `canary-${at}-${Math.random()}`, looked));
        const Unguarded = guardFormData(looked);
        // As a shopper goes through them: every event that an element could look at a field by.
        for (const field of secrets) {
          for (const type of ['focusin', 'input', 'change', 'focusout']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        }
        form.requestSubmit(form.querySelector<HTMLButtonElement>('button:not([type="button"], [data-ecom])'));
        // By the change of a field already, where the element listens to that.
        expect(asked, 'the store was asked').to.be.at.least(1);
        await nextFrame();
        await drawn(root);
        const facts = await rest();
        const texts = [root, ...root.querySelectorAll('*')].flatMap((each) => (each instanceof ReactiveElement ? [each.shadowRoot!.textContent] : [])).concat(root.innerText);
        const everything = write([told, facts, tracker().receipts(), tracker().history, said, { ...localStorage }, { ...sessionStorage }, texts, location.href]);
        expect(looked).to.deep.equal([]);
        expect(everything).to.not.contain('canary-');
        // What is looked through is there, and so is what must not be in it.
        expect(everything).to.contain('session_id');
        expect(said).to.not.deep.equal([]);
        expect(write([...new Unguarded(form).values()])).to.contain('canary-');
      });
    }
  }
});
