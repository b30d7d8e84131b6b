/** A field of a form that holds a value. */
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Names of fields that hold what nobody but the store and its bank may know. */
const secretName = /pass|pwd|card|cvv|cvc|csc|iban|otp|\bpin\b|secret|token/i;

/** Purposes of such fields, by HTML's autofill names. */
const secretPurpose = /\bcc-|one-time-code|-password/;

/** Kinds of fields without a value of the shopper's. */
const noValue = /^(hidden|submit|image|button|reset|file)$/;

/** Whether the value of a field is never read: a password, a card, a code. Decided without looking at it. */
const isSecret = (field: Field): boolean => field.type === 'password' || secretName.test(field.name) || secretPurpose.test(field.autocomplete);

const isField = (element: Element): element is Field => /^(input|select|textarea)$/.test(element.localName);

/** What the shopper has put into a field, once for each chosen option. */
function valuesOf(field: Field): string[] {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => value);
  if (/^(checkbox|radio)$/.test(field.type) && !(field as HTMLInputElement).checked) return [];
  return [field.value.trim()];
}

/** The fields of a form that may be read, in order. */
export const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(isField).filter((field) => field.name && !noValue.test(field.type) && !isSecret(field));

/** What the shopper has put into the form: name and value, without empty ones. */
export const readForm = (form: HTMLFormElement): [name: string, value: string][] =>
  fieldsOf(form).flatMap((field) => valuesOf(field).flatMap((value): [string, string][] => (value ? [[field.name, value]] : [])));

/** The value of the first of these fields that has one: of the chosen radio, the ticked box, the text without blanks around. */
export function readField(form: HTMLFormElement, ...names: string[]): string | undefined {
  const named = readNamed(form, names);
  for (const name of names) if (named[name]) return named[name];
  return undefined;
}

/** The values of the fields of these names, by name; of several the first. Other fields are not looked at. */
export function readNamed(form: HTMLFormElement, names: readonly string[]): Record<string, string> {
  const read: Record<string, string> = {};
  for (const field of fieldsOf(form)) {
    if (names.includes(field.name)) for (const value of valuesOf(field)) if (value) read[field.name] ??= value;
  }
  return read;
}
