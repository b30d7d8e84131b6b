import type { EventEntry } from '../catalogue.js';
import { signedIn, signedOut, signedUp, userProfileUpdated } from '../schemas/account.js';

export const accountEvents: EventEntry[] = [
  {
    name: 'Signed In',
    description: 'A shopper signed in to an account.',
    schema: signedIn,
    example: { type: 'user', method: 'otp' },
  },
  {
    name: 'Signed Up',
    description: 'A shopper made an account.',
    schema: signedUp,
    example: { first_name: 'نورة', type: 'user', method: 'otp' },
  },
  {
    name: 'Signed Out',
    description: 'A shopper signed out.',
    schema: signedOut,
    example: {},
  },
  {
    name: 'User Profile Updated',
    aliases: ['Profile Updated'],
    description: 'A shopper changed their profile.',
    schema: userProfileUpdated,
    example: { updated_fields: ['first_name', 'birthday'] },
  },
];
