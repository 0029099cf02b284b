import { powerdns } from '../../electron/providers/powerdns.ts';
import { faultOf } from '../support/conformance/faults.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import type { ErrorRow, World } from '../support/conformance/world.ts';
import {
  type EmulatedReply,
  type EmulatedRequest,
  emulatedHttp,
  jsonReply,
} from '../support/emulator.ts';
import { powerdnsEmulator } from '../support/powerdns-emulator.ts';
import { testContext } from '../support/provider-context.ts';

const apiKey = 'pdns-secret-key-0123456789';
const host = 'ns1.pdns.test:8081';

const said = (status: number, body: string): EmulatedReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

const refused = (status: number, error: string) => jsonReply(status, { error });

const rows: readonly [string, EmulatedReply, ErrorRow['kind'], ErrorRow['scope']?][] = [
  ['401, a wrong key', said(401, 'Unauthorized'), 'auth', 'account'],
  ['403, an address that is not allowed', said(403, 'Forbidden'), 'auth'],
  ['404, a zone that is gone', said(404, 'Not Found'), 'zoneNotFound'],
  [
    '422, a set in the way',
    refused(422, 'RRset a. IN A: Conflicts with pre-existing RRset'),
    'conflict',
  ],
  ['422, a bad value', refused(422, "Record a./A 'x': Parsing record content"), 'invalid'],
  [
    '422, a zone that older servers miss',
    refused(422, "Could not find domain 'a.'"),
    'zoneNotFound',
  ],
  ['400, a bad request', refused(400, 'Request body is not JSON'), 'invalid'],
  ['500, a database that fails', refused(500, 'Internal server error'), 'server'],
  ['200 where 204 is right', jsonReply(200, {}), 'unknown'],
];

const errors = rows.map(
  ([title, reply, kind, scope]): ErrorRow => ({
    title,
    at: 'write',
    reply,
    kind,
    creating: true,
    ...(scope === undefined ? {} : { scope }),
  }),
);

const isWrite = ({ method }: EmulatedRequest) => method !== 'GET';

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
    echo: jsonReply(422, { error: `Conflicts with key ${apiKey}` }),
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
    answer: (reply, at, { times = 1, when } = {}) => {
      emulator.faults.push({
        reply,
        times,
        when: (request) =>
          (at === undefined || isWrite(request) === (at === 'write')) && (when?.(request) ?? true),
      });
    },
    fault: (fault, at) => {
      const refusals = {
        credential: {
          status: 401,
          headers: { 'content-type': 'text/plain' },
          body: 'Unauthorized',
        },
        secretEchoed: jsonReply(422, { error: `Conflicts with key ${apiKey}` }),
      };
      emulator.faults.push(faultOf(fault, at, refusals, isWrite));
    },
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
  aliases: 'seen',
  echoes: false,
  errors,
  silentWrites: true,
  makeWorld: powerdnsWorld,
});
