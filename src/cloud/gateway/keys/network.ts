import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whose an address is, as far as rates go: the /64 of IPv6, in which one sender has all addresses to choose from; an IPv4 address
 * itself, also when it is mapped into IPv6.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`;
}
