import type { MemoryAccount } from './options.js';
import { isSame, no, say, type Actions, type Asked, type Store } from './state.js';

type Person = Omit<MemoryAccount, 'type'>;

/** What a form says of the shopper. */
function personOf({ first_name, last_name, email, mobile }: Asked): Person {
  const given = Object.entries({ first_name, last_name, email, mobile }).filter(([, value]) => value);
  return Object.fromEntries(given);
}

/** Signing up, in and out. Whoever signs in is believed: there are no passwords. */
export function accountActions(store: Store): Actions {
  const find = (person: Person): MemoryAccount | undefined =>
    store.state.accounts.find(({ email, mobile }) => isSame(email, person.email) || isSame(mobile, person.mobile));

  /** Signs in with this account, which takes the place of the one these were the data of. */
  function keep(account: MemoryAccount, former: Person = account): MemoryAccount {
    const replaced = find(former);
    store.state.accounts = [...store.state.accounts.filter((known) => known !== replaced), account];
    return (store.state.account = account);
  }

  return {
    'sign-in'(asked) {
      const account = find(asked);
      const isKnown = account ?? store.options.accounts?.some((email) => isSame(email, asked.email)) ?? true;
      if (!isKnown) return no('unknown_account', say('There is no account with this e-mail', 'لا يوجد حساب بهذا البريد الإلكتروني'));
      return { ...(store.state.account = account ?? { ...personOf(asked), type: 'user' }) };
    },
    'sign-up': (asked) => ({ ...keep({ ...personOf(asked), type: 'user' }) }),
    'sign-out'() {
      store.state.account = undefined;
      return {};
    },
    'profile-update'(asked) {
      const { account } = store.state;
      if (account) keep({ ...account, ...personOf(asked) }, account);
      return {};
    },
  };
}
