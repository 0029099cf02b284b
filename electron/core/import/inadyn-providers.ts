import type { Making, SignIn } from './services.ts';
import { namedAccount, serverAccount } from './services.ts';

/** The providers of Inadyn, as its page lists them; the part before the `@` matters to nobody here. */
const providers: readonly string[] = [
  ...['freedns.afraid.org', 'nsupdate.info', 'duckdns.org', 'freemyip.com', 'loopia.com'],
  ...['dyndns.org', 'noip.com', 'no-ip.com', 'easydns.com', 'dnsomatic.com', 'he.net'],
  ...['tunnelbroker.net', 'sitelutions.com', 'dnsexit.com', 'zoneedit.com', 'changeip.com'],
  ...['dhis.org', 'domains.google.com', 'ovh.com', 'gira.de', 'duiadns.net', 'ddnss.de'],
  ...['dynv6.com', 'ipv4.dynv6.com', 'spdyn.de', 'strato.com', 'cloudxns.net', '3322.org'],
  ...['dnspod.cn', 'dynu.com', 'selfhost.de', 'pdd.yandex.ru', 'cloudflare.com', 'inwx.com'],
  ...['namecheap.com', 'porkbun.com', 'hetzner.com'],
];

/** The whole name of a provider that is named by it or by a part of it: `freedns`, `default@noip.com`. */
export function providerName(written: string): string {
  const name = written
    .replace(/^[^@]*@/, '')
    .replace(/:.*$/, '')
    .toLowerCase();
  if (providers.includes(name)) return name;
  return providers.find((each) => name !== '' && each.includes(name)) ?? name;
}

/** The account for a provider of Inadyn's. */
export function inadynAccount(name: string, signIn: SignIn): Making {
  const { username, password } = signIn;
  switch (name) {
    case 'duckdns.org':
      return { provider: 'duckdns', fields: { token: username } };
    case 'dynv6.com':
    case 'ipv4.dynv6.com':
      return { provider: 'dynv6', fields: { token: username } };
    case 'dnspod.cn':
      return { provider: 'dnspod', fields: { id: username, token: password } };
    case 'cloudflare.com':
      return { provider: 'cloudflare', fields: { token: password } };
    case 'namecheap.com':
      return { provider: 'namecheap', fields: { domain: username, password } };
    case 'porkbun.com':
      return { provider: 'porkbun', fields: { apiKey: username, secretApiKey: password } };
    case 'hetzner.com':
      return { why: { kind: 'hetznerOld' } };
    case 'dnsexit.com':
      return { why: { kind: 'otherKey' } };
    default:
      return namedAccount(name, signIn) ?? { why: { kind: 'noService', service: name } };
  }
}

export interface Custom extends SignIn {
  readonly server: string;
  readonly path: string;
  /** The address is put behind the path, not the name. */
  readonly appendsIp: boolean;
  readonly responses: readonly string[];
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]);
    out += digits.slice(0, b === undefined ? 2 : c === undefined ? 3 : 4).join('');
    out += '='.repeat(b === undefined ? 2 : c === undefined ? 1 : 0);
  }
  return out;
}

/** What Inadyn takes for a success, capitals aside. */
const answers = ['OK', 'good', 'true', 'updated', 'nochg'];

function anyCase(text: string): string {
  return [...text]
    .map((letter) => {
      const [low, high] = [letter.toLowerCase(), letter.toUpperCase()];
      if (low !== high) return `[${high}${low}]`;
      return /[\w\s]/.test(letter) ? letter : `[${letter.replace(/[\\\]^[-]/g, '\\$&')}]`;
    })
    .join('');
}

const dyndns2Path = /^(.*)\?hostname=%h&myip=%i$/;

/** The account for a `custom` section: a known service, its protocol, or just that URL. */
export function customAccount(custom: Custom): Making {
  const { server, path, username, password, appendsIp, responses } = custom;
  if (server === 'dynamicdns.park-your-domain.com') {
    return { provider: 'namecheap', fields: { domain: username, password } };
  }
  const plain = dyndns2Path.exec(path)?.[1];
  if (plain !== undefined && plain !== '' && !plain.includes('%')) {
    return serverAccount(server, plain, { username, password });
  }
  const fill: Readonly<Record<string, string>> = {
    '%u': encodeURIComponent(username ?? ''),
    '%p': encodeURIComponent(password ?? ''),
    '%h': '{domain}',
    '%i': '{ip}',
    '%%': '%',
  };
  const filled = path.replace(/%[uphi%]/g, (each) => fill[each] ?? each);
  const tail = path.includes('%') ? '' : appendsIp ? '{ip}' : '{domain}';
  const signedIn = username !== undefined || password !== undefined;
  return {
    provider: 'webhook',
    fields: {
      url: `https://${server}${filled}${tail}`,
      ...(signedIn
        ? { headers: { Authorization: `Basic ${base64(`${username ?? ''}:${password ?? ''}`)}` } }
        : {}),
      success: { body: (responses.length > 0 ? responses : answers).map(anyCase).join('|') },
    },
  };
}
