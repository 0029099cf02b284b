import { describe, expect, it } from 'vitest';
import type { Address } from '../../electron/core/address.ts';
import type { GatewayWord } from '../../electron/core/gateway/client.ts';
import { detailText } from '../../electron/core/outcome.ts';
import type { SourceFailureKind } from '../../electron/core/source.ts';
import {
  type AppState,
  type Detection,
  emptyState,
  type Silence,
  type Surroundings,
} from '../../electron/core/state.ts';
import { isWeb, voicesOf } from '../../electron/core/verdicts/answers.ts';
import { factsOf, type Measured, type VerdictFacts } from '../../electron/core/verdicts/facts.ts';
import { verdictsOf } from '../../electron/core/verdicts/verdicts.ts';
import { builtInSources, sourceFor } from '../../electron/sources/registry.ts';
import { addr } from '../support/address.ts';
import {
  homeV4,
  homeV6,
  nextV4,
  record,
  settingsOf,
  thirdV4,
} from '../support/core-world-parts.ts';

const vpn = nextV4;

function voices(...addresses: readonly Address[]) {
  return addresses.map((address, at) => ({
    source: `s${at}`,
    operator: `s${at}`,
    address,
    evidence: `s${at}`,
  }));
}

const silence = (source: string, kind: SourceFailureKind, detail: string = kind): Silence => ({
  source,
  kind,
  detail: `${source}: ${detail}`,
});

/** What the router said, beside what sources did. */
function vetoed(gateway: Address, ...addresses: readonly Address[]): Detection {
  const own = { source: 'gateway', operator: 'gateway', address: gateway, evidence: 'pcp' };
  return { kind: 'disagree', voices: [own, ...voices(...addresses)], silent: [] };
}

/** Steady by a source that asks no web page. */
function byStun(...silent: readonly Silence[]): Detection {
  const address = homeV4;
  const voice = { source: 'stun-google', operator: 'google', address, evidence: 'stun' };
  return { kind: 'known', address, by: 'steady', voices: [voice], silent };
}

/** How the sources did when they were asked last, the latest first. */
function remembered(...failures: readonly (readonly [source: string, failures: number])[]) {
  const all = failures.map(
    ([source, count], at) =>
      [`ipv4/${source}`, { asked: 1000 - at, failures: count, lies: 0 }] as const,
  );
  return Object.fromEntries(all);
}
const inRow = remembered(['stun-google', 0], ['a', 1], ['dns-google', 0], ['b', 1], ['c', 0]);
const alone = remembered(['stun-google', 0], ['a', 1], ['dns-google', 0], ['b', 0], ['c', 1]);

const known = (
  address: Address,
  by: 'steady' | 'quorum' = 'quorum',
): Extract<Detection, { kind: 'known' }> => ({
  kind: 'known',
  address,
  by,
  voices: voices(address, address),
  silent: [],
});
const disagree = (...addresses: readonly Address[]): Detection => ({
  kind: 'disagree',
  voices: voices(...addresses),
  silent: [],
});
const unavailable = (
  why: 'offline' | 'noAnswer' | 'single' | 'tunnel',
  ...silent: readonly Silence[]
): Detection => ({ kind: 'unavailable', why, voices: [], silent });

const told = (address: string): GatewayWord => ({
  kind: 'address',
  protocol: 'pcp',
  gateway: '192.168.1.1',
  address: addr(address),
});
const down: GatewayWord = { kind: 'down', protocol: 'natPmp', gateway: '192.168.1.1' };
const byOwn = voices(homeV4, homeV4).map((voice, at) => ({
  ...voice,
  source: at === 0 ? 'command' : 'interface:eth1',
}));
const around = (
  gateway: GatewayWord,
  egress: Surroundings['egress'] = { ipv4: 'eth0', ipv6: 'eth0' },
): Surroundings => ({ at: 0, gateway, egress });
const nothingTold = around({ kind: 'silent', gateway: '192.168.1.1' });

const measured = (more: Partial<Measured> = {}): Measured => ({
  skews: [],
  answeredNowhere: [],
  inside: [],
  ...more,
});
const minutes = (count: number) => count * 60_000;

function facts(more: Partial<VerdictFacts>): VerdictFacts {
  return {
    wanted: ['ipv4', 'ipv6'],
    last: { ipv4: known(homeV4), ipv6: known(homeV6) },
    surroundings: nothingTold,
    besideGateway: true,
    memories: {},
    offline: false,
    elsewhere: false,
    tunnelsAreFine: false,
    ...more,
  };
}

const kindsOf = (more: Partial<VerdictFacts>) =>
  verdictsOf(facts(more)).map(({ kind, family }) =>
    family === undefined ? kind : `${kind} ${family}`,
  );

const expired = (source: string) =>
  silence(source, 'tls', 'its certificate was refused (CERT_HAS_EXPIRED)');
const early = (source: string) =>
  silence(source, 'tls', 'its certificate was refused (CERT_NOT_YET_VALID)');
const others = (source: string) =>
  silence(source, 'tls', 'its certificate was refused (ERR_TLS_CERT_ALTNAME_INVALID)');
const ownMade = (source: string) =>
  silence(source, 'tls', 'its certificate was refused (DEPTH_ZERO_SELF_SIGNED_CERT)');
const edge = silence(
  'a',
  'notGlobal',
  'an address of Cloudflare’s own network, so a proxy was seen',
);

const table: readonly (readonly [string, Partial<VerdictFacts>, readonly string[]])[] = [
  [
    'a shared address at the router',
    { surroundings: around(told('100.64.3.4')) },
    ['carrierGradeNat ipv4'],
  ],
  [
    'the home’s end of a DS-Lite tunnel',
    { surroundings: around(told('192.0.0.2')) },
    ['carrierGradeNat ipv4'],
  ],
  [
    'a private address at the router',
    { surroundings: around(told('10.0.0.7')) },
    ['doubleNat ipv4'],
  ],
  ...(['quorum', 'steady', 'own'] as const).map(
    (by) =>
      [
        `a router that denies its address while sources are heard (${by})`,
        { surroundings: around(down), last: { ipv4: { ...known(homeV4), by } } },
        ['noPublicAddress ipv4'],
      ] as const,
  ),
  [
    'operators of whom half see the router’s address',
    {
      surroundings: around(told(thirdV4.text)),
      last: { ipv4: vetoed(thirdV4, thirdV4, vpn, vpn) },
    },
    ['disagree ipv4'],
  ],
  [
    'a router with another address than most operators see',
    { surroundings: around(told(thirdV4.text)), last: { ipv4: vetoed(thirdV4, vpn, vpn) } },
    ['otherExit ipv4'],
  ],
  [
    'a router with another address than all operators see',
    { surroundings: around(told(thirdV4.text)), last: { ipv4: known(vpn) } },
    ['otherExit ipv4'],
  ],
  [
    'a tunnel that a check did not believe',
    {
      surroundings: around({ kind: 'none' }, { ipv4: 'Work' }),
      last: { ipv4: unavailable('tunnel') },
    },
    ['tunnel ipv4'],
  ],
  [
    'a way out that is called like a tunnel',
    {
      surroundings: around({ kind: 'none' }, { ipv4: 'wg0' }),
      last: { ipv4: disagree(homeV4, vpn) },
    },
    ['tunnel ipv4'],
  ],
  [
    'an address of Cloudflare’s own',
    { last: { ipv4: unavailable('noAnswer', edge), ipv6: known(homeV6) } },
    ['tunnel ipv4'],
  ],
  [
    'web pages in place of answers',
    {
      last: {
        ipv4: unavailable(
          'noAnswer',
          silence('a', 'captive'),
          silence('b', 'captive'),
          silence('c', 'form'),
        ),
      },
    },
    ['captivePortal'],
  ],
  [
    'web pages while the computer seems offline',
    {
      offline: true,
      last: {
        ipv4: unavailable('noAnswer', silence('a', 'captive')),
        ipv6: unavailable('offline', silence('a', 'offline')),
      },
    },
    ['captivePortal'],
  ],
  [
    'certificates of nobody’s making, one after the other',
    { last: { ipv4: byStun(ownMade('a')) }, memories: inRow },
    ['captivePortal'],
  ],
  [
    'somebody else’s certificate for two names',
    { last: { ipv4: unavailable('noAnswer', others('a'), others('b')) } },
    ['captivePortal'],
  ],
  [
    'no way out over IPv4',
    {
      last: { ipv4: unavailable('offline', silence('a', 'offline')), ipv6: known(homeV6) },
      surroundings: around({ kind: 'none' }, { ipv6: 'eth0' }),
    },
    ['ipv6Only ipv4'],
  ],
  [
    'no way out over IPv6',
    {
      last: { ipv4: known(homeV4), ipv6: unavailable('offline', silence('a', 'network')) },
      surroundings: around({ kind: 'none' }, { ipv4: 'eth0' }),
    },
    ['noIpv6 ipv6'],
  ],
  [
    'no way out over IPv6 where the system tells nothing',
    {
      last: { ipv4: known(homeV4), ipv6: unavailable('offline', silence('a', 'offline')) },
      surroundings: undefined,
    },
    ['noIpv6 ipv6'],
  ],
  [
    'certificates that are over',
    { last: { ipv4: unavailable('noAnswer', expired('a'), early('b')) } },
    ['clockWrong'],
  ],
  [
    'clocks that agree that this one is off',
    {
      measured: measured({
        skews: [
          { host: 'a', skew: minutes(9) },
          { host: 'b', skew: minutes(9) },
        ],
      }),
    },
    ['clockWrong'],
  ],
  [
    'an answer from where no name server is',
    { measured: measured({ answeredNowhere: ['192.0.2.53'] }) },
    ['dnsHijacked'],
  ],
  [
    'a public name that leads inside',
    { measured: measured({ inside: [{ name: 'api.ipify.org', address: '192.168.1.1' }] }) },
    ['dnsHijacked'],
  ],
  [
    'a source that noticed it itself',
    { last: { ipv4: unavailable('noAnswer', silence('a', 'hijacked')) } },
    ['dnsHijacked'],
  ],
  [
    'a question that came from elsewhere, though the router has one way out',
    { surroundings: around(told(homeV4.text)), measured: measured({ asked: thirdV4 }) },
    ['dnsHijacked'],
  ],
  [
    'answers that contradict each other',
    { last: { ipv4: disagree(homeV4, vpn), ipv6: known(homeV6) } },
    ['disagree ipv4'],
  ],
  [
    'no connection',
    { offline: true, last: { ipv4: unavailable('offline', silence('a', 'offline')) } },
    ['offline'],
  ],
  [
    'a network that nobody approved',
    { elsewhere: true, last: { ipv4: disagree(homeV4, vpn) } },
    ['elsewhere'],
  ],
];

/** One source is asked at a time while nothing changes: what they say one after the other counts. */
const steady: readonly (readonly [string, Partial<VerdictFacts>, readonly string[]])[] = [
  [
    'web pages one after the other',
    { last: { ipv4: byStun(silence('a', 'captive')) }, memories: inRow },
    ['captivePortal'],
  ],
  ['one web page', { last: { ipv4: byStun(silence('a', 'captive')) }, memories: alone }, []],
  [
    'certificates one after the other',
    { last: { ipv4: byStun(expired('a')) }, memories: inRow },
    ['clockWrong'],
  ],
  ['one certificate', { last: { ipv4: byStun(expired('a')) }, memories: alone }, []],
  [
    'Cloudflare’s own addresses one after the other',
    { last: { ipv4: byStun(edge) }, memories: inRow },
    ['tunnel ipv4'],
  ],
  ['one of Cloudflare’s own', { last: { ipv4: byStun(edge) }, memories: alone }, []],
  [
    'name servers that others contradict',
    {
      memories: {
        'ipv4/dns-google': { asked: 1, failures: 0, lies: 1 },
        'ipv4/dns-opendns': { asked: 2, failures: 0, lies: 2 },
      },
    },
    ['dnsHijacked'],
  ],
  [
    'one name server that others contradict',
    { memories: { 'ipv4/dns-google': { asked: 1, failures: 0, lies: 1 } } },
    [],
  ],
  [
    'a router that lies about a confirmed address',
    { surroundings: around(told(vpn.text)), last: { ipv4: byStun() } },
    ['otherExit ipv4'],
  ],
  [
    'a router whom only STUN contradicts',
    {
      surroundings: around(told(vpn.text)),
      last: { ipv4: { kind: 'disagree', voices: voicesOf(byStun()), silent: [] } },
    },
    ['disagree ipv4'],
  ],
  [
    'an interface with a shared address',
    {
      last: {
        ipv4: unavailable(
          'noAnswer',
          silence('interface:eth1', 'notGlobal', '100.64.9.9 is a shared address'),
        ),
      },
    },
    ['carrierGradeNat ipv4'],
  ],
  [
    'an interface with a private address',
    {
      last: {
        ipv4: unavailable(
          'noAnswer',
          silence('interface:eth1', 'notGlobal', '10.0.0.9 is private'),
        ),
      },
    },
    [],
  ],
];

it('knows by their ids which sources ask a web page', () => {
  const wrong = builtInSources.filter(
    ({ id, transport }) => isWeb(id) !== (transport === 'https' || transport === 'http'),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  const own = [
    sourceFor({ kind: 'url', url: 'https://ip.example.net/' }),
    sourceFor({ kind: 'interface', name: 'eth1' }),
    sourceFor({ kind: 'command', command: 'true' }),
  ];
  expect(own.map(({ id }) => isWeb(id))).toEqual([true, false, false]);
});

describe('in the steady state, a verdict', () => {
  it.each(steady)('for %s', (_, given, expected) => {
    expect(kindsOf(given)).toEqual(expected);
  });
});

describe('a verdict', () => {
  it.each(table)('for %s', (_, given, expected) => {
    expect(kindsOf(given)).toEqual(expected);
  });

  it('names what was seen, in both languages', () => {
    const [found] = verdictsOf(facts({ surroundings: around(told('100.64.3.4')) }));
    expect(found?.evidence[0]).toMatchObject({
      en: expect.stringContaining('100.64.3.4'),
      'zh-CN': expect.stringContaining('100.64.3.4'),
    });
  });

  it('names a router that denies its address, and who was heard all the same', () => {
    const [found] = verdictsOf(facts({ surroundings: around(down) }));
    for (const language of ['en', 'zh-CN'] as const) {
      const text = found?.evidence.map((one) => detailText(one, language)).join(' ');
      for (const part of ['192.168.1.1', 'NAT-PMP', homeV4.text]) expect(text).toContain(part);
    }
  });

  it('comes for each family apart', () => {
    const egress = { ipv4: 'wg0', ipv6: 'wg0' };
    const last = { ipv4: unavailable('tunnel'), ipv6: unavailable('tunnel') };
    const surroundings = around({ kind: 'none' }, egress);
    expect(kindsOf({ surroundings, last })).toEqual(['tunnel ipv4', 'tunnel ipv6']);
  });
});

/** What looks like one of them and is none. */
const innocent: readonly (readonly [string, Partial<VerdictFacts>])[] = [
  ['all well', {}],
  ['nothing known yet', { last: {}, surroundings: undefined, wanted: [] }],
  ['a router that tells the public address', { surroundings: around(told(homeV4.text)) }],
  [
    'a router whose link is down',
    {
      surroundings: around(down),
      last: { ipv4: unavailable('noAnswer', silence('a', 'timeout')) },
    },
  ],
  [
    'a router whose link went down since the sources were asked',
    { surroundings: around(down), besideGateway: false },
  ],
  [
    'a router whose link went down while this computer still has the address',
    { surroundings: around(down), last: { ipv4: { ...known(homeV4), by: 'local' } } },
  ],
  [
    'a router without an address where the user’s own command tells one',
    { surroundings: around(down), last: { ipv4: { ...known(homeV4), by: 'own', voices: byOwn } } },
  ],
  [
    'one service alone that sees another address than the router',
    {
      surroundings: around(told(homeV4.text)),
      last: { ipv4: { ...known(homeV4), voices: voices(homeV4, vpn) } },
    },
  ],
  [
    'a tunnel whose address the user wants',
    {
      tunnelsAreFine: true,
      surroundings: around(told(homeV4.text), { ipv4: 'wg0' }),
      last: { ipv4: known(vpn) },
    },
  ],
  [
    'a tunnel that leaves the sources out',
    {
      surroundings: around({ kind: 'none' }, { ipv4: 'wg0' }),
      last: { ipv4: known(homeV4, 'steady') },
    },
  ],
  [
    'a tunnel whose address the user wants, while the sources are silent',
    {
      tunnelsAreFine: true,
      surroundings: around({ kind: 'none' }, { ipv4: 'wg0' }),
      last: { ipv4: unavailable('noAnswer') },
    },
  ],
  [
    'sources that contradict each other as well as the router',
    {
      surroundings: around(told(thirdV4.text)),
      last: { ipv4: { ...known(homeV4), voices: voices(homeV4, vpn, homeV4) } },
    },
  ],
  [
    'two clocks that most others contradict',
    {
      measured: measured({
        skews: [
          { host: 'a', skew: minutes(60) },
          { host: 'b', skew: minutes(60) },
          { host: 'c', skew: 0 },
          { host: 'd', skew: 0 },
          { host: 'e', skew: 0 },
        ],
      }),
    },
  ],
  [
    'two name servers that nobody contradicts',
    {
      memories: {
        'ipv4/dns-google': { asked: 1, failures: 0, lies: 0 },
        'ipv4/dns-opendns': { asked: 2, failures: 0, lies: 0 },
      },
    },
  ],
  ['a dial-up line', { surroundings: around({ kind: 'none' }, { ipv4: 'ppp0' }) }],
  ['one service behind Cloudflare', { last: { ipv4: { ...known(homeV4), silent: [edge] } } }],
  [
    'one service that moved while others answer',
    {
      last: {
        ipv4: { ...known(homeV4), silent: [silence('a', 'captive'), silence('b', 'captive')] },
      },
    },
  ],
  [
    'one service that moved while others are down',
    { last: { ipv4: unavailable('noAnswer', silence('a', 'captive'), silence('b', 'status')) } },
  ],
  [
    'one certificate that is over',
    { last: { ipv4: unavailable('noAnswer', expired('a'), silence('b', 'status')) } },
  ],
  [
    'certificates that are over beside honest ones',
    { last: { ipv4: { ...known(homeV4), silent: [expired('a'), expired('b')] } } },
  ],
  [
    'the same expired service for both families',
    {
      last: {
        ipv4: unavailable('noAnswer', expired('a')),
        ipv6: unavailable('noAnswer', expired('a')),
      },
    },
  ],
  [
    'one clock that is off',
    {
      measured: measured({
        skews: [
          { host: 'a', skew: minutes(60) },
          { host: 'b', skew: 0 },
          { host: 'c', skew: 0 },
        ],
      }),
    },
  ],
  [
    'a clock that is off by a little',
    {
      measured: measured({
        skews: [
          { host: 'a', skew: minutes(4) },
          { host: 'b', skew: minutes(4) },
        ],
      }),
    },
  ],
  ['DNS that leaves by another line', { measured: measured({ asked: thirdV4 }) }],
  [
    'DNS that leaves as everything does',
    { surroundings: around(told(homeV4.text)), measured: measured({ asked: homeV4 }) },
  ],
  [
    'no IPv6 where nobody wants it',
    {
      wanted: ['ipv4'],
      last: { ipv4: known(homeV4), ipv6: unavailable('offline', silence('a', 'offline')) },
      surroundings: around({ kind: 'none' }, { ipv4: 'eth0' }),
    },
  ],
  [
    'IPv6 services that are down',
    {
      last: {
        ipv4: known(homeV4),
        ipv6: unavailable('offline', silence('a', 'timeout'), silence('b', 'network')),
      },
    },
  ],
  [
    'the word of a router that was not heard again',
    {
      surroundings: { ...around(told(thirdV4.text)), stale: true },
      last: { ipv4: known(vpn) },
    },
  ],
  ['a single voice', { last: { ipv4: unavailable('single') } }],
];

describe('no false alarm', () => {
  it.each(innocent)('for %s', (_, given) => {
    expect(kindsOf(given)).toEqual([]);
  });
});

describe('the facts of a state', () => {
  it.each([
    ['in the same check', { at: 7 }, {}, true],
    ['in the check before', { at: 6 }, {}, false],
    ['after its last word', { at: 7, stale: true } as const, {}, false],
    ['through a VPN', { at: 7, egress: { ipv4: 'wg0' } }, {}, false],
    ['through another adapter', { at: 7 }, { bind: 'eth1' }, false],
    ['through that very adapter', { at: 7 }, { bind: 'eth0' }, true],
  ])('know of sources that were heard %s as the gateway', (_, seen, rule, expected) => {
    const surroundings = { ...around(down), ...seen };
    const ipv4 = { turn: 0, last: known(homeV4), address: homeV4, seen: 7 };
    const families = { ipv4, ipv6: { turn: 0 } };
    const networks = { approved: [], ignore: [], tunnels: false, ...rule };
    const settings = settingsOf([], [], { networks });
    const { besideGateway } = factsOf({ ...emptyState, families, surroundings }, settings);
    expect(besideGateway).toBe(expected);
  });

  const state: AppState = {
    ...emptyState,
    families: { ipv4: { turn: 0, last: known(homeV4) }, ipv6: { turn: 0 } },
    offlineSince: 7,
  };

  it('want what the settings insist on', () => {
    const records = [record('a.example.com'), record('a.example.com', 'AAAA', { implied: true })];
    expect(factsOf(state, settingsOf(records)).wanted).toEqual(['ipv4']);
    expect(factsOf(state, settingsOf(records)).offline).toBe(true);
  });

  it('want what was published once, where there are no settings to look at', () => {
    const published = { address: homeV6, at: 1 };
    const records = {
      'home/a.example.com/AAAA': { failures: 0, published },
      'home/b.example.com/A': { failures: 1 },
    };
    expect(factsOf({ ...state, records }, undefined).wanted).toEqual(['ipv6']);
  });

  it.each([
    [{ tunnels: true, bind: undefined }, true],
    [{ tunnels: false, bind: 'eth1' }, true],
    [{ tunnels: false, bind: undefined }, false],
  ])('know whether tunnels are fine: %o', (rules, expected) => {
    const networks = { approved: [], ignore: [], ...rules };
    expect(factsOf(state, settingsOf([], [], { networks })).tunnelsAreFine).toBe(expected);
  });
});
