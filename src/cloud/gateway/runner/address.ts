import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Resolves a name to all its addresses. Tests give their own. */
export type Resolve = (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;

/** The resolver of the system. */
export const systemResolve: Resolve = (host, done) => lookup(host, { all: true, verbatim: true }, done);

/** Public by their range, yet doors into a cloud's own network. */
const innerDoors = ['168.63.129.16'];

/** Whether an address is of the public internet: neither loopback, private, link-local, nor one that leads there by mapping or translation. */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address) || innerDoors.includes(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast';
}

/** An address that may not be connected to. */
export class RefusedAddress extends Error {
  override name = 'RefusedAddress';
}

/** The host of a URL without the brackets of an IPv6 address. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** The port of a URL, also when it is the usual one. */
export const portOf = (url: URL): string => url.port || (url.protocol === 'http:' ? '80' : '443');

/** Whether the operator said that this host and port may be of a private network, as `crm.internal:443`. */
export const isKnownPrivate = (url: URL, privateHosts: readonly string[]): boolean => privateHosts.includes(`${url.hostname}:${portOf(url)}`);

/**
 * Throws for a URL that names a private address itself. Names are judged when the connection is made, by `checkedLookup`.
 *
 * @throws RefusedAddress
 */
export function refuseLiteral(url: URL): void {
  const host = bareHost(url);
  if (isIP(host) && !isPublicAddress(host)) throw new RefusedAddress(`${host} is no public address`);
}

/**
 * The lookup of a connection: what is checked here is what is connected to, so a name that answers otherwise the next time gains
 * nothing. One private address among several refuses them all, unless the host may be private.
 */
export function checkedLookup(resolve: Resolve, mayBePrivate: boolean): LookupFunction {
  return (host, options, done) =>
    resolve(host, (error, addresses) => {
      const refused = mayBePrivate ? undefined : addresses?.find(({ address }) => !isPublicAddress(address));
      const first = addresses?.[0];
      if (error) done(error, []);
      else if (refused) done(new RefusedAddress(`${host} leads to ${refused.address}, which is no public address`), []);
      else if (!first) done(new Error(`${host} has no address`), []);
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
}
