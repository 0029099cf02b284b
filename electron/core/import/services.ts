import type { LossText } from './foreign.ts';

/** An account of ours, as plain fields; those that are undefined are left out. */
export interface Made {
  readonly provider: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Making = Made | { readonly why: LossText };

export interface SignIn {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** A preset of the provider dyndns2. */
export function preset(id: string, { username, password }: SignIn): Made {
  return { provider: 'dyndns2', fields: { preset: id, username, password } };
}

function own(provider: string) {
  return ({ username, password }: SignIn): Made => ({ provider, fields: { username, password } });
}

function named(id: string) {
  return (signIn: SignIn) => preset(id, signIn);
}

/** A preset that knows a key and no user name. */
function keyed(id: string) {
  return ({ password }: SignIn) => preset(id, { password });
}

const he = ({ password }: SignIn): Made => ({ provider: 'he', fields: { password } });

/** Those that have gone, by the name that people know. */
export const closed: Readonly<Record<string, string>> = {
  'domains.google.com': 'Google Domains',
  googledomains: 'Google Domains',
  googledomain: 'Google Domains',
  google: 'Google Domains',
  'cloudxns.net': 'CloudXNS',
};

/** Update servers of the protocol dyndns2, by their host names. */
const servers: Readonly<Record<string, (signIn: SignIn) => Made>> = {
  'members.dyndns.org': own('dyn'),
  'members.dyndns.com': own('dyn'),
  'dynupdate.no-ip.com': own('noip'),
  'dynupdate.noip.com': own('noip'),
  'api.dynu.com': own('dynu'),
  'dyn.dns.he.net': he,
  'www.ovh.com': own('ovh-dynhost'),
  'dns.eu.ovhapis.com': own('ovh-dynhost'),
  'update.dedyn.io': named('desec'),
  'updates.dnsomatic.com': named('dnsomatic'),
  'api.cp.easydns.com': named('easydns'),
  'api.cp.zoneedit.com': named('zoneedit'),
  'nic.changeip.com': named('changeip'),
  'now-dns.com': named('nowdns'),
  'ipv4.nsupdate.info': named('nsupdate'),
  'ipv6.nsupdate.info': named('nsupdate'),
  'infomaniak.com': named('infomaniak'),
  'dyndns.loopia.se': named('loopia'),
  'dns.loopia.se': named('loopia'),
  'api.domeneshop.no': named('domeneshop'),
  'update.eurodyndns.org': named('eurodns'),
  'ydns.io': named('ydns'),
  'svc.joker.com': named('joker'),
  'dyndns.strato.com': named('strato'),
  'dyndns.kasserver.com': named('allinkl'),
  'dyndns.inwx.com': named('inwx'),
  'dyndns.variomedia.de': named('variomedia'),
  'carol.selfhost.de': named('selfhost'),
  'update.spdyn.de': named('spdyn'),
  'ddns.hosting.de': named('hostingde'),
  'dyndns.core-networks.de': named('corenetworks'),
  'ddns.do.de': named('dode'),
};

function hostOf(server: string): string {
  return server
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[:/].*$/, '');
}

/** The account for an update server of the protocol dyndns2. `path` is the one that is called. */
export function serverAccount(server: string, path: string, signIn: SignIn): Making {
  const host = hostOf(server);
  const gone = Object.hasOwn(closed, host) ? closed[host] : undefined;
  if (gone !== undefined) return { why: { kind: 'closed', service: gone } };
  const known = Object.hasOwn(servers, host) ? servers[host] : undefined;
  if (known !== undefined) return known(signIn);
  const bare = server
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/:(?:80|443)$/, '');
  const where = bare.includes('/') ? `https://${bare}` : `https://${bare}${path}`;
  return { provider: 'dyndns2', fields: { server: where, ...signIn } };
}

/** Services that want a user name and a password, or one key, by the names that peers give them. */
const known: Readonly<Record<string, (signIn: SignIn) => Making>> = {
  changeip: named('changeip'),
  'changeip.com': named('changeip'),
  dd24: keyed('dd24'),
  keysystems: keyed('dd24'),
  ddnss: named('ddnss'),
  'ddnss.de': named('ddnss'),
  dnsexit2: keyed('dnsexit'),
  dnsomatic: named('dnsomatic'),
  'dnsomatic.com': named('dnsomatic'),
  domeneshop: named('domeneshop'),
  dondominio: ({ username, password }) => ({
    provider: 'dondominio',
    fields: { username, key: password },
  }),
  dyn: own('dyn'),
  'dyndns.org': own('dyn'),
  dynu: own('dynu'),
  'dynu.com': own('dynu'),
  easydns: named('easydns'),
  'easydns.com': named('easydns'),
  freemyip: keyed('freemyip'),
  'freemyip.com': keyed('freemyip'),
  he,
  'he.net': he,
  henet: he,
  infomaniak: named('infomaniak'),
  inwx: named('inwx'),
  'inwx.com': named('inwx'),
  loopia: named('loopia'),
  'loopia.com': named('loopia'),
  myaddr: keyed('myaddr'),
  njalla: keyed('njalla'),
  noip: own('noip'),
  'no-ip.com': own('noip'),
  'noip.com': own('noip'),
  nowdns: named('nowdns'),
  'nsupdate.info': named('nsupdate'),
  'ovh.com': own('ovh-dynhost'),
  'regfish.de': keyed('regfish'),
  regfishde: keyed('regfish'),
  selfhost: named('selfhost'),
  'selfhost.de': named('selfhost'),
  spdyn: named('spdyn'),
  'spdyn.de': named('spdyn'),
  strato: named('strato'),
  'strato.com': named('strato'),
  variomedia: named('variomedia'),
  zoneedit: named('zoneedit'),
  zoneedit1: named('zoneedit'),
  'zoneedit.com': named('zoneedit'),
  freedns: () => ({ why: { kind: 'freednsToken' } }),
  'freedns.afraid.org': () => ({ why: { kind: 'freednsToken' } }),
};

/** The account at a service that is known by name; undefined where none is. */
export function namedAccount(service: string, signIn: SignIn): Making | undefined {
  const name = service.toLowerCase();
  const gone = Object.hasOwn(closed, name) ? closed[name] : undefined;
  if (gone !== undefined) return { why: { kind: 'closed', service: gone } };
  return Object.hasOwn(known, name) ? known[name]?.(signIn) : undefined;
}

/** Cloudflare's own kinds of credentials; only tokens are taken. */
export function cloudflareAccount(token: string | undefined, isToken: boolean): Making {
  if (!isToken) return { why: { kind: 'cloudflareKey' } };
  return { provider: 'cloudflare', fields: { token } };
}

/** Ends of names that people register under. */
const second = /^(?:com|net|org|gov|edu|ac|co|or|ne|go)\.[a-z]{2}$/;

/** The registered domain of a name as far as its looks tell: `a.b.example.co.uk` → `example.co.uk`. */
export function registeredDomain(name: string): string {
  const labels = name.split('.').filter((label) => label !== '');
  const two = labels.slice(-2).join('.');
  return labels.length > 2 && second.test(two.toLowerCase()) ? labels.slice(-3).join('.') : two;
}

/** A name out of its part before the zone: `@` and nothing stand for the zone itself. */
export function joinName(host: string, zone: string): string {
  return host === '' || host === '@' ? zone : `${host}.${zone}`;
}
