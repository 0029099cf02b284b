import { recordTypes } from '../../../electron/core/record.ts';
import type { ZoneRecord } from '../../../electron/demo/name-server-zone.ts';
import { cloudflareEmulator, cloudflareHost } from '../../support/cloudflare-emulator.ts';
import type { EmulatedRecord } from '../../support/cloudflare-records.ts';
import type { Listed, Side } from '../side.ts';

const token = 'cf-SECRET-token-4711-abcdefghij';
const edge = { A: '104.16.7.7', AAAA: '2606:4700::7' } as const;

const listed: readonly Listed[] = [
  { name: 'home.alpha.example', type: 'A' },
  { name: 'home.alpha.example', type: 'AAAA' },
  { name: 'vpn.alpha.example', type: 'A', ttl: 120 },
  { name: 'www.alpha.example', type: 'A' },
  { name: 'nas.beta.example', type: 'AAAA' },
  { name: 'new.beta.example', type: 'A' },
];

/** An account with two zones; one record is proxied, one is not there yet. */
export function cloudflareSide(): Side {
  const emulator = cloudflareEmulator({ token });
  const alpha = emulator.addZone('alpha.example');
  const beta = emulator.addZone('beta.example');
  const old = { A: '81.2.0.1', AAAA: '2a02:8071:9::1' } as const;
  emulator.addRecord(alpha, {
    type: 'A',
    name: 'home.alpha.example',
    content: old.A,
    ttl: 300,
    comment: 'the house',
    tags: ['owner:me'],
  });
  emulator.addRecord(alpha, { type: 'AAAA', name: 'home.alpha.example', content: old.AAAA });
  emulator.addRecord(alpha, { type: 'A', name: 'vpn.alpha.example', content: old.A, ttl: 600 });
  emulator.addRecord(alpha, {
    type: 'A',
    name: 'www.alpha.example',
    content: old.A,
    proxied: true,
    comment: 'behind the proxy',
  });
  emulator.addRecord(beta, { type: 'AAAA', name: 'nas.beta.example', content: old.AAAA, ttl: 900 });
  // Nobody listed these.
  emulator.addRecord(alpha, { type: 'A', name: 'other.alpha.example', content: '81.2.0.77' });
  emulator.addRecord(alpha, { type: 'TXT', name: 'home.alpha.example', content: 'v=keep' });
  emulator.addRecord(alpha, { type: 'AAAA', name: 'vpn.alpha.example', content: old.AAAA });
  emulator.addRecord(beta, { type: 'A', name: 'beta.example', content: '81.2.0.78' });

  const isListed = (record: EmulatedRecord) =>
    listed.some(({ name, type }) => record.name === name && record.type === type);
  /** As the name servers show it: behind the proxy is the proxy's address. */
  function served({ name, type, content, proxied }: EmulatedRecord): readonly ZoneRecord[] {
    if (type === 'CNAME') return [{ name, type, value: content }];
    const known = recordTypes.find((one) => one === type);
    if (known === undefined) return [];
    return [{ name, type: known, value: proxied ? edge[known] : content }];
  }
  const zoneOf = (name: string) => (name.endsWith('alpha.example') ? alpha : beta);

  function change(name: string, type: string, to: (record: EmulatedRecord) => EmulatedRecord) {
    const zone = zoneOf(name);
    const held = emulator.records.get(zone.id) ?? [];
    const match = (record: EmulatedRecord) => record.name === name && record.type === type;
    emulator.records.set(
      zone.id,
      held.map((record) => (match(record) ? to(record) : record)),
    );
  }

  function remove(name: string, type: string) {
    const zone = zoneOf(name);
    const held = emulator.records.get(zone.id) ?? [];
    emulator.records.set(
      zone.id,
      held.filter((record) => record.name !== name || record.type !== type),
    );
  }

  return {
    account: 'cf',
    provider: 'cloudflare',
    fields: { token },
    secrets: [token],
    listed,
    host: cloudflareHost,
    handle: (request) => emulator.handle(request),
    held(name, type) {
      const records = emulator.recordsOf(name, type);
      const [first] = records;
      const values = records.map(({ content }) => content).sort();
      if (first === undefined) return { values };
      const { ttl, proxied, comment, tags } = first;
      return { values, ttl, proxied, rest: JSON.stringify([comment, tags]) };
    },
    foreign: () =>
      JSON.stringify(
        [...emulator.records.values()]
          .flat()
          .filter((record) => !isListed(record) && record.type !== 'CNAME'),
      ),
    zones: () =>
      [alpha, beta].map(({ id, name }) => ({
        name,
        servers: [`ns1.${name}`, `ns2.${name}`],
        records: (emulator.records.get(id) ?? []).flatMap(served),
      })),
    edit(name, type, { kind, ...with_ }) {
      if (kind === 'address' && 'value' in with_) {
        change(name, type, (record) => ({ ...record, content: with_.value }));
      } else if (kind === 'ttl' && 'seconds' in with_) {
        change(name, type, (record) =>
          record.proxied ? record : { ...record, ttl: with_.seconds },
        );
      } else if (kind === 'remove') remove(name, type);
      else if (kind === 'alias') {
        for (const one of recordTypes) remove(name, one);
        emulator.addRecord(zoneOf(name), { type: 'CNAME', name, content: 'elsewhere.example' });
      } else remove(name, 'CNAME');
    },
    violations: () => emulator.violations,
    forget: () => {
      emulator.requests.length = 0;
    },
  };
}
