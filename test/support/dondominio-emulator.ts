import { parseAddress } from '../../electron/core/address.ts';
import type { HostStore } from './conformance/host-world.ts';
import { createEmulator, type EmulatedReply, type Emulator, jsonReply } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

export function dondominioReply(success: boolean, ...messages: string[]): EmulatedReply {
  return jsonReply(200, { success, messages });
}

/**
 * The JSON form of DonDNS. It makes no name, and no record of the other family. The words for a name that is not the account's are not
 * known; here they are those for a wrong key.
 */
export function dondominioEmulator(
  store: HostStore,
  account: { readonly username: string; readonly key: string },
): Emulator {
  return createEmulator((request, violate): EmulatedReply => {
    const { url } = request;
    if (request.method !== 'GET' || url.pathname !== '/json/') violate('not the update URL');
    const allowed = {
      user: /./,
      password: /./,
      host: /^[a-z0-9*][a-z0-9.-]*[a-z0-9]$/,
      ip: /./,
      lang: /^en$/,
    };
    onlyQuery(request, allowed, violate);
    const given = (key: keyof typeof allowed) => url.searchParams.get(key) ?? '';
    // Without an address the service takes the caller's.
    for (const key of Object.keys(allowed)) {
      if (url.searchParams.get(key) === null) violate(`no ${key}`);
    }
    const address = parseAddress(given('ip'));
    if (address === undefined) violate(`the address ${given('ip')}`);
    const held = store.hosts.get(given('host'));
    const missing = address === undefined || held?.[address.family] === undefined;
    const known = given('user') === account.username && given('password') === account.key;
    if (!known || missing || store.refused.has(given('host'))) {
      return dondominioReply(false, 'Incorrect data');
    }
    store.hosts.set(given('host'), { ...held, [address.family]: given('ip') });
    return dondominioReply(true);
  });
}
