import { type AddressKind, classify, parseAddress } from '../address.ts';

/** Addresses that the open Internet does not carry, so that plain HTTP to them stays at home. */
const nearKinds: readonly AddressKind[] = [
  'loopback',
  'private',
  'uniqueLocal',
  'linkLocal',
  'carrierGradeNat',
];

/** True for `localhost` and for an address literal of this computer or of a private network. */
function isNearHost(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  const address = parseAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
  return address !== undefined && nearKinds.includes(classify(address));
}

export type UrlProblem = 'form' | 'scheme' | 'plain' | 'credentials' | 'fragment';

/**
 * Why a user's own URL may not be used; undefined where it may.
 *
 * @param plain where plain HTTP may lead: to near hosts alone, or anywhere
 */
export function urlProblem(text: string, plain: 'near' | 'any' = 'near'): UrlProblem | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'form';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.protocol === 'http:' && plain === 'near' && !isNearHost(url.hostname)) return 'plain';
  if (url.username !== '' || url.password !== '') return 'credentials';
  return /#./s.test(text) ? 'fragment' : undefined;
}
