import { keep } from './keep.js';
import { store } from './store.js';

/** What a shopper has told of themselves. */
export type Profile = Partial<Record<(typeof profileFields)[number], string>>;

export const profileFields = ['first_name', 'last_name', 'email', 'mobile'] as const;

/** Values of a profile are never in events: the store hears which fields changed, the theme keeps what they hold. */
const profile = keep<Profile>(localStorage, 'finjan-profile', {});

/** Who is signed in. */
export const account = (): Profile | undefined => store().account && { ...store().account, ...profile.read() };

/** Keeps what stands in a form of the account; no field but these is looked at. */
export function keepProfile(form: HTMLFormElement): void {
  const fields = new FormData(form);
  const told: Profile = {};
  for (const name of profileFields) {
    const value = fields.get(name);
    if (typeof value === 'string') told[name] = value;
  }
  profile.write({ ...profile.read(), ...told });
}

export const forgetProfile = (): void => profile.clear();
