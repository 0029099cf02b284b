import * as z from 'zod';
import type { Address, Family } from '../../electron/core/address.ts';
import { failure, type Outcome } from '../../electron/core/outcome.ts';
import type {
  Capabilities,
  Change,
  Provider,
  ProviderContext,
} from '../../electron/core/provider.ts';
import { type ManagedRecord, type RecordType, recordId } from '../../electron/core/record.ts';
import type { AccountSettings, Settings } from '../../electron/core/settings.ts';
import { type Source, SourceFailure, type SourceFailureKind } from '../../electron/core/source.ts';
import { addr } from './address.ts';

/** Addresses that may be published, and that nobody contacts. */
export const homeV4 = addr('81.2.69.142');
export const nextV4 = addr('89.160.20.112');
export const thirdV4 = addr('175.16.199.3');
export const homeV6 = addr('2a02:8071:1:2::7');
export const nextV6 = addr('2a02:8071:9:2::7');

/** Looks before it writes, like a DNS service with an API. */
export const reading: Capabilities = {
  families: ['ipv4', 'ipv6'],
  ttl: { min: 60, max: 86_400 },
  proxied: false,
  zones: 'api',
  reads: true,
  creates: true,
  batch: true,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

const day = 86_400_000;

/** Locks out who repeats an unchanged address, and expires after a month, like a dyndns2 host. */
export const punishing: Capabilities = {
  ...reading,
  ttl: false,
  zones: 'none',
  reads: false,
  creates: false,
  batch: false,
  repeatsArePunished: true,
  keepAlive: 28 * day,
};

/** Writes without looking, and does not mind, like a webhook. */
export const writing: Capabilities = { ...punishing, repeatsArePunished: false, keepAlive: false };

export function record(
  name: string,
  type: RecordType = 'A',
  more: Partial<ManagedRecord> = {},
): ManagedRecord {
  const account = more.account ?? 'home';
  return { id: recordId(account, name, type), name, type, account, implied: false, ...more };
}

export function account(id: string, more: Partial<AccountSettings> = {}): AccountSettings {
  return { id, provider: 'reading', fields: { token: 'one' }, fingerprint: `${id}-1`, ...more };
}

/** So many that one a minute asks none of them twice within five. */
export const echoIds: readonly string[] = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];

export function settingsOf(
  records: readonly ManagedRecord[],
  accounts: readonly AccountSettings[] = [account('home')],
  more: Partial<Settings> = {},
): Settings {
  const echo = echoIds.map((id) => ({ kind: 'builtIn', id }) as const);
  return {
    interval: 60_000,
    timeout: 10_000,
    log: { level: 'info' },
    sources: { ipv4: echo, ipv6: echo },
    accounts: Object.fromEntries(accounts.map((each) => [each.id, each])),
    records,
    verify: { resolvers: [], publicResolvers: [] },
    ...more,
  };
}

/** What a fake source says when asked: an address, why not, or nothing before the signal aborts. */
export type Saying = Address | SourceFailureKind | Error | 'hangs';

export interface FakeSource extends Source {
  says: Readonly<Record<Family, Saying>>;
  readonly asked: Family[];
}

export function fakeSource(id: string, more: Partial<Source> = {}): FakeSource {
  const source: FakeSource = {
    id,
    operator: id,
    transport: 'https',
    families: ['ipv4', 'ipv6'],
    own: false,
    says: { ipv4: homeV4, ipv6: homeV6 },
    asked: [],
    ask: async (family, { signal }) => {
      source.asked.push(family);
      const said = source.says[family];
      if (said === 'hangs') return aborted(signal);
      if (said instanceof Error) throw said;
      if (typeof said === 'string') throw new SourceFailure(said, `${id}: ${said}`);
      return { address: said, evidence: id };
    },
    ...more,
  };
  return source;
}

/** Never resolves; rejects when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** What a fake provider answers for one change; undefined for nothing before the signal aborts. */
export type Reply = (change: Change, context: ProviderContext) => Outcome | undefined;

export interface FakeProvider extends Provider {
  /** Every call: what it was told. */
  readonly calls: (readonly Change[])[];
  /** What it holds, by record. */
  readonly holds: Map<string, Address>;
  reply: Reply;
}

export const takes: Outcome = { kind: 'updated', evidence: 'accepted' };

export function fakeProvider(
  id: string,
  capabilities: Capabilities,
  onCall: (changes: readonly Change[]) => void = () => undefined,
): FakeProvider {
  const name = { en: id, 'zh-CN': id };
  const provider: FakeProvider = {
    id,
    name,
    website: 'https://example.com/',
    docs: 'https://example.com/docs',
    triedAgainst: 'emulator',
    setup: name,
    account: z.unknown(),
    capabilities,
    calls: [],
    holds: new Map(),
    reply: (change) => {
      const held = provider.holds.get(change.record.id)?.text === change.address.text;
      if (!capabilities.reads) return takes;
      return { kind: held ? 'alreadyRight' : 'updated', evidence: 'provider' };
    },
    apply: async (changes, _, context) => {
      provider.calls.push(changes);
      onCall(changes);
      const outcomes = changes.map((change) => provider.reply(change, context));
      if (outcomes.includes(undefined)) return aborted(context.signal);
      return outcomes.map((outcome, at) => {
        const change = changes[at];
        const good = outcome?.kind === 'updated' || outcome?.kind === 'created';
        if (good && change) provider.holds.set(change.record.id, change.address);
        return outcome ?? failure('unknown', 'no reply');
      });
    },
  };
  return provider;
}
