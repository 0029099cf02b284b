import { domainToUnicode } from 'node:url';
import { cloudflare } from '../../electron/providers/cloudflare.ts';
import { cloudflareEmulator, cloudflareHost } from '../support/cloudflare-emulator.ts';
import { describeConformance } from '../support/conformance.ts';
import { strike } from '../support/conformance-http.ts';
import type { World } from '../support/conformance-world.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const token = 'cf-secret-token-0123456789abcdef';

function refusal(status: number, code: number, message: string) {
  return jsonReply(status, { success: false, errors: [{ code, message }], result: null });
}

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
    addZone: (name) => void emulator.addZone(domainToUnicode(name)),
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
    fault: (fault, at) =>
      strike(emulator, fault, at, {
        credential: refusal(403, 9109, 'Invalid access token'),
        secretEchoed: refusal(400, 1004, `Cannot do this for Bearer ${token}`),
      }),
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
  aliases: true,
  http: true,
  silentWrites: false,
  makeWorld: cloudflareWorld,
});
