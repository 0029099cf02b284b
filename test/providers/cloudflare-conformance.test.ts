import { domainToUnicode } from 'node:url';
import { cloudflare } from '../../electron/providers/cloudflare.ts';
import { cloudflareEmulator, cloudflareHost } from '../support/cloudflare-emulator.ts';
import { faultOf, onceShown } from '../support/conformance/faults.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import type { ErrorRow, World } from '../support/conformance/world.ts';
import { type EmulatedRequest, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const token = 'cf-secret-token-0123456789abcdef';

function refusal(status: number, code: number, message: string) {
  return jsonReply(status, { success: false, errors: [{ code, message }], result: null });
}

function coded(status: number, code: number, chained?: number) {
  const error_chain = chained === undefined ? [] : [{ code: chained, message: 'more' }];
  const found = [{ code, message: `refused by ${code}`, error_chain }];
  return jsonReply(status, { success: false, errors: found, messages: [], result: null });
}

/** "Error codes" of the API, and what the envelope comes to without one. */
const errors: readonly ErrorRow[] = [
  {
    title: '403 9109, a wrong token',
    at: 'write',
    creating: true,
    reply: refusal(403, 9109, 'Invalid access token'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 9109, a zone without permission',
    at: 'write',
    creating: true,
    reply: refusal(403, 9109, 'Unauthorized to access requested resource'),
    kind: 'auth',
  },
  {
    title: '403 10000, no permission to find zones',
    at: 'read',
    reply: coded(403, 10000),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '400 6003 and 6111, a malformed token',
    at: 'write',
    creating: true,
    reply: coded(400, 6003, 6111),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '401 10000',
    at: 'write',
    creating: true,
    reply: coded(401, 10000),
    kind: 'auth',
  },
  {
    title: '400 9106',
    at: 'write',
    creating: true,
    reply: coded(400, 9106),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '400 1004 and 9005, a bad content',
    at: 'write',
    creating: true,
    reply: coded(400, 1004, 9005),
    kind: 'invalid',
  },
  {
    title: '400 9021, a bad TTL',
    at: 'write',
    creating: true,
    reply: coded(400, 9021),
    kind: 'invalid',
  },
  {
    title: '400 81053, a host in the way',
    at: 'write',
    creating: true,
    reply: coded(400, 81053),
    kind: 'conflict',
  },
  {
    title: '400 81054, a CNAME in the way',
    at: 'write',
    creating: true,
    reply: coded(400, 81054),
    kind: 'conflict',
  },
  {
    title: '400 81045, too many records',
    at: 'write',
    creating: true,
    reply: coded(400, 81045),
    kind: 'plan',
  },
  {
    title: '403 1038, a free domain',
    at: 'write',
    creating: true,
    reply: coded(403, 1038),
    kind: 'plan',
  },
  {
    title: '400 971, throttled',
    at: 'write',
    creating: true,
    reply: coded(400, 971),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '429 with an envelope',
    at: 'write',
    creating: true,
    reply: coded(429, 10000),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500 with an envelope',
    at: 'write',
    creating: true,
    reply: coded(500, 1004),
    kind: 'server',
  },
  {
    title: '400 with a code nobody knows',
    at: 'write',
    creating: true,
    reply: coded(400, 4242),
    kind: 'invalid',
  },
  {
    title: '404 with a code nobody knows',
    at: 'write',
    creating: true,
    reply: coded(404, 4242),
    kind: 'unknown',
  },
  {
    title: '200 without success',
    at: 'write',
    creating: true,
    reply: coded(200, 4242),
    kind: 'unknown',
  },
];

const isWrite = ({ method }: EmulatedRequest) => method !== 'GET';

function cloudflareWorld(): World {
  const emulator = cloudflareEmulator({ token });
  const http = emulatedHttp({ [cloudflareHost]: emulator });
  const zoneOf = (name: string) =>
    emulator.zones
      .map((zone) => ({ zone, wire: new URL(`http://${zone.name}/`).hostname }))
      .filter(({ wire }) => name === wire || name.endsWith(`.${wire}`))
      .toSorted((a, b) => b.wire.length - a.wire.length)[0]?.zone;
  return {
    provider: cloudflare,
    account: cloudflare.account.parse({ token }),
    secrets: [token],
    echo: refusal(400, 1004, `Cannot do this for Bearer ${token}`),
    addZone: (name) => void emulator.addZone(domainToUnicode(name)),
    readdZone: (name) => {
      const at = emulator.zones.findIndex((zone) => zone.name === domainToUnicode(name));
      for (const { id } of emulator.zones.splice(at, 1)) emulator.records.delete(id);
      emulator.addZone(domainToUnicode(name));
    },
    addRecord: ({ name, type, value, ttl = 300 }) => {
      const zone = zoneOf(name);
      if (zone === undefined) throw new Error(`no zone for ${name}`);
      const more = { ttl, comment: 'mine', tags: ['team:home'] };
      emulator.addRecord(zone, { name, type, content: value, ...more });
    },
    records: () =>
      [...emulator.records.values()].flat().map(({ name, type, content, ttl, ...rest }) => ({
        name,
        type,
        value: content,
        ttl,
        extras: JSON.stringify(rest),
      })),
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
        credential: refusal(403, 9109, 'Invalid access token'),
        secretEchoed: refusal(400, 1004, `Cannot do this for Bearer ${token}`),
      };
      emulator.faults.push(faultOf(fault, at, refusals, isWrite));
    },
    vanish: (name, value) => {
      const remove = () => {
        const zone = zoneOf(name)?.id ?? '';
        const others = (emulator.records.get(zone) ?? []).filter(
          (record) => record.name !== name || record.content !== value,
        );
        emulator.records.set(zone, others);
      };
      emulator.faults.push(onceShown(value, remove, isWrite));
    },
    refuse: (name) => {
      emulator.faults.push({
        times: Number.POSITIVE_INFINITY,
        when: ({ method }) => method !== 'GET',
        reply: ({ body, url }) => {
          const ids = emulator.recordsOf(name).map(({ id }) => id);
          const hit = [name, ...ids].some((part) => `${body}${url}`.includes(part));
          return hit ? refusal(400, 1004, 'DNS Validation Error') : undefined;
        },
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

describeConformance('Cloudflare', {
  duplicates: true,
  aliases: 'seen',
  echoes: true,
  pageSize: 5000,
  zonePageSize: 50,
  errors,
  silentWrites: false,
  makeWorld: cloudflareWorld,
});
