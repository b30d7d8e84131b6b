import { expect } from '@open-wc/testing';
import { ask, closeStore, key, open } from './memory-page.js';

describe('accounts of the memory platform', () => {
  const noor = { first_name: 'Noor', last_name: 'Ali', email: 'noor@example.com' };
  const password = { password: 'canary' };

  afterEach(closeStore);

  it('makes an account of what is known of the shopper, and nothing else', async () => {
    const store = open();
    expect(await ask('sign-up', { ...noor, method: 'password', ...password })).to.deep.equal({ ...noor, type: 'user' });
    expect(store.account).to.deep.equal({ ...noor, type: 'user' });
  });

  it('signs anybody in when it has no list of accounts', async () => {
    const store = open();
    expect(store.account).to.equal(undefined);
    expect(await ask('sign-in', { email: 'x@example.com', method: 'password' })).to.deep.equal({ email: 'x@example.com', type: 'user' });
    expect(store.account).to.deep.equal({ email: 'x@example.com', type: 'user' });
    await ask('sign-in', { mobile: '+966500000000' });
    expect(store.account).to.deep.equal({ mobile: '+966500000000', type: 'user' });
  });

  it('signs in whom it knows, however the address is typed, and refuses others in the language of the page', async () => {
    const store = open({ accounts: ['Sami@example.com'] });
    const denial = { denied: true, reason: 'There is no account with this e-mail', reason_code: 'unknown_account' };
    expect(await ask('sign-in', { email: 'noor@example.com' })).to.deep.equal(denial);
    expect(await ask('sign-in', {}), 'without an address').to.deep.equal(denial);
    document.documentElement.lang = 'ar';
    expect(await ask('sign-in', { email: 'noor@example.com' })).to.include({ reason: 'لا يوجد حساب بهذا البريد الإلكتروني' });
    expect(store.account).to.equal(undefined);
    expect(await ask('sign-in', { email: 'sami@example.com' })).to.include({ email: 'sami@example.com' });
  });

  it('knows again who has signed up here', async () => {
    const store = open({ accounts: [] });
    await ask('sign-up', { ...noor, mobile: '+966500000001' });
    expect(await ask('sign-out', {})).to.deep.equal({});
    expect(store.account).to.equal(undefined);
    expect(await ask('sign-in', { email: 'NOOR@example.com' })).to.include({ first_name: 'Noor' });
    await ask('sign-out', {});
    expect(await ask('sign-in', { mobile: '+966500000001' })).to.include({ first_name: 'Noor' });
  });

  it('has one account an address', async () => {
    open();
    await ask('sign-up', noor);
    await ask('sign-up', { ...noor, first_name: 'Nora' });
    expect(await ask('sign-in', { email: noor.email })).to.include({ first_name: 'Nora' });
  });

  it('confirms a changed profile, and takes over what it is told of it', async () => {
    const store = open({ accounts: [], storageKey: key });
    expect(await ask('profile-update', { updated_fields: ['first_name'] }), 'of a guest').to.deep.equal({});
    expect(store.account).to.equal(undefined);
    await ask('sign-up', noor);
    expect(await ask('profile-update', { updated_fields: ['first_name'] })).to.deep.equal({});
    expect(store.account).to.deep.equal({ ...noor, type: 'user' });
    await ask('profile-update', { updated_fields: ['email', 'last_name'], email: 'n@example.com', last_name: '' });
    expect(store.account, 'what is empty says nothing').to.deep.equal({ ...noor, email: 'n@example.com', type: 'user' });
    await ask('sign-out', {});
    expect(await ask('sign-in', { email: 'n@example.com' })).to.include({ first_name: 'Noor' });
    expect(await ask('sign-in', { email: noor.email }), 'the old address').to.include({ reason_code: 'unknown_account' });
  });

  it('gives copies: a caller cannot change the account', async () => {
    const store = open();
    const answer = await ask('sign-up', noor);
    answer.first_name = 'Changed';
    store.account!.first_name = 'Changed';
    expect(store.account).to.include({ first_name: 'Noor' });
  });

  it('keeps the account for the next page, without a password', async () => {
    open({ storageKey: key });
    await ask('sign-up', { ...noor, ...password });
    expect(open({ storageKey: key }).account).to.deep.equal({ ...noor, type: 'user' });
    expect(localStorage.getItem(key)).to.not.contain('canary');
  });

  it('forgets all accounts on demand', async () => {
    const store = open({ accounts: [] });
    await ask('sign-up', noor);
    store.clear();
    expect(store.account).to.equal(undefined);
    expect(await ask('sign-in', noor)).to.include({ denied: true });
  });
});
