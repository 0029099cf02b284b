import { parseAddress } from '../../electron/core/address.ts';
import type { HostStore } from './conformance/host-world.ts';
import { createEmulator, type EmulatedReply, type Emulator } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

/** Duck DNS as its page "HTTP API Specification" has it, with `verbose`. */
export function duckdnsEmulator(store: HostStore, token: string): Emulator {
  return createEmulator((request, violate): EmulatedReply => {
    const { url } = request;
    if (request.method !== 'GET' || url.pathname !== '/update') violate('not the update URL');
    onlyQuery(
      request,
      { domains: /^[a-z0-9-]+$/, token: /./, ip: /./, ipv6: /:/, verbose: /^true$/ },
      violate,
    );
    const given = (key: string) => url.searchParams.get(key) ?? '';
    if (given('ip') === '' && given('ipv6') === '') violate('the address would be guessed');
    for (const key of ['ip', 'ipv6'] as const) {
      const family = key === 'ip' ? 'ipv4' : 'ipv6';
      if (given(key) !== '' && parseAddress(given(key))?.family !== family) violate(`${key}?`);
    }
    const name = `${given('domains')}.duckdns.org`;
    const held = store.hosts.get(name);
    if (given('token') !== token || held === undefined || store.refused.has(name)) return say('KO');
    const ipv4 = given('ip') || held.ipv4;
    const ipv6 = given('ipv6') || held.ipv6;
    const same = ipv4 === held.ipv4 && ipv6 === held.ipv6;
    store.hosts.set(name, { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }) });
    return say(['OK', given('ip'), given('ipv6'), same ? 'NOCHANGE' : 'UPDATED'].join('\n'));
  });
}

function say(body: string): EmulatedReply {
  return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body };
}
