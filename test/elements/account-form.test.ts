import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/account-form/define.js';
import type { EcomRequestEvent } from '../../src/events/ecom-request-event.js';
import { answer, closePage, hold, listen, mount, nextFact, nothingElse, openPage, overhear, shown, stay } from './page.js';

const account = (attributes: string, fields: string): string => `<ecom-account-form ${attributes}><form action="/test/elements/native.html">${fields}<button>Send</button></form></ecom-account-form>`;
const password = '<input type="password" name="password" value="hunter2">';
const signIn = account('', `<input type="email" name="email" value="noor@shop.example">${password}`);
const person = '<input name="first_name" value="Noor"><input name="last_name" value=" Ali "><input type="email" name="email" value="noor@shop.example"><input type="tel" name="mobile" value="+966500000000">';
const signUp = account('mode="sign-up"', person + password);
const profile = account('mode="profile"', `${person}${password}<input type="checkbox" name="news" checked><input type="radio" name="gender" value="f"><input type="radio" name="gender" value="m">
  <select name="city"><option disabled>Choose<option>Jeddah<option>Riyadh</select><select name="likes" multiple><option selected>Tea<option>Coffee</select>
  <textarea name="about">Hello</textarea><input type="color" name="colour"><input type="range" name="size"><input type="hidden" name="_csrf" value="s3cret"><input type="file" name="avatar">`);

const send = (root: Element): void => root.querySelector('button')!.click();
const field = <Kind extends Element = HTMLInputElement>(root: Element, name: string): Kind => root.querySelector<Kind>(`[name="${name}"]`)!;

describe('<ecom-account-form>', () => {
  beforeEach(() => {
    openPage();
    stay();
  });
  afterEach(closePage);

  it('asks with method and e-mail to sign in, and reports them with what the store says of the person', async () => {
    const requests = answer('sign-in', () => ({ first_name: 'Noor', type: 'user' }));
    send(await mount(signIn));
    expect((await nextFact()).payload).to.deep.equal({ method: 'password', email: 'noor@shop.example', first_name: 'Noor', type: 'user' });
    expect(requests[0]!.detail).to.include({ method: 'password', email: 'noor@shop.example' });
    await nothingElse();
  });

  it('asks with the whole person for an account', async () => {
    const requests = answer('sign-up', () => ({}));
    send(await mount(signUp));
    const all = { method: 'password', first_name: 'Noor', last_name: 'Ali', email: 'noor@shop.example', mobile: '+966500000000' };
    expect((await nextFact()).payload).to.deep.equal(all);
    expect(requests[0]!.detail).to.include(all);
  });

  for (const [mode, request] of [['sign-in', 'sign-in'], ['sign-up', 'sign-up']] as const) {
    it(`reports of the answer to ${request} only what is known of a person: no key to the account`, async () => {
      const secret = { token: 't0ken', user: { session: 's3ssion' }, sid: 7, password: 'hunter2', email: { raw: 'x' }, first_name: 'Noor' };
      answer(request, () => secret as never);
      send(await mount(account(`mode="${mode}" method="google"`, '')));
      expect((await nextFact()).payload).to.deep.equal({ method: 'google', first_name: 'Noor' });
    });
  }

  it('reads the fields by what HTML’s autofill calls them too, with or without a name', async () => {
    answer('sign-up', () => ({}));
    send(await mount(account('mode="sign-up"', `<input name="a" autocomplete="given-name" value="Noor"><input name="b" autocomplete="section-me family-name" value="Ali">
      <input autocomplete="tel" value="+966500000000"><input name="c" type="email" autocomplete="home email webauthn" value="noor@shop.example"><input name="d" autocomplete="tel-country-code" value="+966">`)));
    expect((await nextFact()).payload).to.deep.equal({ first_name: 'Noor', last_name: 'Ali', mobile: '+966500000000', email: 'noor@shop.example' });
  });

  for (const [attributes, fields, expected] of [
    ['', '<input type="password" name="password">', 'password'],
    ['', '<input type="text" name="shown" autocomplete="current-password">', 'password'],
    ['mode="sign-up"', '<input autocomplete="new-password">', 'password'],
    ['method="otp"', password, 'otp'],
    ['', '<input name="email" value="a@b.example">', undefined],
  ] as const) {
    it(`takes ${expected} for the method: ${attributes} ${fields}`, async () => {
      const requests = [overhear('sign-in'), overhear('sign-up')];
      send(await mount(account(attributes, fields)));
      expect(requests.flat()[0]!.detail.method).to.equal(expected);
    });
  }

  it('says which kind of account it is when the theme does', async () => {
    const requests = overhear('sign-in');
    send(await mount(account('type="user"', '')));
    expect(requests[0]!.detail.type).to.equal('user');
  });

  describe('of a profile', () => {
    /** What a form is sent with, after `change`. */
    async function updated(change: (root: HTMLElement) => unknown, html = profile): Promise<unknown> {
      const requests = answer('profile-update', () => ({}));
      const root = await mount(html);
      await change(root);
      send(root);
      const { name, payload } = await nextFact();
      expect(name).to.equal('User Profile Updated');
      expect(payload).to.deep.equal(requests[0]!.detail);
      expect(Object.keys(payload)).to.deep.equal(['updated_fields']);
      return payload.updated_fields;
    }

    it('nothing is updated when nothing was changed', async () => {
      expect(await updated(() => {})).to.deep.equal([]);
    });

    it('the names of the fields that were changed are reported, each once, and no value', async () => {
      const all = await updated((root) => {
        for (const name of ['first_name', 'email', 'about']) field(root, name).value = 'noor.ali@shop.example';
        for (const name of ['news', 'gender']) field(root, name).click();
        field<HTMLSelectElement>(root, 'city').value = 'Riyadh';
        field<HTMLSelectElement>(root, 'likes').options[1]!.selected = true;
        field(root, 'colour').value = '#ff0000';
        field(root, 'size').value = '7';
      });
      expect(all).to.deep.equal(['first_name', 'email', 'news', 'gender', 'city', 'likes', 'about', 'colour', 'size']);
    });

    it('a password is no field of it', async () => {
      expect(await updated((root) => (field(root, 'password').value = 'hunter3'))).to.deep.equal([]);
    });

    it('a field is called as in the catalogue, whatever the theme calls it', async () => {
      const html = account('mode="profile"', '<input name="user[name]" autocomplete="given-name" value="Noor"><input autocomplete="off">');
      expect(await updated((root) => root.querySelectorAll('input').forEach((each) => (each.value = 'Nora')), html)).to.deep.equal(['first_name']);
    });

    it('what a script has filled in before the shopper begins is not changed', async () => {
      const change = async (root: HTMLElement): Promise<void> => {
        for (const name of ['first_name', 'last_name']) field(root, name).value = 'From the store';
        field(root, 'last_name').focus();
        await sendKeys({ type: 'Ali' });
      };
      expect(await updated(change)).to.deep.equal(['last_name']);
    });

    it('what was changed stays so when the shopper goes on to another field', async () => {
      const change = async (root: HTMLElement): Promise<void> => {
        field(root, 'first_name').focus();
        await sendKeys({ type: 'Nora' });
        field(root, 'last_name').focus();
        await sendKeys({ type: 'Aziz' });
        field(root, 'email').focus();
      };
      expect(await updated(change)).to.deep.equal(['first_name', 'last_name']);
    });

    it('what was saved before is not changed again, unless the store did not take it', async () => {
      const requests = hold('profile-update');
      const root = await mount(profile);
      const fields = (): unknown => requests.at(-1)!.detail.updated_fields;
      field(root, 'first_name').value = 'Nora';
      send(root);
      requests[0]!.deny();
      await shown(root);
      send(root);
      expect(fields()).to.deep.equal(['first_name']);
      requests[1]!.confirm();
      await nextFact();
      field(root, 'email').value = 'nora@shop.example';
      send(root);
      expect(fields()).to.deep.equal(['email']);
      // Meanwhile the shopper writes on.
      field(root, 'email').value = 'nora.ali@shop.example';
      requests[2]!.confirm({ reportedBy: 'platform' });
      await nextFrame();
      send(root);
      expect(fields()).to.deep.equal(['email']);
      field(root, 'email').value = 'nora@shop.example';
      requests[3]!.fail();
      await shown(root);
      send(root);
      expect(fields()).to.deep.equal([]);
    });

    it('the store may know better which fields were updated, and nothing else of its answer is reported', async () => {
      listen(document, 'ecom-profile-update-request', (event: EcomRequestEvent<'profile-update'>) => event.intercept(() => ({ updated_fields: ['birthday'], email: 'noor@shop.example' })));
      send(await mount(profile));
      expect((await nextFact()).payload).to.deep.equal({ updated_fields: ['birthday'] });
    });
  });

  it('is not looked at while the shopper signs in, only when it is sent', async () => {
    const root = await mount(signIn);
    let looked = 0;
    Object.defineProperty(field(root, 'email'), 'value', { get: () => (looked++, 'noor@shop.example') });
    for (const name of ['email', 'password']) field(root, name).focus();
    expect(looked).to.equal(0);
    send(root);
    expect(looked).to.equal(1);
  });

  it('is filled in and sent by the keyboard', async () => {
    answer('sign-in', () => ({}));
    const root = await mount(signIn);
    field(root, 'password').focus();
    await sendKeys({ press: 'Enter' });
    expect((await nextFact()).name).to.equal('Signed In');
    await nothingElse();
  });
});
