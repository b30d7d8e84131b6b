import type { KeyConfig } from '../config.js';
import { digest, resolveSecret, sameBytes } from './secrets.js';

/** A key with its secrets at hand. */
export interface Key {
  config: KeyConfig;
  /** Those that sign; a key of which only hashes are known has none. */
  secrets: string[];
  /** SHA-256 of all its secrets. */
  hashes: Buffer[];
}

/** The keys of a gateway. */
export class KeyRing {
  #keys: Key[];

  /** @throws when a key that needs a secret has none, or its variable of the environment is not set */
  constructor(configs: readonly KeyConfig[], env: NodeJS.ProcessEnv) {
    this.#keys = configs.map((config) => {
      if (config.kind === 'browser') return { config, secrets: [], hashes: [] };
      const secrets = config.secrets.map((secret) => resolveSecret(secret, env));
      const hashes = [config.secretHash ?? []].flat().map((hex) => Buffer.from(hex, 'hex'));
      if (!secrets.length && !hashes.length) throw new Error(`the key ${config.id} has neither secrets nor a secretHash`);
      return { config, secrets, hashes: [...hashes, ...secrets.map(digest)] };
    });
  }

  /** The key of this id. */
  byId(id: string): Key | undefined {
    return this.#keys.find(({ config }) => config.id === id);
  }

  /** The server key of this secret. */
  bySecret(secret: string, kind: 'server' | 'admin'): Key | undefined {
    const given = digest(secret);
    let found: Key | undefined;
    // All are compared, so that the time says nothing of which one it was.
    for (const key of this.#keys) {
      for (const hash of key.hashes) if (sameBytes(hash, given) && key.config.kind === kind) found = key;
    }
    return found;
  }

  /** Whether pages of this origin may send with some key: all that is known when a browser asks beforehand. */
  allows(origin: string): boolean {
    return this.#keys.some(({ config }) => config.kind === 'browser' && originAllowed(config.origins, origin));
  }
}

/** Whether an origin is on the list: itself, as a subdomain of `https://*.shop.example`, or by `*`. */
export const originAllowed = (origins: readonly string[], origin: string): boolean =>
  origins.some((allowed) => {
    if (allowed === '*' || allowed === origin) return true;
    const [scheme, domain] = allowed.split('://*.');
    return domain !== undefined && origin.startsWith(`${scheme}://`) && origin.endsWith(`.${domain}`) && /^https?:\/\/[\w.-]+(:\d+)?$/.test(origin);
  });
