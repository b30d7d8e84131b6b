import { aTimeout, expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { userData, type HashedUser } from '../../src/destinations/user-data.js';
import type { JsonObject } from '../../src/events/plain.js';
import { replace } from '../tracker/harness.js';
import { contextOf, recordFbq, recordGtag, recordSnaptr, recordTtq, setGlobal } from './record.js';

/** SHA-256 of noura@example.com, 966501234567 and +966501234567, made with sha256sum. */
const email = 'd50cecc3486f9768bca3d1275c1c42d44c327726e9c571ff91d46aa5035b82f6';
const phone = 'c1ff1911b731b76634191b2a4cfc6425fe23aaa559535e89701c1118d858687a';
const plusPhone = '90a38f9294c5ab0c10c460c72353df5b7d0bd03ca3c4a01809c0f6363705b84f';

/** What is told of somebody who signs in; nothing when nothing is told. */
async function told(payload: JsonObject, callingCode?: string, plus: '' | '+' = ''): Promise<HashedUser | undefined> {
  const answers: HashedUser[] = [];
  userData(callingCode ? { callingCode } : {})(plus, (user) => answers.push(user))('Signed In', payload);
  // Hashing is a task of its own.
  for (let turn = 0; turn < 20 && !answers.length; turn++) await aTimeout(1);
  return answers[0];
}

/** Returns what waits until all that was hashed since has been told. */
function recordHashing(): () => Promise<void> {
  const hashes: Promise<ArrayBuffer>[] = [];
  const { subtle } = crypto;
  const digest = subtle.digest.bind(subtle);
  replace(subtle, 'digest', {
    value: (...given: Parameters<SubtleCrypto['digest']>) => {
      const hash = digest(...given);
      hashes.push(hash);
      return hash;
    },
  });
  return async () => {
    await Promise.all(hashes);
    // A task later all that follows from it has happened.
    await aTimeout(0);
  };
}

describe('who signs in', () => {
  for (const written of ['noura@example.com', '  Noura@Example.COM ', email]) {
    it(`is the same hash for the e-mail ${written.slice(0, 20)}`, async () => {
      expect(await told({ email: written })).to.deep.equal({ email, phone: undefined });
    });
  }

  for (const [written, code] of [['+966 50 123 4567', ''], ['00966501234567', ''], ['966501234567', ''], ['0501234567', '966'], ['501234567', '966'], ['966501234567', '966'], ['٠٥٠١٢٣٤٥٦٧', '966'], ['+٩٦٦-٥٠-١٢٣-٤٥٦٧', ''], [phone, '']] as const) {
    it(`is the same hash for the number ${written.slice(0, 20)}${code && ` in ${code}`}`, async () => {
      expect(await told({ mobile: written }, code)).to.deep.equal({ email: undefined, phone });
    });
  }

  it('is another hash where a number begins with a plus sign', async () => {
    expect(await told({ mobile: '0501234567' }, '966', '+')).to.deep.equal({ email: undefined, phone: plusPhone });
  });

  it('is nobody without what can be hashed, or with a number of no known country', async () => {
    for (const payload of [{}, { email: '', mobile: '' }, { mobile: '0501234567' }, { mobile: 'call me' }, { email: { x: 1 }, mobile: [] }]) {
      expect(await told(payload as JsonObject)).to.equal(undefined);
    }
  });

  it('is not told once they signed out', async () => {
    const answers: HashedUser[] = [];
    const tell = userData()('', (user) => answers.push(user));
    const hashed = recordHashing();
    tell('Signed In', { email: 'noura@example.com' });
    tell('Signed Out', {});
    await hashed();
    expect(answers).to.deep.equal([]);
    tell('Signed In', { email: 'noura@example.com' });
    await hashed();
    tell('Product Added', { email: 'other@example.com' });
    tell('Signed Out', {});
    expect(answers).to.deep.equal([{ email, phone: undefined }, {}]);
  });
});

describe('a vendor', () => {
  const signedIn = { email: 'noura@example.com', mobile: '+966501234567' };
  const cases: [name: string, make: () => ReturnType<typeof ga4>, record: () => unknown[][], call: unknown[]][] = [
    ['ga4', () => ga4({ userData: userData() }), recordGtag, ['set', 'user_data', { sha256_email_address: email, sha256_phone_number: plusPhone }]],
    ['meta', () => meta({ pixelId: '1', userData: userData() }), recordFbq, ['init', '1', { em: email, ph: phone }]],
    ['tiktok', () => tiktok({ userData: userData() }), recordTtq, ['identify', { email, phone_number: plusPhone }]],
    ['snapchat', () => snapchat({ pixelId: '1', userData: userData() }), recordSnaptr, ['init', '1', { user_hashed_email: email, user_hashed_phone_number: phone }]],
  ];
  for (const [name, make, record, call] of cases) {
    it(`${name} gets the hashes in its own slots, where the shop says so`, async () => {
      const calls = record();
      make().track('Signed In', signedIn, contextOf('e-1'));
      for (let turn = 0; turn < 30 && !calls.some(([command]) => command === call[0]); turn++) await aTimeout(1);
      expect(calls).to.deep.include(call);
    });
  }

  it('never gets them in plain text, nor without being told to', async () => {
    const calls = [recordGtag(), recordFbq(), recordTtq(), recordSnaptr()];
    const hashed = recordHashing();
    const personal = { ...signedIn, first_name: 'Canary', last_name: 'Canary' };
    for (const options of [{}, { userData: userData(), pixelId: '1' }]) {
      setGlobal('dataLayer', [['config', '1']]);
      for (const make of [ga4, meta, tiktok, snapchat]) {
        const tracker = make(options);
        for (const name of ['Signed In', 'Signed Up', 'User Profile Updated', 'Cart Shared', 'Product Shared', 'Product Reviewed', 'Payment Failed']) {
          tracker.track(name, { ...personal, product_id: '1', recipient: 'Canary', share_message: 'Canary', review_body: 'Canary', error_message: 'Canary' }, contextOf('e-1'));
        }
      }
      await hashed();
      const text = JSON.stringify(calls);
      expect(text).not.to.match(/canary|noura|50123/i);
      expect(text.includes(email)).to.equal('userData' in options);
    }
  });
});
