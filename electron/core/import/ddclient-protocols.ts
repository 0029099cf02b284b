import { cloudflareAccount, type Making, namedAccount, serverAccount } from './services.ts';

/** What is set for a host, by ddclient's names. */
export type Variables = (key: string) => string | undefined;

interface Protocol {
  /** What it takes beside login, password and server. */
  readonly more?: readonly string[];
  /** What the names end with that are written without it. */
  readonly end?: string;
  readonly make: (get: Variables) => Making;
}

const signIn = (get: Variables) => ({ username: get('login'), password: get('password') });

const named = (service: string): Protocol => ({
  make: (get) => namedAccount(service, signIn(get)) ?? { why: { kind: 'noService', service } },
});

const token = (provider: string, field = 'token'): Protocol => ({
  more: ['zone'],
  make: (get) => ({ provider, fields: { [field]: get('password') } }),
});

const no = (service: string): Protocol => ({
  make: () => ({ why: { kind: 'noService', service } }),
});

const dyndns2: Protocol = {
  more: ['script', 'custom', 'static'],
  make: (get) =>
    serverAccount(
      get('server') ?? 'members.dyndns.org',
      get('script') ?? '/nic/update',
      signIn(get),
    ),
};

const yes = /^(?:yes|true|1|y|t)$/i;

const protocols: Readonly<Record<string, Protocol>> = {
  dyndns2,
  changeip: named('changeip'),
  cloudflare: {
    more: ['zone', 'ttl'],
    make: (get) => {
      const login = get('login') ?? 'token';
      return cloudflareAccount(get('password'), login === 'token');
    },
  },
  cloudns: {
    more: ['dynurl'],
    // The address goes as ddclient sends it: in the header, told by proxy=1.
    make: (get) => ({
      provider: 'webhook',
      fields: { url: `${get('dynurl') ?? ''}&proxy=1`, headers: { 'X-Forwarded-For': '{ip}' } },
    }),
  },
  desec: token('desec'),
  digitalocean: token('digitalocean'),
  dnsexit2: { more: ['zone', 'ttl'], ...named('dnsexit2') },
  domeneshop: named('domeneshop'),
  dondominio: named('dondominio'),
  duckdns: { ...token('duckdns'), end: 'duckdns.org' },
  easydns: named('easydns'),
  freedns: named('freedns'),
  freemyip: { ...named('freemyip'), end: 'freemyip.com' },
  gandi: {
    more: ['zone', 'ttl', 'use-personal-access-token'],
    make: (get) =>
      yes.test(get('use-personal-access-token') ?? '')
        ? { provider: 'gandi', fields: { token: get('password') } }
        : { why: { kind: 'gandiKey' } },
  },
  godaddy: {
    more: ['zone', 'ttl'],
    make: (get) => ({
      provider: 'godaddy',
      fields: { key: get('login'), secret: get('password') },
    }),
  },
  googledomains: named('googledomains'),
  henet: named('henet'),
  hetzner: { more: ['zone', 'ttl'], make: () => ({ why: { kind: 'hetznerOld' } }) },
  infomaniak: named('infomaniak'),
  inwx: named('inwx'),
  keysystems: named('keysystems'),
  namecheap: {
    make: (get) => ({
      provider: 'namecheap',
      fields: { domain: get('login'), password: get('password') },
    }),
  },
  njalla: { more: ['quietreply'], ...named('njalla') },
  noip: named('noip'),
  nsupdate: { more: ['zone', 'ttl', 'tcp'], make: () => ({ why: { kind: 'keyFile' } }) },
  ovh: {
    more: ['script'],
    make: (get) => ({
      provider: 'ovh-dynhost',
      fields: { username: get('login'), password: get('password') },
    }),
  },
  porkbun: {
    more: ['apikey', 'secretapikey', 'root-domain', 'on-root-domain'],
    make: (get) => ({
      provider: 'porkbun',
      fields: { apiKey: get('apikey'), secretApiKey: get('secretapikey') },
    }),
  },
  regfishde: named('regfishde'),
  zoneedit1: named('zoneedit1'),
  dnsexit: { make: () => ({ why: { kind: 'otherKey' } }) },
};

/** The protocol of that name; one that is not known here has no equal among our services. */
export function protocolOf(name: string): Protocol {
  const key = name.toLowerCase();
  return (Object.hasOwn(protocols, key) ? protocols[key] : undefined) ?? no(name);
}
