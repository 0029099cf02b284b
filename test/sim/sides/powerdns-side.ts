import { type RecordType, recordTypes } from '../../../electron/core/record.ts';
import { type EmulatedRrset, powerdnsEmulator } from '../../support/powerdns-emulator.ts';
import type { Listed, Side } from '../side.ts';

const apiKey = 'pdns-SECRET-key-0815-abcdefghij';
const zoneName = 'gamma.example';

const listed: readonly Listed[] = [
  { name: 'a.gamma.example', type: 'A' },
  { name: 'a.gamma.example', type: 'AAAA' },
  { name: 'b.gamma.example', type: 'A', ttl: 60 },
];

/** A PowerDNS of one's own in the same network, over plain http: a captive portal can show up. */
export function powerdnsSide(): Side {
  const emulator = powerdnsEmulator({ apiKey });
  const zone = emulator.addZone(`${zoneName}.`);
  const set = (name: string, type: string, ttl: number, content: string): EmulatedRrset => ({
    name: `${name}.`,
    type,
    ttl,
    records: [{ content, disabled: false }],
    comments: [{ content: `about ${name}`, account: 'me' }],
  });
  zone.rrsets = [
    set('a.gamma.example', 'A', 777, '81.2.0.1'),
    set('a.gamma.example', 'TXT', 300, '"keep"'),
    set('c.gamma.example', 'A', 300, '81.2.0.79'),
    set(zoneName, 'MX', 300, '10 mail.gamma.example.'),
  ];
  const isListed = (one: EmulatedRrset) =>
    listed.some(({ name, type }) => one.name === `${name}.` && one.type === type);
  const find = (name: string, type: string) =>
    zone.rrsets.find((one) => one.name === `${name}.` && one.type === type);
  const without = (name: string, types: readonly string[]) =>
    zone.rrsets.filter((one) => one.name !== `${name}.` || !types.includes(one.type));

  return {
    account: 'pdns',
    provider: 'powerdns',
    fields: { url: 'http://ns1.gamma.example:8081', serverId: 'localhost', apiKey },
    secrets: [apiKey],
    listed,
    host: 'ns1.gamma.example:8081',
    handle: (request) => emulator.handle(request),
    held(name, type) {
      const held = find(name, type);
      if (held === undefined) return { values: [] };
      return {
        values: held.records.map(({ content }) => content).sort(),
        ttl: held.ttl,
        rest: JSON.stringify(held.comments),
      };
    },
    foreign: () =>
      JSON.stringify(zone.rrsets.filter((one) => !isListed(one) && one.type !== 'CNAME')),
    zones: () => [
      {
        name: zoneName,
        servers: [`ns1.${zoneName}`],
        records: zone.rrsets.flatMap(({ name, type, records }) => {
          const known = [...recordTypes, 'CNAME' as const].find((one) => one === type);
          if (known === undefined) return [];
          return records.map(({ content }) => ({
            name: name.slice(0, -1),
            type: known,
            value: known === 'CNAME' ? content.slice(0, -1) : content,
          }));
        }),
      },
    ],
    edit(name, type: RecordType, change) {
      const held = find(name, type);
      if (change.kind === 'remove') zone.rrsets = without(name, [type]);
      else if (change.kind === 'alias') {
        zone.rrsets = [
          ...without(name, ['A', 'AAAA', 'TXT']),
          set(name, 'CNAME', 300, 'elsewhere.example.'),
        ];
      } else if (change.kind === 'unalias') zone.rrsets = without(name, ['CNAME']);
      else if (held !== undefined) {
        const next =
          change.kind === 'ttl'
            ? { ...held, ttl: change.seconds }
            : { ...held, records: [{ content: change.value, disabled: false }] };
        zone.rrsets = [...without(name, [type]), next];
      }
    },
    violations: () => emulator.violations,
    forget: () => {
      emulator.requests.length = 0;
    },
  };
}
