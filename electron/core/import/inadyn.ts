import type { RecordType } from '../record.ts';
import { createDraft, type Draft, isSecretKey, type Ways } from './draft.ts';
import { commandWays, urlWays } from './echo.ts';
import type { At, Converted, LossText } from './foreign.ts';
import { customAccount, inadynAccount, providerName } from './inadyn-providers.ts';
import { type Option, parseInadyn, type Section } from './inadyn-text.ts';
import { joinName } from './services.ts';

/** What becomes of a setting that has no place of its own here. */
const losses: Readonly<Record<string, LossText['kind']>> = {
  'verify-address': 'notChecked',
  'secure-ssl': 'notChecked',
  'broken-rtc': 'notChecked',
  'ca-trust-file': 'ownAuthority',
  'user-agent': 'notNeeded',
  'fake-address': 'notNeeded',
  'cache-dir': 'notNeeded',
  iterations: 'notNeeded',
  'forced-update': 'notNeeded',
  'startup-delay': 'notNeeded',
  include: 'include',
  exec: 'hook',
};

/** Means something only in one of its two values. */
const fineAs: Readonly<Record<string, string>> = {
  'verify-address': 'true',
  'secure-ssl': 'true',
  'broken-rtc': 'false',
  'fake-address': 'false',
};

const taken = new Set([
  ...['allow-ipv6', 'iface', 'period', 'ssl', 'username', 'password', 'hostname', 'alias'],
  ...['checkip-server', 'checkip-path', 'checkip-ssl', 'checkip-command', 'wildcard', 'ttl'],
  ...['proxied', 'ddns-server', 'ddns-path', 'append-myip', 'ddns-response'],
]);

function isTrue(text: string | undefined): boolean {
  return /^(?:true|yes|on|1)$/i.test(text ?? '');
}

function tell(option: Option, draft: Draft): void {
  const { key, line, values } = option;
  if (isSecretKey(key)) for (const text of values) draft.secret(text);
  if (taken.has(key)) return;
  const kind = (Object.hasOwn(losses, key) ? losses[key] : undefined) ?? 'unknownKey';
  const [value = ''] = values;
  if (fineAs[key] === value.toLowerCase()) return;
  draft.lose({ line, key }, { kind } as LossText);
}

interface Reading {
  readonly section: Section;
  readonly get: (key: string) => string | undefined;
  readonly at: (key: string) => At;
  readonly draft: Draft;
  readonly ipv6: boolean;
}

/** How the address is learnt, and of which family it then is; undefined for either. */
function readWays({ get, at, draft, ipv6, section }: Reading) {
  const command = get('checkip-command');
  const iface = get('iface');
  const server = get('checkip-server');
  const six =
    /^ipv6@/.test(section.name) || /(?:^|[.-])(?:ipv6|v6|dns64|api6|6)[.-]/i.test(server ?? '');
  let ways: Ways = [];
  let type: RecordType | undefined = ipv6 && six ? 'AAAA' : ipv6 ? undefined : 'A';
  if (command !== undefined) {
    ways = commandWays(command, at('checkip-command'), draft);
    if (ipv6) {
      type = /-6\b|inet6|ipv6|v6\b/i.test(command) ? 'AAAA' : 'A';
      draft.lose(at('checkip-command'), { kind: 'guessedFamily', type });
    }
  } else if (iface !== undefined) ways = [{ interface: iface }];
  else if (server !== undefined && server !== 'default') {
    const scheme = get('checkip-ssl') === 'false' ? 'http' : 'https';
    ways = urlWays(
      [`${scheme}://${server}${get('checkip-path') ?? '/'}`],
      at('checkip-server'),
      draft,
    );
    if (type === undefined) type = 'A';
  }
  const first =
    command !== undefined ? 'checkip-command' : iface !== undefined ? 'iface' : 'checkip-server';
  return { ways, type, at: at(first) };
}

/** A secret that Inadyn takes from its environment is taken from there here as well. */
function secretOf(text: string | undefined, at: At, draft: Draft): unknown {
  const name = /^\$\{(\w{1,100})\}$/.exec(text ?? '')?.[1];
  if (name !== undefined) return { env: name };
  if (text?.includes('${')) draft.lose(at, { kind: 'variable' });
  return text;
}

function accountOf(name: string, { section, get, at, draft }: Reading) {
  const options = section.options;
  const password = secretOf(get('password'), at('password'), draft);
  const username = secretOf(get('username'), at('username'), draft);
  const signIn = { username, password } as { username?: string; password?: string };
  if (section.kind === 'provider') return inadynAccount(name, signIn);
  const literal = typeof username !== 'object' && typeof password !== 'object';
  if (!literal) return { why: { kind: 'variable' } } as const;
  return customAccount({
    ...signIn,
    server: get('ddns-server') ?? '',
    path: get('ddns-path') ?? '/',
    appendsIp: isTrue(get('append-myip')),
    responses: options.find(({ key }) => key === 'ddns-response')?.values ?? [],
  });
}

function readSection(section: Section, top: ReadonlyMap<string, Option>, draft: Draft): void {
  const own = new Map(section.options.map((option) => [option.key, option]));
  const find = (key: string) => own.get(key) ?? (key === 'iface' ? top.get(key) : undefined);
  const get = (key: string) => {
    const value = find(key)?.values[0];
    return value === '' ? undefined : value;
  };
  const at = (key: string): At => ({ line: find(key)?.line ?? section.line, key });
  for (const option of section.options) tell(option, draft);
  const ipv6 = isTrue(top.get('allow-ipv6')?.values[0]);
  const reading: Reading = { section, get, at, draft, ipv6 };
  const name = providerName(section.name);
  if (get('ssl') === 'false') draft.lose(at('ssl'), { kind: 'https' });
  if (isTrue(get('wildcard'))) draft.lose(at('wildcard'), { kind: 'wildcard' });
  const hosts = [...(own.get('hostname')?.values ?? []), ...(own.get('alias')?.values ?? [])];
  if (hosts.length === 0) {
    draft.lose({ line: section.line, key: section.name }, { kind: 'noDomains' });
    return;
  }
  const made = accountOf(name, reading);
  if ('why' in made) {
    draft.lose({ line: section.line, key: section.name }, made.why);
    for (const host of hosts) draft.lose({ ...at('hostname'), key: host }, { kind: 'accountGone' });
    return;
  }
  const account = draft.account(
    { line: section.line, key: section.name },
    made.provider,
    made.fields,
  );
  const found = readWays(reading);
  const types = found.type === undefined ? undefined : [found.type];
  for (const family of ['ipv4', 'ipv6'] as const) {
    const type = family === 'ipv4' ? 'A' : 'AAAA';
    if (types === undefined || types.includes(type)) draft.learn(found.at, family, found.ways);
  }
  const cloudflare = name === 'cloudflare.com';
  const zone = cloudflare ? get('username') : undefined;
  const domain = made.provider === 'namecheap' ? get('username') : undefined;
  let ttl: number | undefined;
  const written = get('ttl');
  if (written !== undefined && !/^-?\d{1,9}$/.test(written))
    draft.lose(at('ttl'), { kind: 'badTtl' });
  else if (cloudflare && written === '1') draft.lose(at('ttl'), { kind: 'ttlAutomatic' });
  else if (written !== undefined && Number(written) > 0) ttl = Number(written);
  const proxied = get('proxied') === undefined ? undefined : isTrue(get('proxied'));
  for (const host of hosts) {
    const whole = domain === undefined || host.endsWith(domain) ? host : joinName(host, domain);
    const record = { account, name: whole.replace(/^@\./, ''), types, ttl, proxied, zone };
    draft.record({ ...at('hostname'), key: host }, record);
  }
}

/** Reads an inadyn.conf, version 2. */
export function convertInadyn(text: string): Converted {
  const draft = createDraft('inadyn');
  const { options, sections, broken } = parseInadyn(text);
  const top = new Map(options.map((option) => [option.key, option]));
  for (const option of options) tell(option, draft);
  for (const at of broken) draft.lose(at, { kind: 'badLine' });
  const period = top.get('period');
  const seconds = Number(period?.values[0]);
  if (period !== undefined) {
    const at = { line: period.line, key: 'period' };
    if (Number.isInteger(seconds) && seconds > 0) draft.duration(at, 'interval', seconds);
    else draft.lose(at, { kind: 'badValue' });
  }
  for (const section of sections) readSection(section, top, draft);
  return draft.finish();
}
