import type { Family } from '../address.ts';
import type { ReadText } from '../document.ts';
import { ddnsGoAccount } from './ddns-go-services.ts';
import { createDraft, type Draft, isSecretKey } from './draft.ts';
import { commandWays, urlWays } from './echo.ts';
import type { At, Converted } from './foreign.ts';
import { joinName } from './services.ts';
import { type Branch, treeOf } from './tree.ts';

const families = [
  ['ipv4', 'A'],
  ['ipv6', 'AAAA'],
] as const;

interface Domain {
  readonly name: string;
  readonly zone?: string | undefined;
  readonly params: readonly (readonly [string, string])[];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** `www.example.com`, `www:example.com`, `www:example.com?key=value`; undefined for another text. */
function parseDomain(text: string): Domain | undefined {
  const [head = '', query = '', ...more] = text.split('?');
  const parts = head.split(':');
  if (more.length > 0 || parts.length > 2) return undefined;
  const [host = '', zone] = parts.map((part) => part.trim());
  const params = query.split('&').flatMap((pair) => {
    if (pair === '') return [];
    const at = pair.indexOf('=');
    const key = at < 0 ? pair : pair.slice(0, at);
    return [[decoded(key), at < 0 ? '' : decoded(pair.slice(at + 1))] as const];
  });
  const name = zone === undefined ? host : joinName(host, zone);
  return name === '' ? undefined : { name, zone, params };
}

function readTtl(entry: Branch, service: string, draft: Draft): number | undefined {
  const ttl = entry.get('ttl');
  const text = ttl.text?.trim() ?? '';
  if (text === '' || text === '0') return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    draft.lose(ttl.at(), { kind: 'badTtl' });
    return undefined;
  }
  if (service === 'cloudflare' && text === '1') {
    draft.lose(ttl.at(), { kind: 'ttlAutomatic' });
    return undefined;
  }
  return Number(text);
}

function learn(part: Branch, family: Family, draft: Draft): void {
  const type = part.get('gettype');
  const at = type.at();
  switch (type.text?.toLowerCase()) {
    case 'netinterface': {
      const name = part.get('netinterface').text ?? '';
      if (name !== '') draft.learn(at, family, [{ interface: name }]);
      if (part.get('ipv6reg').text !== undefined) {
        draft.lose(part.get('ipv6reg').at(), { kind: 'ipv6Choice' });
      }
      return;
    }
    case 'cmd': {
      const cmd = part.get('cmd');
      draft.learn(at, family, commandWays(cmd.text ?? '', cmd.at(), draft));
      return;
    }
    case 'url':
    case undefined: {
      const url = part.get('url');
      draft.learn(at, family, urlWays((url.text ?? '').split(','), url.at(), draft));
      return;
    }
    default:
      draft.lose(at, { kind: 'otherWay' });
  }
}

function readParams(params: Domain['params'], service: string, at: At, draft: Draft) {
  let proxied: boolean | undefined;
  for (const [key, value] of params) {
    if (service === 'cloudflare' && key.toLowerCase() === 'proxied') proxied = value === 'true';
    else draft.lose(at, { kind: 'param', name: key });
  }
  return proxied;
}

const entryKeys = ['name', 'ipv4', 'ipv6', 'dns', 'ttl', 'httpinterface'];

function readEntry(entry: Branch, draft: Draft): void {
  const dns = entry.get('dns');
  const service = dns.get('name').text?.toLowerCase() ?? '';
  const sign = {
    id: dns.get('id').text?.trim(),
    secret: dns.get('secret').text?.trim(),
    more: (dns.get('extparam').text ?? dns.get('teamid').text)?.trim(),
  };
  draft.secret(sign.secret);
  if (service === 'callback') draft.secret(sign.id);
  if (sign.more !== undefined && service !== 'vercel') {
    draft.lose(dns.get('extparam').at(), { kind: 'unknownKey' });
  }
  if (entry.get('httpinterface').text !== undefined) {
    draft.lose(entry.get('httpinterface').at(), { kind: 'bindProvider' });
  }
  for (const key of entry.keys) {
    if (!entryKeys.includes(key)) draft.lose(entry.get(key).at(), { kind: 'unknownKey' });
  }
  const ttl = readTtl(entry, service, draft);
  for (const [family, type] of families) {
    const part = entry.get(family);
    const domains = part.get('domains');
    const listed = domains
      .items()
      .flatMap((item) => (item.text ?? '').split(/[\r\n]+/).map((text) => ({ item, text })))
      .filter(({ text }) => text.trim() !== '');
    if (listed.length === 0) continue;
    if (part.get('enable').text !== 'true') {
      draft.lose(part.get('enable').at(), { kind: 'disabled' });
      continue;
    }
    let taken = false;
    for (const { item, text } of listed) {
      const domain = parseDomain(text.trim());
      if (domain === undefined) {
        draft.lose(item.at(), { kind: 'badName' });
        continue;
      }
      const { name, zone, params } = domain;
      const made = ddnsGoAccount(service, sign, zone, name);
      if ('why' in made) {
        draft.lose(dns.get('name').at(), made.why);
        draft.lose({ ...item.at(), key: text.trim() }, { kind: 'accountGone' });
        continue;
      }
      const account = draft.account(dns.at(), made.provider, made.fields);
      const proxied = readParams(params, service, item.at(), draft);
      draft.record(item.at(), { account, name, types: [type], ttl, proxied, zone });
      taken = true;
    }
    if (taken) learn(part, family, draft);
  }
}

function lossOf(key: string) {
  if (key === 'user' || key === 'username' || key === 'password') return 'webLogin';
  if (key.startsWith('webhook')) return 'notify';
  return key === 'lang' || key === 'notallowwanaccess' ? 'notNeeded' : 'unknownKey';
}

function noteSecrets(part: Branch, draft: Draft): void {
  for (const key of part.keys) {
    const inner = part.get(key);
    if (isSecretKey(key)) draft.secret(inner.text);
    if (inner.keys.length > 0) noteSecrets(inner, draft);
  }
}

/** Reads the `.ddns_go_config.yaml` of DDNS Go, also that of versions before 5, with one account. */
export function convertDdnsGo(read: Extract<ReadText, { ok: true }>): Converted {
  const draft = createDraft('ddnsGo');
  const top = treeOf(read);
  const old = !top.keys.includes('dnsconf');
  if (old) readEntry({ ...top, keys: [] }, draft);
  else for (const entry of top.get('dnsconf').items()) readEntry(entry, draft);
  for (const key of top.keys) {
    if (key === 'dnsconf' || (old && entryKeys.includes(key))) continue;
    const part = top.get(key);
    noteSecrets(part, draft);
    if (isSecretKey(key)) draft.secret(part.text);
    const isSet = part.text !== undefined || part.keys.some((inner) => part.get(inner).text);
    if (isSet && part.text !== 'false') draft.lose(part.at(), { kind: lossOf(key) });
  }
  return draft.finish();
}
