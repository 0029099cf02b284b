import type { ReadText } from '../document.ts';
import type { RecordType } from '../record.ts';
import { updaterService } from './ddns-updater-services.ts';
import type { UpdaterEntry } from './ddns-updater-special.ts';
import { createDraft, type Draft, isSecretKey } from './draft.ts';
import type { Converted } from './foreign.ts';
import { joinName, type Making, registeredDomain } from './services.ts';
import { type Branch, treeOf } from './tree.ts';

/** What every entry may have. */
const common = [
  'provider',
  'domain',
  'host',
  'owner',
  'fqdn',
  'name',
  'ip_version',
  'ipv6_suffix',
  'ttl',
  'proxied',
];

/** Means nothing here, since it is found out or always so. */
const needless = ['zone_identifier', 'zone_id', 'name', 'region', 'field_type', 'field_name'];

interface Named {
  readonly name: string;
  /** The zone, where the entry tells the two parts of the name apart. */
  readonly zone?: string | undefined;
}

/** Services whose names have an end that the file leaves out. */
const ends: Readonly<Record<string, string>> = {
  duckdns: 'duckdns.org',
  goip: 'goip.de',
  'goip.de': 'goip.de',
};

function namesOf(entry: Branch, provider: string): readonly Named[] {
  const domain = entry.get('domain').text?.trim() ?? entry.get('fqdn').text?.trim();
  const field = provider === 'scaleway' ? entry.get('field_name').text : undefined;
  const hosts = entry.get('owner').text ?? entry.get('host').text ?? field;
  const end = Object.hasOwn(ends, provider) ? ends[provider] : undefined;
  const full = (name: string) =>
    end === undefined || name.includes('.') ? name : `${name}.${end}`;
  if (hosts === undefined) {
    return (domain ?? '').split(',').flatMap((name) => {
      return name.trim() === '' ? [] : [{ name: full(name.trim()) }];
    });
  }
  return hosts.split(',').flatMap((written) => {
    const host = written.trim();
    if (domain === undefined || (provider === 'duckdns' && host !== '@')) {
      return host === '' ? [] : [{ name: full(host) }];
    }
    // Some write the whole name in both.
    const whole = host === domain || host.endsWith(`.${domain}`);
    return [{ name: full(whole ? host : joinName(host, domain)), zone: domain }];
  });
}

type Version = readonly RecordType[] | undefined;

function readVersion(entry: Branch, draft: Draft): Version {
  const version = entry.get('ip_version');
  switch (version.text?.toLowerCase()) {
    case 'ipv4':
      return ['A'];
    case 'ipv6':
      return ['AAAA'];
    case undefined:
    case 'ipv4 or ipv6':
      return undefined;
    default:
      draft.lose(version.at(), { kind: 'badValue' });
      return undefined;
  }
}

/** `0:0:0:0:72ad:8fbb:a54e:bedd/64`: the end of an address, and how long the beginning is. */
function readSuffix(entry: Branch, draft: Draft) {
  const suffix = entry.get('ipv6_suffix');
  if (suffix.text === undefined) return undefined;
  const [host = '', bits] = suffix.text.trim().split('/');
  const prefix = bits === undefined ? undefined : Number(bits);
  if (prefix === undefined || Number.isInteger(prefix)) return { host, prefix };
  draft.lose(suffix.at(), { kind: 'badValue' });
  return undefined;
}

function readTtl(entry: Branch, provider: string, draft: Draft): number | undefined {
  const ttl = entry.get('ttl');
  if (ttl.text === undefined || ttl.text === '0') return undefined;
  if (!/^\d{1,9}$/.test(ttl.text)) draft.lose(ttl.at(), { kind: 'badTtl' });
  else if (provider === 'cloudflare' && ttl.text === '1') {
    draft.lose(ttl.at(), { kind: 'ttlAutomatic' });
  } else return Number(ttl.text);
  return undefined;
}

function lossesOf(entry: Branch, taken: readonly string[], draft: Draft): void {
  for (const key of entry.keys) {
    const part = entry.get(key);
    if (isSecretKey(key)) draft.secret(part.text);
    if (taken.includes(key) || part.value === '' || part.value === null) continue;
    const kind =
      key === 'provider_ip' || needless.includes(key)
        ? 'notNeeded'
        : key === 'ip_method' || key === 'delay'
          ? 'otherWay'
          : 'unknownKey';
    if (part.value !== false) draft.lose(part.at(), { kind });
  }
}

/** Their `custom`: the address goes in a parameter whose name differs by family. */
function customAccount(entry: UpdaterEntry, type: RecordType): Making {
  const key = entry.text(type === 'A' ? 'ipv4key' : 'ipv6key') ?? 'ip';
  const url = entry.text('url') ?? '';
  const body = entry.text('success_regex');
  return {
    provider: 'webhook',
    fields: {
      url: `${url}${url.includes('?') ? '&' : '?'}${key}={ip}`,
      ...(body === undefined ? {} : { success: { body } }),
    },
  };
}

const customKeys = ['url', 'ipv4key', 'ipv6key', 'success_regex', 'username', 'password'];
const bothTypes: readonly RecordType[] = ['A', 'AAAA'];

function readEntry(entry: Branch, draft: Draft): void {
  const provider = entry.get('provider').text?.toLowerCase() ?? '';
  const service = updaterService(provider);
  const custom = provider === 'custom';
  const keys = custom ? customKeys : (service?.keys ?? entry.keys);
  lossesOf(entry, [...common, ...keys], draft);
  for (const key of custom ? ['url'] : ['credentials']) {
    draft.secret(entry.get(key).text ?? JSON.stringify(entry.get(key).value));
  }
  const version = readVersion(entry, draft);
  const single = provider === 'freedns' && version === undefined;
  if (single) draft.lose(entry.get('token').at(), { kind: 'guessedFamily', type: 'A' });
  const types = single ? (['A'] as const) : version;
  const suffix = readSuffix(entry, draft);
  const ttl = readTtl(entry, provider, draft);
  const proxied = entry.get('proxied').value;
  const names = namesOf(entry, provider);
  if (names.length === 0) draft.lose(entry.at(), { kind: 'noDomains' });
  for (const { name, zone } of names) {
    const known: UpdaterEntry = {
      text: (key) => entry.get(key).text?.trim(),
      get: entry.get,
      name,
      isIpv6: types !== undefined && !types.includes('A'),
      domain: zone ?? registeredDomain(name),
    };
    const put = (made: Making | undefined, wanted: Version) => {
      if (made === undefined || 'why' in made) {
        const why = made?.why ?? { kind: 'noService' as const, service: provider };
        draft.lose(entry.get('provider').at(), why);
        draft.lose({ ...entry.get('domain').at(), key: name }, { kind: 'accountGone' });
        return;
      }
      const account = draft.account(entry.at(), made.provider, made.fields);
      const ours = typeof proxied === 'boolean' ? proxied : undefined;
      const record = { account, name, ttl, proxied: ours, zone };
      const device = suffix !== undefined && (wanted ?? bothTypes).includes('AAAA');
      if (!device) draft.record(entry.at(), { ...record, types: wanted });
      else {
        if ((wanted ?? bothTypes).includes('A'))
          draft.record(entry.at(), { ...record, types: ['A'] });
        draft.record(entry.at(), { ...record, types: ['AAAA'], ...suffix });
      }
    };
    if (!custom) put(service?.make(known), types);
    else for (const type of types ?? bothTypes) put(customAccount(known, type), [type]);
  }
}

/** Reads the `config.json` of ddns-updater. */
export function convertDdnsUpdater(read: Extract<ReadText, { ok: true }>): Converted {
  const draft = createDraft('ddnsUpdater');
  const top = treeOf(read);
  for (const entry of top.get('settings').items()) readEntry(entry, draft);
  for (const key of top.keys) {
    if (key !== 'settings') draft.lose(top.get(key).at(), { kind: 'unknownKey' });
  }
  return draft.finish();
}
