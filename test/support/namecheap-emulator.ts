import { parseAddress } from '../../electron/core/address.ts';
import type { HostStore } from './conformance/host-world.ts';
import { createEmulator, type EmulatedReply, type Emulator } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

const head = '<?xml version="1.0" encoding="utf-16"?>';
const start = '<Command>SETDNSHOST</Command><Language>eng</Language>';
const end = '<Done>true</Done><debug><![CDATA[]]></debug>';

function reply(inner: string): EmulatedReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `${head}<interface-response>${start}${inner}${end}</interface-response>`,
  };
}

/** The service's answer to an update that it did. */
export function namecheapSuccess(address: string): EmulatedReply {
  return reply(
    `<IP>${address}</IP><ErrCount>0</ErrCount><errors /><ResponseCount>0</ResponseCount><responses />`,
  );
}

/** The service's answer to an update that it refused. */
export function namecheapRefusal(number: string, error: string, more: string): EmulatedReply {
  return reply(
    `<ErrCount>1</ErrCount><errors><Err1>${error}</Err1></errors><ResponseCount>1</ResponseCount><responses><response><Description>${error}</Description><ResponseNumber>${number}</ResponseNumber><ResponseString>${more}</ResponseString></response></responses>`,
  );
}

export const wrongPassword = namecheapRefusal(
  '304156',
  'Passwords do not match',
  'Validation error; invalid ; password',
);

/** Dynamic DNS of Namecheap: XML that calls itself UTF-16 and HTML, and 200 for everything. */
export function namecheapEmulator(
  store: HostStore,
  account: { readonly domain: string; readonly password: string },
): Emulator {
  return createEmulator((request, violate): EmulatedReply => {
    const { url } = request;
    if (request.method !== 'GET' || url.pathname !== '/update') violate('not the update URL');
    onlyQuery(request, { host: /^[^.].*$/, domain: /./, password: /./, ip: /./ }, violate);
    const given = (key: string) => url.searchParams.get(key) ?? '';
    const { host, domain, password, ip } = {
      host: given('host'),
      domain: given('domain'),
      password: given('password'),
      ip: given('ip'),
    };
    if (domain !== account.domain) {
      return namecheapRefusal(
        '316153',
        'Domain name not found',
        'Validation error; not found; domain name(s)',
      );
    }
    if (password !== account.password) return wrongPassword;
    if (ip === '') violate('the address would be guessed');
    if (parseAddress(ip)?.family !== 'ipv4') {
      return namecheapRefusal('304156', 'Invalid IP', 'Validation error; invalid ; IP Address');
    }
    const name = host === '@' ? domain : `${host}.${domain}`;
    if (!store.hosts.has(name) || store.refused.has(name)) {
      const error = 'No Records updated. A record not Found;';
      return namecheapRefusal('380091', error, 'No updates; A record not Found;');
    }
    store.hosts.set(name, { ipv4: ip });
    return namecheapSuccess(ip);
  });
}
