import { expect, fixture } from '@open-wc/testing';
import { fieldsOf, readField, readForm, readNamed, valuesOf, type Field } from '../../src/element/form-fields.js';

const form = (fields: string): Promise<HTMLFormElement> => fixture<HTMLFormElement>(`<form>${fields}</form>`);

/** What is looked at of the fields of a form: their names. */
function watch(of: HTMLFormElement): string[] {
  const looked: string[] = [];
  for (const field of of.elements as unknown as Field[]) {
    Object.defineProperty(field, 'value', {
      get() {
        looked.push(field.name);
        return 'looked at';
      },
    });
  }
  return looked;
}

/** Fields that hold a secret, by what tells so. */
const secrets = [
  ...['password', 'Password2', 'user[password]', 'passcode', 'pwd', 'pw', 'user_pw', 'card_number', 'cardNumber', 'creditcard', 'cc', 'cc-num', 'ccNumber', 'cvv', 'cvv2', 'cvc', 'csc', 'card_cvc', 'security_code'],
  ...['iban', 'bank_iban', 'otp', 'otp_code', 'smsOtp', 'OTP', 'pin', 'PIN', 'user_pin', 'pinCode', 'verification_code', 'client_secret', '_token', 'csrfToken'],
].map((name) => `<input name="${name}" value="x">`).concat(
  ['current-password', 'new-password', 'one-time-code', 'cc-number', 'cc-csc', 'cc-exp', 'cc-name', 'section-pay billing cc-exp-month', 'CC-NUMBER'].map((purpose) => `<input name="a" value="x" autocomplete="${purpose}">`),
  '<input type="password" name="a" value="x">',
  '<select name="card_year"><option>2030</select>',
  '<textarea name="iban">x</textarea>',
);

describe('the fields of a form', () => {
  for (const html of secrets) {
    it(`are not looked at when they hold a secret: ${html}`, async () => {
      const secret = await form(html);
      const looked = watch(secret);
      const { name } = secret.elements[0] as Field;
      expect([fieldsOf(secret), readForm(secret), readField(secret, name), readNamed(secret, [name])]).to.deep.equal([[], [], undefined, {}]);
      expect(looked).to.deep.equal([]);
    });
  }

  for (const name of ['pink', 'pinterest', 'hotpot', 'account', 'accent', 'spin', 'coupon', 'email', 'shipping_method']) {
    it(`are looked at when their name only sounds like one: ${name}`, async () => {
      expect(readField(await form(`<input name="${name}" value="x">`), name)).to.equal('x');
    });
  }

  it('are not looked at when others are asked for', async () => {
    const of = await form('<input name="email" value="a"><input name="coupon" value="b"><input type="hidden" name="csrf" value="c">');
    const looked = watch(of);
    expect(readField(of, 'coupon')).to.equal('looked at');
    expect(looked).to.deep.equal(['coupon']);
  });

  it('have the value of the chosen radio, the ticked boxes, the selected options, the text without blanks around', async () => {
    const of = await form(`<input type="radio" name="size" value="s"><input type="radio" name="size" value="l" checked>
      <input type="checkbox" name="color" value="red" checked><input type="checkbox" name="color" value="blue"><input type="checkbox" name="color" value="green" checked><input type="checkbox" name="gift">
      <select name="brand" multiple><option selected>A<option>B<option selected>C</select><select name="sort"><option>up<option selected>down</select>
      <input name="q" value="  mug "><textarea name="note"> two\nlines </textarea><input name="empty" value="  ">`);
    expect(readForm(of)).to.deep.equal([
      ['size', 'l'], ['color', 'red'], ['color', 'green'], ['brand', 'A'], ['brand', 'C'], ['sort', 'down'], ['q', 'mug'], ['note', 'two\nlines'],
    ]);
    expect(readNamed(of, ['size', 'color', 'gift', 'empty', 'none'])).to.deep.equal({ size: 'l', color: 'red' });
  });

  it('are read by the first name that has a value', async () => {
    const of = await form('<input name="b" value="second"><input name="a" value=" "><input name="c" value="third">');
    expect([readField(of, 'a', 'b', 'c'), readField(of, 'c', 'b'), readField(of, 'a'), readField(of)]).to.deep.equal(['second', 'third', undefined, undefined]);
  });

  it('count as the form sends them: not those that are disabled or have no name, but those that stand elsewhere', async () => {
    const root = await fixture(`<div><form id="sent"><input name="a" value="1" disabled><fieldset disabled><input name="b" value="2"></fieldset><input value="3"><button name="c" value="4"></button></form><input name="d" value="5" form="sent"></div>`);
    expect(readForm(root.querySelector('form')!)).to.deep.equal([['d', '5']]);
  });

  it('that are hidden count by their name alone', async () => {
    const of = await form('<input type="hidden" name="rating" value="4"><input type="hidden" name="utf8" value="✓">');
    expect([readForm(of), fieldsOf(of), readField(of, 'rating')]).to.deep.equal([[], [], '4']);
  });

  it('that are files, buttons or pictures have no value', async () => {
    const of = await form('<input type="file" name="a"><input type="submit" name="b" value="x"><input type="image" name="c" alt=""><input type="button" name="d" value="x"><input type="reset" name="e" value="x">');
    expect(fieldsOf(of)).to.deep.equal([]);
  });

  it('are no other element of the form', async () => {
    const of = await form('<fieldset name="a"></fieldset><output name="b">x</output><object name="c"></object><button name="d" value="x"></button>');
    expect([readForm(of), readNamed(of, ['a', 'b', 'c', 'd'])]).to.deep.equal([[], {}]);
  });

  it('without a choice have no value', async () => {
    const of = await form('<select name="a" multiple><option>A</select><input type="checkbox" name="b" value="x">');
    expect(fieldsOf(of).map(valuesOf)).to.deep.equal([[], []]);
  });
});
