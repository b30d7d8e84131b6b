/** The part of Trusted Types that is used here. */
interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}

const policyKey = Symbol.for('ecom-events.policy');

const page = globalThis as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy };
  [policyKey]?: ScriptPolicy;
};

/** Lets through where the vendors' own scripts come from, and nothing else. */
const rules: ScriptPolicy = {
  createScriptURL(address) {
    if (/^https:\/\/(www\.googletagmanager\.com|connect\.facebook\.net|analytics\.tiktok\.com|sc-static\.net)\//.test(address)) return address;
    throw new TypeError('no vendor');
  },
};

/**
 * Loads a vendor's script, with the nonce of the page's own scripts. Where the page knows Trusted Types, through the
 * policy `ecom-events`: made once for all copies of this code, since a page may allow a name only once.
 */
export function loadScript(address: string): void {
  const policy = (page[policyKey] ??= page.trustedTypes?.createPolicy('ecom-events', rules) ?? rules);
  const script = document.createElement('script');
  script.async = true;
  script.nonce = document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '';
  script.src = policy.createScriptURL(address) as string;
  document.head.append(script);
}
