/** The part of Trusted Types that is used here. */
interface ScriptPolicy {
  createScriptURL(name: string): unknown;
}

/** The tag of this drop-in script; a module has none. */
export const ownScript = globalThis.document && (document.currentScript as HTMLScriptElement | null);

/** Lets nothing through but what stands beside this script. */
const rules: ScriptPolicy = { createScriptURL: (name) => new URL(name, ownScript!.src) };

let policy: ScriptPolicy | undefined;

/** The tag of a script that another one has loaded; `from` is where it is said what to do. */
export interface LoadedScript extends HTMLScriptElement {
  from?: Element;
}

/**
 * Loads another of our drop-in scripts from beside this one, with its nonce. It finds at its tag who asked for it. Modules
 * have nothing beside them; whoever uses them imports what it is.
 */
export function loadBeside(name: string, from: Element): void {
  if (!ownScript) return console.error(`ecom-events: ${name} needs ecom.js`);
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } };
  policy ??= trustedTypes?.createPolicy('ecom-events-beside', rules) ?? rules;
  document.head.append(Object.assign(document.createElement('script'), { from, nonce: ownScript.nonce, src: policy.createScriptURL(name) }));
}
