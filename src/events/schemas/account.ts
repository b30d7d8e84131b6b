import { may, payload, should, text, texts } from './fields.js';

const person = {
  first_name: may(text('First name; personal data.')),
  last_name: may(text('Last name; personal data.')),
  type: may(text('Kind of account, e.g. `user` or `guest`.')),
  mobile: may(text('Mobile number with country code; personal data.')),
  email: may(text('E-mail address; personal data.')),
};

export const signedIn = payload({
  ...person,
  method: may(text('How: `password`, `otp`, or the name of a social network.')),
});

export const signedUp = payload({
  ...person,
  method: may(text('How: `password`, `otp`, or the name of a social network.')),
});

export const signedOut = payload({});

export const userProfileUpdated = payload({
  ...person,
  updated_fields: should(texts('Names of the fields that changed, never their values.')),
});
