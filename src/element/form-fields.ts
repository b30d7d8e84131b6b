/** A field of a form that holds a value. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Names of fields that hold what nobody but the store and its bank may know; the short ones as whole words. */
const secretName = /pass|pwd|card|cvv|cvc|csc|iban|secur|verif|secret|token|([^a-z]|^)(otp|pin|pw|cc)([^a-z]|$)/i;

/** Purposes of such fields, by HTML's autofill names. */
const secretPurpose = /\bcc-|one-time-code|-password/i;

/** Kinds of fields without a value of the shopper's. */
const noValue = /^(submit|image|button|reset|file)$/;

/** Whether the value of a field is never read: a password, a card, a code. Decided without looking at it. */
export const isSecret = (field: Field): boolean =>
  field.type === 'password' ||
  // `pinCode` is two words.
  secretName.test(field.name.replace(/[a-z](?=[A-Z])/g, '$& ')) ||
  // As it is written: browsers differ in what they make of it.
  secretPurpose.test(field.getAttribute('autocomplete') ?? '');

/** Whether a field may be read: one that the form sends, and no secret. */
const isReadable = (element: Element): element is Field =>
  isField(element) && !element.matches(':disabled') && !noValue.test(element.type) && !isSecret(element);

const isField = (element: Element): element is Field => /^(input|select|textarea)$/.test(element.localName);

/** What the shopper has put into a field, once for each chosen option. */
export function valuesOf(field: Field): string[] {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => value);
  if (/^(checkbox|radio)$/.test(field.type) && !(field as HTMLInputElement).checked) return [];
  return [field.value.trim()];
}

/** The fields of a form that the shopper fills in and that may be read, in order. */
export const fieldsOf = (form: HTMLFormElement): Field[] => [...form.elements].filter(isReadable).filter(({ type }) => type !== 'hidden');

/** What the shopper has put into the form: name and value, without empty ones. */
export const readForm = (form: HTMLFormElement): [name: string, value: string][] =>
  fieldsOf(form).flatMap((field) => valuesOf(field).flatMap((value): [string, string][] => (field.name && value ? [[field.name, value]] : [])));

/** The value of the first of these fields that has one: of the chosen radio, the ticked box, the text without blanks around. */
export function readField(form: HTMLFormElement, ...names: string[]): string | undefined {
  const named = readNamed(form, names);
  for (const name of names) if (named[name]) return named[name];
  return undefined;
}

/**
 * The values of the fields of these names, by name; of several the first. Other fields are not looked at. A hidden field
 * counts: a theme's stars write into one.
 */
export function readNamed(form: HTMLFormElement, names: readonly string[]): Record<string, string> {
  const read: Record<string, string> = {};
  for (const field of form.elements) {
    if (isReadable(field) && names.includes(field.name)) for (const value of valuesOf(field)) if (value) read[field.name] ??= value;
  }
  return read;
}
