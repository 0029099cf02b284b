import type { HostStore } from './conformance/host-world.ts';
import { createEmulator, type EmulatedReply, type Emulator, jsonReply } from './emulator.ts';
import { onlyQuery, requireFamily } from './emulator-checks.ts';

const dynadotSuccess: EmulatedReply = jsonReply(200, { status: 'success' });

export function dynadotRefusal(...content: string[]): EmulatedReply {
  return jsonReply(200, { status: 'error', error_code: -1, content });
}

/** `set_ddns` of Dynadot: it makes what is missing, and touches the apex where it is told to. */
export function dynadotEmulator(
  store: HostStore,
  account: { readonly domain: string; readonly password: string },
): Emulator {
  return createEmulator((request, violate): EmulatedReply => {
    const { url } = request;
    if (request.method !== 'GET' || url.pathname !== '/set_ddns') violate('not the update URL');
    const allowed = {
      domain: /./,
      subDomain: /^(?:[^.].*)?$/,
      type: /^A(?:AAA)?$/,
      ip: /./,
      pwd: /./,
      ttl: /^\d+$/,
      containRoot: /^(?:true|false)$/,
    };
    onlyQuery(request, allowed, violate);
    const given = (key: keyof typeof allowed) => url.searchParams.get(key);
    for (const key of Object.keys(allowed)) {
      if (url.searchParams.get(key) === null) violate(`no ${key}`);
    }
    requireFamily(given('type'), given('ip'), violate);
    if (given('domain') !== account.domain) return dynadotRefusal('domain not found');
    if (given('pwd') !== account.password) return dynadotRefusal('Incorrect password');
    const labels = (given('subDomain') ?? '').split(',').filter((label) => label !== '');
    const names = labels.map((label) => `${label}.${account.domain}`);
    if (given('containRoot') === 'true') names.push(account.domain);
    if (names.length === 0) violate('no name');
    if (names.some((name) => store.refused.has(name))) return dynadotRefusal('invalid subdomain');
    const family = given('type') === 'A' ? 'ipv4' : 'ipv6';
    for (const name of names) {
      store.hosts.set(name, { ...store.hosts.get(name), [family]: given('ip') ?? '' });
    }
    return dynadotSuccess;
  });
}
