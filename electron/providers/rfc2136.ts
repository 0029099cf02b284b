import { mapConcurrent } from '../core/dns/concurrent.ts';
import type { Domain } from '../core/dns/domain.ts';
import { missingOutcome, type Outcome } from '../core/outcome.ts';
import { type Change, defineProvider } from '../core/provider.ts';
import { ttlRange } from '../core/settings.ts';
import { keyOf, type Rfc2136Account, rfc2136Account, zoneOf } from './rfc2136/account.ts';
import { applyZone } from './rfc2136/batch.ts';
import { createSession } from './rfc2136/session.ts';
import { findRecordZone, forgetZone } from './rfc2136/zone.ts';

/** Searches for a zone that run at a time. */
const searchers = 4;

/** Any server that takes dynamic updates (BIND, Knot, PowerDNS): RFC 2136, signed by RFC 8945. */
export const rfc2136 = defineProvider<Rfc2136Account>({
  id: 'rfc2136',
  name: { en: 'DNS server (RFC 2136)', 'zh-CN': 'DNS 服务器（RFC 2136）' },
  website: 'https://www.rfc-editor.org/rfc/rfc2136',
  docs: 'https://bind9.readthedocs.io/en/latest/reference.html#dynamic-update-policies',
  setup: {
    en: 'Run tsig-keygen on the server, and let that key change only your names, for example with BIND: update-policy { grant KEY name NAME A AAAA; }. Copy the key’s name, algorithm and secret here.',
    'zh-CN':
      '在服务器上运行 tsig-keygen，并只允许该密钥修改您的名称，例如在 BIND 中：update-policy { grant 密钥 name 名称 A AAAA; }。然后把密钥的名称、算法和密钥内容填到这里。',
  },
  triedAgainst: 'server',
  account: rfc2136Account,
  capabilities: {
    families: ['ipv4', 'ipv6'],
    ttl: ttlRange,
    proxied: false,
    zones: 'api',
    reads: true,
    creates: true,
    batch: true,
    repeatsArePunished: false,
    keepAlive: false,
    requestsPerChange: 2,
  },
  authoritative: ({ server, port }) => [{ host: server, port }],

  async apply(changes, account, context) {
    const session = createSession(account, context);
    const outcomes = new Map<Change, Outcome>();
    const zones = new Map<Domain, Change[]>();
    const found = await mapConcurrent(changes, searchers, ({ record }) =>
      findRecordZone(record, zoneOf(account), account.server, session, context.memory),
    );
    for (const [at, change] of changes.entries()) {
      const one = found[at];
      if (one?.kind === 'failed') outcomes.set(change, one.failure);
      if (one?.kind === 'zone') zones.set(one.zone, [...(zones.get(one.zone) ?? []), change]);
    }
    for (const [zone, some] of zones) {
      const keyName = keyOf(account)?.name;
      const results = await applyZone(some, { zone, session, host: account.server, keyName });
      for (const [at, change] of some.entries()) {
        const outcome = results[at];
        if (outcome === undefined) continue;
        if (outcome.kind === 'zoneNotFound') forgetZone(change.record.name, context.memory);
        outcomes.set(change, outcome);
      }
    }
    return changes.map((change) => outcomes.get(change) ?? missingOutcome);
  },
});
