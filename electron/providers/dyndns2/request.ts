import type { Address, Family } from '../../core/address.ts';
import { type ApiCall, encodePart } from '../api/call.ts';
import type { Addresses } from '../api/host-batch.ts';
import type { Credentials } from './account.ts';
import type { Parameter, Preset } from './preset.ts';

/** RFC 7617, the user-id and the password in UTF-8. */
export function basicCredentials(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return btoa(String.fromCharCode(...bytes));
}

function credentialParameters(preset: Preset, account: Credentials): readonly Parameter[] {
  if (preset.credentials === 'basic') return [];
  const { username, password } = preset.credentials;
  return [
    ...(username === undefined ? [] : [[username, account.username ?? ''] as const]),
    [password, account.password],
  ];
}

function addressParameters(preset: Preset, addresses: Addresses): readonly Parameter[] {
  const { ipv4, ipv6 } = addresses;
  const names = preset.address;
  if (ipv4 !== undefined && ipv6 !== undefined && names.both === 'comma') {
    return [[names.ipv4, `${ipv4.text},${ipv6.text}`]];
  }
  const kept = typeof preset.omitted === 'string' ? undefined : preset.omitted;
  const one = (family: Family, address: Address | undefined): readonly Parameter[] => {
    if (address !== undefined) return [[names[family], address.text]];
    return kept === undefined ? [] : [kept[family]];
  };
  return [...one('ipv4', ipv4), ...one('ipv6', ipv6)];
}

/**
 * One value of a query. Hosts differ in whether they decode before they split: the comma and the colon
 * stay as they are. RFC 3986 3.4.
 */
export function encodeValue(text: string): string {
  return encodePart(text).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

function join(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => `${encodePart(name)}=${encodeValue(value)}`).join('&');
}

function endpointOf(preset: Preset, addresses: Addresses): string {
  if (typeof preset.endpoint === 'string') return preset.endpoint;
  return addresses.ipv4 === undefined ? preset.endpoint.ipv6 : preset.endpoint.ipv4;
}

/**
 * The one call that gives these names these addresses; its path is a whole URL. dyndns2, "Perform
 * Update" of Dyn.
 */
export function callOf(
  preset: Preset,
  account: Credentials,
  names: readonly string[],
  addresses: Addresses,
): ApiCall {
  const parameters = join([
    ...(preset.host === false ? [] : [[preset.host, names.join(',')] as const]),
    ...addressParameters(preset, addresses),
    ...(preset.extra ?? []),
    ...credentialParameters(preset, account),
  ]);
  const endpoint = endpointOf(preset, addresses);
  const headers: Record<string, string> = { accept: 'text/plain, */*' };
  if (preset.credentials === 'basic') {
    headers.authorization = `Basic ${basicCredentials(account.username ?? '', account.password)}`;
  }
  if (preset.method !== 'POST') {
    return { method: 'GET', path: `${endpoint}?${parameters}`, headers, write: true };
  }
  const text = { type: 'application/x-www-form-urlencoded', body: parameters };
  return { method: 'POST', path: endpoint, headers, text, write: true };
}
