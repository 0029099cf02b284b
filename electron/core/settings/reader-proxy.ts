import type { ProxySetting } from '../settings.ts';
import { expected, type Place, report } from './reader-walk.ts';

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The address of a proxy and nothing more: `scheme://host` and a port other than the scheme's own. */
function originOf(text: string): ProxySetting | undefined {
  const url = parseUrl(text);
  if (url?.href !== `${url?.protocol}//${url?.host}/`) return undefined;
  if (url.protocol === 'http:') return `http://${url.host}`;
  return url.protocol === 'https:' ? `https://${url.host}` : undefined;
}

/**
 * Reads `proxy`: the address of an HTTP proxy, or `off`; undefined where it is left out. A sign-in in
 * the address is refused: it would stand in the open.
 */
export function readProxy(place: Place): ProxySetting | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  // YAML 1.1 tools write `off` as false.
  if (value === 'off' || value === false) return 'off';
  if (typeof value !== 'string') return expected(place, 'proxy');
  // Nothing with an `@` is shown: it may hold a password that was written in another way.
  if (value.includes('@')) return report(place, { kind: 'proxySignIn' });
  return originOf(value.trim()) ?? expected(place, 'proxy');
}
