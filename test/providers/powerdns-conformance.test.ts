import { powerdns } from '../../electron/providers/powerdns.ts';
import { describeConformance } from '../support/conformance.ts';
import { strike } from '../support/conformance-http.ts';
import type { World } from '../support/conformance-world.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { powerdnsEmulator } from '../support/powerdns-emulator.ts';
import { testContext } from '../support/provider-context.ts';

const apiKey = 'pdns-secret-key-0123456789';
const host = 'ns1.pdns.test:8081';

function powerdnsWorld(): World {
  const emulator = powerdnsEmulator({ apiKey });
  const http = emulatedHttp({ [host]: emulator });
  const zoneOf = (name: string) =>
    emulator.zones
      .filter((zone) => `.${name}.`.endsWith(`.${zone.name}`))
      .toSorted((a, b) => b.name.length - a.name.length)[0];
  return {
    provider: powerdns,
    account: powerdns.account.parse({ url: `https://${host}`, apiKey }),
    secrets: [apiKey],
    addZone: (name) => void emulator.addZone(`${name}.`),
    addRecord: ({ name, type, value, ttl = 300 }) => {
      const zone = zoneOf(name);
      if (zone === undefined) throw new Error(`no zone for ${name}`);
      const full = { name: `${name}.`, type, ttl };
      const before = zone.rrsets.find((set) => set.name === full.name && set.type === type);
      const records = [...(before?.records ?? []), { content: value, disabled: false }];
      const comments = [{ content: 'mine', account: 'me' }];
      zone.rrsets = [
        ...zone.rrsets.filter((set) => set !== before),
        { ...full, records, comments },
      ];
    },
    records: () =>
      emulator.zones.flatMap(({ rrsets }) =>
        rrsets.flatMap(({ name, type, ttl, records, comments }) =>
          records.map(({ content, disabled }) => ({
            name: name.slice(0, -1),
            type,
            value: content,
            ttl,
            extras: JSON.stringify({ comments, disabled }),
          })),
        ),
      ),
    fault: (fault, at) =>
      strike(emulator, fault, at, {
        credential: {
          status: 401,
          headers: { 'content-type': 'text/plain' },
          body: 'Unauthorized',
        },
        secretEchoed: jsonReply(422, { error: `Conflicts with key ${apiKey}` }),
      }),
    refuse: (name) => {
      emulator.faults.push({
        times: Number.POSITIVE_INFINITY,
        when: ({ method, body }) => method === 'PATCH' && body.includes(`"${name}."`),
        reply: jsonReply(422, { error: `Record ${name}./A: refused` }),
      });
    },
    requests: () => {
      const reads = emulator.requests.filter(({ method }) => method === 'GET').length;
      return { reads, writes: emulator.requests.length - reads };
    },
    hosts: () => http.sent.map(({ url }) => new URL(url).host),
    violations: () => emulator.violations,
    context: (parts = {}) => testContext({ ...parts, http }),
  };
}

describeConformance('PowerDNS', {
  duplicates: true,
  aliases: true,
  http: true,
  silentWrites: true,
  makeWorld: powerdnsWorld,
});
