import { protocolOf, type Variables } from './ddclient-protocols.ts';
import { type Assignment, type ConfLine, parseConf } from './ddclient-text.ts';
import { readWays, wayKeys } from './ddclient-ways.ts';
import { createDraft, type Draft, isSecretKey } from './draft.ts';
import type { At, Converted, LossText } from './foreign.ts';

/** What is the same for all hosts wherever it stands, and what becomes of it here. */
const globalLosses: Readonly<Record<string, LossText['kind'] | 'fine'>> = {
  ssl: 'fine',
  protocol: 'fine',
  server: 'fine',
  login: 'fine',
  password: 'fine',
  host: 'fine',
  mail: 'notify',
  'mail-failure': 'notify',
  'mail-from': 'notify',
  postscript: 'hook',
  wildcard: 'wildcard',
  mx: 'mx',
  backupmx: 'mx',
  'ssl-validate': 'notChecked',
  'web-ssl-validate': 'notChecked',
  'fw-ssl-validate': 'notChecked',
  ssl_ca_dir: 'ownAuthority',
  ssl_ca_file: 'ownAuthority',
  static: 'notNeeded',
  custom: 'notNeeded',
  'max-interval': 'notNeeded',
  'min-interval': 'notNeeded',
  'min-error-interval': 'notNeeded',
};

/** How ddclient itself runs: nothing of that is needed. */
const ownAffairs = new Set([
  ...['foreground', 'file', 'cache', 'pid', 'retry', 'force', 'curl', 'syslog', 'facility'],
  ...['priority', 'max-warn', 'exec', 'debug', 'verbose', 'quiet', 'help', 'test', 'geturl'],
]);

const useful = new Set(['zone', 'ttl', 'script', 'dynurl', 'apikey', 'secretapikey']);
const more = ['root-domain', 'on-root-domain', 'quietreply', 'use-personal-access-token', 'tcp'];

/** What a host can have from above. */
const hostKeys = new Set([
  ...['protocol', 'server', 'login', 'password', 'zone', 'ttl', 'script', 'dynurl', 'apikey'],
  ...['secretapikey', ...more, ...wayKeys],
]);

const no = /^(?:no|false|0|n|f)$/i;

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds: `300`, `5m`, `2 hours`; undefined for another text. */
function parseInterval(text: string): number | undefined {
  const found = /^(\d{1,9})\s*(?:(s|m|h|d)[a-z]{0,8})?$/i.exec(text.trim());
  if (found?.[1] === undefined) return undefined;
  const unit = (found[2]?.toLowerCase() ?? 's') as keyof typeof units;
  return Number(found[1]) * units[unit];
}

function readSetting({ key, value, line }: Assignment, draft: Draft): void {
  const at = { line, key };
  if (isSecretKey(key)) draft.secret(value);
  if (key === 'ssl' && no.test(value)) {
    draft.lose(at, { kind: 'https' });
    return;
  }
  if (key === 'daemon' || key === 'timeout') {
    const seconds = parseInterval(value);
    if (seconds === undefined) draft.lose(at, { kind: 'badValue' });
    else if (seconds > 0) draft.duration(at, key === 'daemon' ? 'interval' : 'timeout', seconds);
    return;
  }
  if (key === 'proxy') {
    draft.set(at, 'proxy', value.includes('://') ? value : `http://${value}`);
    if (value.includes('@')) draft.secret(value);
    return;
  }
  if (wayKeys.includes(key)) {
    if (key.endsWith('-skip')) draft.lose(at, { kind: 'skip' });
    return;
  }
  if (useful.has(key) || more.includes(key)) return;
  const own = Object.hasOwn(globalLosses, key) ? globalLosses[key] : undefined;
  const kind = own ?? (ownAffairs.has(key) ? 'notNeeded' : 'unknownKey');
  // A kind of host that says nothing is told of nowhere.
  const idle = (kind === 'wildcard' || kind === 'mx' || kind === 'notNeeded') && no.test(value);
  const checked = kind === 'notChecked' && !no.test(value);
  if (kind !== 'fine' && !idle && !checked && value !== '') {
    draft.lose(at, { kind } as LossText);
  }
}

function readTtl(get: Variables, protocol: string, at: At, draft: Draft): number | undefined {
  const text = get('ttl');
  if (text === undefined) return undefined;
  const seconds = parseInterval(text);
  if (seconds === undefined) draft.lose(at, { kind: 'badTtl' });
  else if (protocol === 'cloudflare' && seconds === 1) draft.lose(at, { kind: 'ttlAutomatic' });
  else if (seconds > 0) return seconds;
  return undefined;
}

type Settings = ReadonlyMap<string, Assignment>;

function readHosts(line: ConfLine, hosts: readonly string[], settings: Settings, draft: Draft) {
  const get: Variables = (key) => {
    const value = settings.get(key)?.value;
    return value === '' ? undefined : value;
  };
  const atOf = (key: string): At => ({ line: settings.get(key)?.line ?? line.line, key });
  const name = get('protocol') ?? 'dyndns2';
  const protocol = protocolOf(name);
  const made = protocol.make(get);
  if ('why' in made) {
    draft.lose(
      settings.has('protocol') ? atOf('protocol') : { line: line.line, key: name },
      made.why,
    );
    for (const host of hosts) draft.lose({ line: line.line, key: host }, { kind: 'accountGone' });
    return;
  }
  const used = new Set(protocol.more ?? []);
  for (const key of ['ttl', 'zone', 'script']) {
    const set = settings.get(key);
    if (set !== undefined && !used.has(key)) draft.lose(atOf(key), { kind: 'notNeeded' });
  }
  const types = readWays({ get, atOf, draft });
  if (types.length === 0) {
    for (const host of hosts) draft.lose({ line: line.line, key: host }, { kind: 'noFamily' });
    return;
  }
  const at = { line: line.line, key: hosts.join(',') };
  const account = draft.account(atOf('login'), made.provider, made.fields);
  const ttl = used.has('ttl') ? readTtl(get, name, atOf('ttl'), draft) : undefined;
  const zone = get('zone') ?? get('root-domain');
  const end = protocol.end;
  for (const host of hosts) {
    const full = end === undefined || host.includes('.') ? host : `${host}.${end}`;
    draft.record({ ...at, key: host }, { account, name: full, types, ttl, zone });
  }
}

/** More than anybody writes; each costs time. */
const mostLines = 10_000;

/** Reads a ddclient.conf, versions 3 and 4. */
export function convertDdclient(text: string): Converted {
  const draft = createDraft('ddclient');
  const { lines, broken } = parseConf(text);
  for (const at of broken) draft.lose(at, { kind: 'badLine' });
  const globals = new Map<string, Assignment>();
  let hosted = false;
  if (lines.length > mostLines) {
    draft.lose({ line: lines[mostLines]?.line ?? 1, key: '' }, { kind: 'tooLong' });
  }
  for (const line of lines.slice(0, mostLines)) {
    const own = new Map(line.settings.map((each) => [each.key, each]));
    for (const each of line.settings) readSetting(each, draft);
    const [first = '', login, password] = line.words;
    const named = own.get('host')?.value ?? '';
    const hosts = `${first},${named}`.split(',').filter((host) => host !== '');
    if (hosts.length === 0) {
      for (const [key, each] of own) if (hostKeys.has(key)) globals.set(key, each);
      continue;
    }
    draft.secret(password);
    if (login !== undefined) own.set('login', { key: 'login', value: login, line: line.line });
    if (password !== undefined) {
      own.set('password', { key: 'password', value: password, line: line.line });
    }
    if (line.words.length > 3) draft.lose({ line: line.line, key: '' }, { kind: 'badLine' });
    hosted = true;
    readHosts(line, hosts, new Map([...globals, ...own]), draft);
  }
  if (!hosted) draft.lose({ line: 1, key: '' }, { kind: 'noDomains' });
  return draft.finish();
}
