import { type Family, parseAddress } from '../../electron/core/address.ts';
import type { Parameter, Preset } from '../../electron/providers/dyndns2/preset.ts';
import type { HostStore } from './conformance/host-world.ts';
import { words } from './dyndns2-emulator.ts';
import { createEmulator, type EmulatedReply, type Emulator } from './emulator.ts';

/** The credential, and the one name of a host that is not told names. */
interface Account {
  readonly username: string;
  readonly password: string;
  readonly ownName: string;
}

/**
 * A host that takes its requests as a preset says and answers in plain dyndns2. What goes over the
 * wire is the business of the table of requests; this one holds what becomes of the addresses.
 */
export function presetEmulator(preset: Preset, store: HostStore, account: Account): Emulator {
  const { username, password } = account;
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  return createEmulator((request, violate): EmulatedReply => {
    const parameters =
      preset.method === 'POST' ? new URLSearchParams(request.body) : request.url.searchParams;
    const given = (name: string) => parameters.get(name) ?? '';
    const right =
      preset.credentials === 'basic'
        ? request.headers.authorization === basic
        : given(preset.credentials.password) === password;
    if (!right) return words(401, 'badauth');
    const { ipv4, ipv6 } = preset.address;
    const addresses = [...new Set([...given(ipv4).split(','), ...given(ipv6).split(',')])]
      .map(parseAddress)
      .filter((address) => address !== undefined);
    const texts = addresses.map(({ text }) => text).join(',');
    if (texts === '') violate('the address would be guessed');
    const of = (family: Family) => addresses.find((address) => address.family === family)?.text;
    const names = preset.host === false ? [account.ownName] : given(preset.host).split(',');
    if (names.length > preset.hosts) violate(`${names.length} names`);
    return words(
      200,
      names
        .map((name) => {
          const held = store.hosts.get(name);
          if (held === undefined || store.refused.has(name)) return 'nohost';
          const next = { ipv4: of('ipv4') ?? held.ipv4, ipv6: of('ipv6') ?? held.ipv6 };
          for (const family of ['ipv4', 'ipv6'] as const) {
            if (of(family) === undefined && loses(preset, family, given)) next[family] = undefined;
          }
          const same = next.ipv4 === held.ipv4 && next.ipv6 === held.ipv6;
          store.hosts.set(name, {
            ...(next.ipv4 && { ipv4: next.ipv4 }),
            ...(next.ipv6 && { ipv6: next.ipv6 }),
          });
          return `${same ? 'nochg' : 'good'} ${texts}`;
        })
        .join('\n'),
    );
  });
}

function loses({ omitted }: Preset, family: Family, given: (name: string) => string): boolean {
  if (typeof omitted === 'string') return omitted === 'lost';
  const [name, value]: Parameter = omitted[family];
  return given(name) !== value;
}
