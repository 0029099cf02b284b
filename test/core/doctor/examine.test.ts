import { describe, expect, it } from 'vitest';
import type { Address } from '../../../electron/core/address.ts';
import type { Step, StepName } from '../../../electron/core/doctor/step.ts';
import { failure } from '../../../electron/core/outcome.ts';
import { NetError } from '../../../electron/core/ports.ts';
import { SourceFailure } from '../../../electron/core/source.ts';
import { type AppState, emptyState } from '../../../electron/core/state.ts';
import { addr } from '../../support/address.ts';
import {
  account,
  fakeProvider,
  homeV4,
  nextV4,
  punishing,
  reading,
  record,
  settingsOf,
  thirdV4,
} from '../../support/core-world-parts.ts';
import { gist, type Home, home, mirror, stepOf, webSource, www } from './doctor-world.ts';

const minute = 60_000;
const router = '192.168.1.1';
const told = (address: string): Home => ({
  word: { kind: 'address', protocol: 'natPmp', gateway: router, address: addr(address) },
});
const saying = (...says: readonly Parameters<typeof webSource>[1][]) => ({
  sources: ['alpha', 'beta', 'gamma'].map((id, at) => webSource(id, says[at] ?? says[0])),
});
const late = (ms: number) => () => ({
  headers: { date: new Date(Date.UTC(2026, 10, 22, 12) + ms).toUTCString() },
});
const published = (address = homeV4): AppState => ({
  ...emptyState,
  families: { ipv4: { turn: 0, address }, ipv6: { turn: 0 } },
});
const written = (address: Address): AppState => ({
  ...published(address),
  records: { [www.id]: { failures: 0, published: { address, at: 1 } } },
});
const rules = { approved: [], ignore: [], tunnels: false };
const down = { kind: 'down', protocol: 'igd', gateway: router } as const;
/** A second line, by which the sources are asked. */
const byOther: Home = {
  settings: settingsOf([www], undefined, { networks: { ...rules, bind: 'eth1' } }),
  addresses: ['eth0', 'eth1'].map((name, at) => ({
    interface: name,
    address: `192.168.${at + 1}.20`,
    internal: false,
  })),
};
const provider = (more: object): Home => ({
  provider: { ...fakeProvider('reading', reading), ...more },
});

const expired = new SourceFailure('tls', 'its certificate was refused (CERT_HAS_EXPIRED)');
const off = { ipv4: 'off', ipv6: 'off' } as const;
const onlyOne = {
  settings: settingsOf([www], undefined, {
    sources: { ipv4: [{ kind: 'builtIn', id: 'alpha' }], ipv6: 'off' },
  }),
};

const table: readonly (readonly [StepName, string, Home])[] = [
  ['link', 'good linkGood', {}],
  ['link', 'warn linkTunnel', { egress: { address: '10.8.0.2', interface: 'wg0' } }],
  ['link', 'bad linkNoRoute', { egress: undefined }],
  ['link', 'bad linkNone', { egress: undefined, addresses: [] }],
  [
    'link',
    'bad linkUnbound',
    { settings: settingsOf([www], undefined, { networks: { ...rules, bind: 'wlan9' } }) },
  ],
  [
    'link',
    'info linkElsewhere',
    { settings: settingsOf([www], undefined, { networks: { ...rules, approved: ['Home'] } }) },
  ],
  ['gateway', 'info gatewaySilent', {}],
  ['gateway', 'info gatewayNone', { word: { kind: 'none' } }],
  ['gateway', 'warn gatewayHidden', { word: down }],
  ['gateway', 'warn gatewayDown', { ...saying('offline'), word: down }],
  ['gateway', 'warn gatewayDown', { word: down, ...byOther }],
  ['gateway', 'good gatewayGood', told(homeV4.text)],
  ['gateway', 'warn gatewayShared', told('100.64.9.9')],
  ['gateway', 'warn gatewayPrivate', told('192.168.178.20')],
  ['gateway', 'warn gatewayOdd', told('0.0.0.0')],
  ['gateway', 'warn gatewayDiffers', { ...told(thirdV4.text), ...saying(nextV4) }],
  ['address', 'good addressKnown', {}],
  ['address', 'info addressChanged', { state: published(nextV4) }],
  ['address', 'bad addressDisagree', { ...told(thirdV4.text), ...saying(nextV4) }],
  ['address', 'warn addressSingle', saying(homeV4, 'status', 'status')],
  ['address', 'warn addressSingle', { ...saying(homeV4, 'status', 'status'), state: published() }],
  ['address', 'bad addressSilent', saying('status')],
  ['address', 'info addressOff', { settings: settingsOf([], [], { sources: off }) }],
  ['address', 'bad addressOffline', saying('offline')],
  ['address', 'warn addressTunnel', { egress: { address: '10.8.0.2', interface: 'wg0' } }],
  ['clock', 'good clockGood', {}],
  ['clock', 'bad clockOff', { web: late(60 * minute) }],
  ['clock', 'unknown clockUnknown', { web: () => ({ headers: {} }) }],
  ['clock', 'info clockPerhaps', { web: late(60 * minute), ...onlyOne }],
  ['clock', 'warn clockCertificates', { web: () => ({ headers: {} }), ...saying(expired) }],
  ['dns', 'good dnsGood', {}],
  ['dns', 'warn dnsInside', { resolves: '192.168.1.1' }],
  [
    'dns',
    'info dnsOther',
    { servers: { '208.67.222.222:53': mirror('myip.opendns.com', '9.9.9.9') } },
  ],
  ['dns', 'bad dnsFails', { resolves: undefined, web: () => 'notFound' }],
  ['account', 'good accountZones', {}],
  ['account', 'good accountWorks', provider({ read: async () => [{ values: [], ttl: 60 }] })],
  ['account', 'warn accountEmpty', provider({ zones: async () => [] })],
  ['account', 'info accountUntestable', provider({})],
  ['account', 'bad auth', provider({ zones: async () => failure('auth', 'no such token') })],
  [
    'account',
    'bad accountLocked',
    { settings: settingsOf([www], [account('home', { locked: ['token'] })]) },
  ],
  ['record', 'good recordMatches', {}],
  ['record', 'info recordProxied', { verify: 'proxied' }],
  ['record', 'warn recordDiffers', { verify: 'differs', state: written(homeV4) }],
  ['record', 'warn recordBehind', { verify: 'differs', state: written(nextV4) }],
  ['record', 'warn recordBehind', { verify: 'differs' }],
  ['record', 'bad recordMissing', { verify: 'missing' }],
  ['record', 'bad recordAlias', { verify: 'alias' }],
  ['record', 'unknown recordUnknown', { verify: 'unknown' }],
  ['record', 'unknown recordNoAddress', saying('status')],
  [
    'record',
    'info recordNoAddress',
    {
      ...saying('status'),
      settings: settingsOf([record('www.example.com', 'A', { implied: true })]),
    },
  ],
  ['record', 'info recordNone', { settings: settingsOf([]) }],
  ['record', 'unknown fault', { verify: new TypeError('a fault') }],
];

describe('each step', () => {
  it.each(table)('%s: %s', async (name, expected, parts) => {
    const { steps } = await home(parts).examination;
    expect(gist(stepOf(steps, name))).toBe(expected);
  });
});

it.each([
  ['everywhere', rules],
  ['in a network that is not approved', { ...rules, approved: ['Office'] }],
])('shows what the rules may name this network by, %s', async (_, networks) => {
  const identity = { gateway: '00:11:22:33:44:55', profiles: ['Home'] };
  const settings = settingsOf([www], undefined, { networks });
  const { steps } = await home({ settings, identity }).examination;
  const seen = JSON.stringify(stepOf(steps, 'link').evidence);
  expect(seen).toContain('00:11:22:33:44:55');
  expect(seen).toContain('“Home”');
});

describe('an examination', () => {
  it('goes along the whole chain in order, and writes nothing', async () => {
    const fake = { ...fakeProvider('reading', reading), zones: async () => ['example.com'] };
    const { steps, verdicts, offline } = await home({ provider: fake }).examination;
    const names = steps.map(({ step }) => step);
    expect(names).toEqual(['link', 'gateway', 'address', 'clock', 'dns', 'account', 'record']);
    expect(steps.every(({ state }) => state === 'good' || state === 'info')).toBe(true);
    expect([verdicts, offline, fake.calls]).toEqual([[], false, []]);
  });

  it('tells of the steps while others are under way', async () => {
    const told: string[][] = [];
    const onSteps = (steps: readonly Step[]) => void told.push(steps.map(({ step }) => step));
    const { steps } = await home({ options: { onSteps } }).examination;
    expect(told[0]).toEqual(['link']);
    expect(told.at(-1)).toEqual(steps.map(({ step }) => step));
    expect(told.length).toBeGreaterThan(3);
  });

  it('skips what is pointless without a connection, and still looks at the names', async () => {
    const options = { reach: { kind: 'port', port: 443 } } as const;
    const found = await home({ ...saying('offline'), options }).examination;
    const of = (name: StepName) => gist(stepOf(found.steps, name));
    expect(['account', 'record', 'reach'].map((name) => of(name as StepName))).toEqual(
      Array.from({ length: 3 }, () => 'skipped skippedOffline'),
    );
    expect(of('dns')).toBe('good dnsGood');
    expect([found.offline, found.verdicts.map(({ kind }) => kind)]).toEqual([true, ['offline']]);
  });

  it('sends nothing at all without a network', async () => {
    const world = home({ egress: undefined, addresses: [] });
    const { steps, offline } = await world.examination;
    expect(offline).toBe(true);
    expect(steps.slice(1).every(({ state }) => state === 'skipped')).toBe(true);
    expect([world.requests, world.dns.exchanges]).toEqual([[], []]);
  });

  it('asks nobody in a network that the user did not approve', async () => {
    const settings = settingsOf([www], undefined, { networks: { ...rules, approved: ['Home'] } });
    const world = home({ settings, identity: { profiles: ['Café'] } });
    const { steps, verdicts } = await world.examination;
    expect(steps.slice(1).every((one) => gist(one) === 'skipped skippedElsewhere')).toBe(true);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['elsewhere']);
    expect([world.requests, world.dns.exchanges]).toEqual([[], []]);
  });

  it('leaves the services alone before the sign-in of a network', async () => {
    const found = await home(saying('captive')).examination;
    expect(gist(stepOf(found.steps, 'account'))).toBe('skipped skippedCaptive');
    expect(found.verdicts.map(({ kind }) => kind)).toEqual(['captivePortal']);
  });

  it('takes it for how things are that a network has one family only', async () => {
    const settings = settingsOf([www, record('www.example.com', 'AAAA')]);
    const { steps, verdicts } = await home({ settings }).examination;
    expect(gist(stepOf(steps, 'address', 'IPv6'))).toBe('info addressAbsent');
    expect(verdicts.map(({ kind }) => kind)).toEqual(['noIpv6']);
  });

  it('asks no source that wants to be left alone', async () => {
    const resting = { asked: 1, failures: 1, lies: 0, restUntil: Date.UTC(2026, 10, 22, 13) };
    const sources = ['alpha', 'beta', 'gamma'].map((id) => webSource(id));
    const state = { ...emptyState, sources: { 'ipv4/alpha': resting } };
    await home({ state, sources }).examination;
    expect(sources.map(({ asked }) => asked.length)).toEqual([0, 1, 1]);
  });

  it('asks those that rest for another reason where nobody else is left', async () => {
    const resting = { asked: 1, failures: 1, lies: 0, restUntil: Date.UTC(2026, 10, 22, 13) };
    const sources = ['alpha', 'beta'].map((id) => webSource(id));
    const state = { ...emptyState, sources: { 'ipv4/alpha': resting, 'ipv4/beta': resting } };
    const { steps } = await home({ state, sources }).examination;
    expect(gist(stepOf(steps, 'address'))).toBe('good addressKnown');
  });

  it.each([
    ['eth1', 'info addressChanged'],
    ['wg0', 'bad addressOffline'],
  ])('believes nothing new that left by another adapter than the user’s: %s', async (...of) => {
    const [taken, expected] = of;
    const world = home({ ...byOther, taken, state: published(homeV4), ...saying(nextV4) });
    const { steps } = await world.examination;
    expect(gist(stepOf(steps, 'address'))).toBe(expected);
  });

  it('gives the verdict that explains what it saw', async () => {
    const kinds = async (parts: Home) =>
      (await home(parts).examination).verdicts.map(({ kind }) => kind);
    expect(await kinds(told('100.64.9.9'))).toEqual(['carrierGradeNat']);
    expect(await kinds({ word: down })).toEqual(['noPublicAddress']);
    expect(await kinds({ ...told(thirdV4.text), ...saying(nextV4) })).toEqual(['otherExit']);
    expect(await kinds({ egress: { address: '10.8.0.2', interface: 'wg0' } })).toEqual(['tunnel']);
    expect(await kinds({ web: late(60 * minute) })).toEqual(['clockWrong']);
    expect(await kinds({ resolves: '10.0.0.1' })).toEqual(['dnsHijacked']);
  });

  it('asks a router again whose line has come up meanwhile', async () => {
    const up = { ...down, kind: 'address', address: homeV4 } as const;
    const { steps, verdicts } = await home({ word: [down, up] }).examination;
    expect(gist(stepOf(steps, 'gateway'))).toBe('good gatewayGood');
    expect(verdicts).toEqual([]);
  });

  it('takes an answer from where no name server is for somebody on the way', async () => {
    const server = mirror('alpha.example.net', '9.9.9.9');
    const box = { '192.0.2.53:53': server, '198.51.100.53:53': server };
    const { steps, verdicts } = await home({ servers: box }).examination;
    expect(gist(stepOf(steps, 'dns'))).toBe('warn dnsInside');
    expect(verdicts.map(({ kind }) => kind)).toEqual(['dnsHijacked']);
    const one = await home({ servers: { '192.0.2.53:53': server } }).examination;
    expect(gist(stepOf(one.steps, 'dns'))).toBe('good dnsGood');
  });

  it('believes a confirmed address although the router has another', async () => {
    const parts = { ...told(thirdV4.text), ...saying(nextV4), state: published(nextV4) };
    const { steps } = await home(parts).examination;
    expect(gist(stepOf(steps, 'address'))).toBe('good addressKnown');
  });

  it('gives up what hangs, each step after its own time', async () => {
    const world = home({
      word: 'hangs',
      ...saying('hangs'),
      state: published(),
      provider: {
        ...fakeProvider('reading', reading),
        zones: () => new Promise<never>(() => undefined),
      },
    });
    let steps: readonly Step[] | undefined;
    void world.examination.then((found) => {
      steps = found.steps;
    });
    await world.clock.advance(30_000);
    expect(steps?.map(gist)).toContain('unknown late');
    expect(steps?.map(gist)).toContain('bad addressSilent');
    expect(steps?.map(gist)).toContain('bad network');
  });

  it('ends at once when it is cancelled', async () => {
    const world = home(saying('hangs'));
    const reason = new Error('nobody waits');
    world.control.abort(reason);
    await expect(world.examination).rejects.toBe(reason);
  });
});

describe('an account', () => {
  it('that punishes repetition is not touched', async () => {
    const punisher = { ...fakeProvider('reading', punishing) };
    const world = home({ provider: punisher });
    const { steps } = await world.examination;
    expect(gist(stepOf(steps, 'account'))).toBe('info accountUntestable');
    expect(punisher.calls).toEqual([]);
  });

  it.each([
    [{ stopped: { kind: 'blocked', detail: 'abuse', at: 1 } }, 'bad accountBlocked'],
    [{ nextTry: Date.UTC(2026, 10, 22, 13) }, 'skipped accountRests'],
  ] as const)('that wants to be left alone is: %o', async (more, expected) => {
    let asked = 0;
    const zones = async () => {
      asked += 1;
      return ['example.com'];
    };
    const known = { provider: 'reading', fingerprint: 'x', failures: 1, memory: {}, ...more };
    const state: AppState = { ...emptyState, accounts: { home: known } };
    const world = home({ ...provider({ zones }), state });
    const { steps } = await world.examination;
    expect([gist(stepOf(steps, 'account')), asked]).toEqual([expected, 0]);
  });

  it('that meets a fault of ours ends neither the others nor the rest', async () => {
    const world = home({
      settings: settingsOf(
        [www, record('b.example.com', 'A', { account: 'other' })],
        [account('home'), account('other')],
      ),
      ...provider({
        authoritative: () => {
          throw new TypeError('a fault');
        },
      }),
    });
    const { steps } = await world.examination;
    expect(gist(stepOf(steps, 'record'))).toBe('unknown fault');
    expect(gist(stepOf(steps, 'account', 'other'))).toBe('info accountUntestable');
    expect(world.lines.some(({ level }) => level === 'error')).toBe(true);
  });
});

describe('reaching a port', () => {
  const port = { reach: { kind: 'port', port: 8443 } } as const;
  const checker = { ...port, checker: 'https://check.example.org/{address}/{port}' };
  const page = { reach: { kind: 'page', url: 'http://home.example.org/' } } as const;
  const only =
    (host: string, said: ReturnType<NonNullable<Home['web']>>): Home['web'] =>
    ({ url }) =>
      new URL(url).hostname === host ? said : {};
  const silent: Home['web'] = ({ url }) => (url.startsWith('https:') ? {} : 'timeout');
  const own = homeV4.text;
  const judge = 'check.example.org';

  it.each([
    ['an answer', port, only(own, {}), 'info reachHere'],
    [
      'a service without HTTP',
      port,
      only(own, new NetError('other', own, 'HPE', true)),
      'info reachHere',
    ],
    ['a refusal', port, only(own, 'refused'), 'warn reachRefused'],
    ['silence', port, only(own, 'timeout'), 'unknown reachSilent'],
    ['a page', page, only('home.example.org', { status: 404 }), 'info reachHere'],
    ['a name that nobody knows', page, only('home.example.org', 'notFound'), 'bad reachNowhere'],
    ['a checker’s yes', checker, only(judge, { body: 'true\n' }), 'good reachProved'],
    [
      'a checker’s yes in JSON',
      checker,
      only(judge, { body: '{"reachable":true}' }),
      'good reachProved',
    ],
    ['a checker’s no', checker, only(judge, { body: '{"reachable":false}' }), 'bad reachDenied'],
    [
      'a checker’s word of another kind',
      checker,
      only(judge, { body: '{"reachable":"yes"}' }),
      'unknown reachUnchecked',
    ],
    [
      'a checker’s web page',
      checker,
      only(judge, { body: '<html>true</html>' }),
      'unknown reachUnchecked',
    ],
    [
      'a checker’s failure',
      checker,
      only(judge, { status: 500, body: 'true' }),
      'unknown reachUnchecked',
    ],
  ] as const)('%s', async (_, options, web, expected) => {
    const { steps } = await home({ options, web }).examination;
    expect(gist(stepOf(steps, 'reach'))).toBe(expected);
  });

  it.each([
    ['shared', told('100.64.9.9')],
    ['hidden', { word: down }],
  ])('says why nothing comes through a %s address', async (_, word) => {
    const parts = { ...word, options: port, web: only(own, 'timeout') };
    const { steps } = await home(parts).examination;
    expect(gist(stepOf(steps, 'reach'))).toBe('bad reachBlocked');
  });

  it.each([
    ['over IPv6', 'http://[2001:db8::1]/', 'unknown reachSilent'],
    ['over IPv4', 'http://203.0.114.9/', 'bad reachBlocked'],
    ['by a name', 'http://home.example.org/', 'bad reachBlocked'],
  ])('knows of a page %s whether a shared address matters', async (_, url, expected) => {
    const options = { reach: { kind: 'page', url } } as const;
    const { steps } = await home({ ...told('100.64.9.9'), options, web: silent }).examination;
    expect(gist(stepOf(steps, 'reach'))).toBe(expected);
  });

  it('waits for an answer no longer than it waits for the finding', async () => {
    const world = home({ options: checker });
    await world.examination;
    const [request] = world.requests.filter(({ url }) => new URL(url).hostname === judge);
    expect(request).toMatchObject({ publicOnly: true, proxy: 'never', family: 'ipv4' });
    const silence = home({ options: port, hangs: own });
    let reached: string | undefined;
    void silence.examination.then(({ steps }) => {
      reached = gist(stepOf(steps, 'reach'));
    });
    await silence.clock.advance(30_000);
    expect(reached).toBe('unknown reachSilent');
  });

  it('is skipped where there is no address to reach', async () => {
    const { steps } = await home({ ...saying('status'), options: port }).examination;
    expect(gist(stepOf(steps, 'reach'))).toBe('skipped skippedAddress');
  });

  it('tells the checker the address and the port, and is not tried unless asked for', async () => {
    const world = home({ options: checker });
    await world.examination;
    const urls = world.requests.map(({ url }) => url);
    expect(urls).toContain(`https://check.example.org/${own}/8443`);
    const { steps } = await home().examination;
    expect(steps.some(({ step }) => step === 'reach')).toBe(false);
  });
});
