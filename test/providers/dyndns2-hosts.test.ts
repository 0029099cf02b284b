import { describe, expect, it } from 'vitest';
import { capabilitiesOf, type Provider } from '../../electron/core/provider.ts';
import { dyn } from '../../electron/providers/dyn.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { dynu } from '../../electron/providers/dynu.ts';
import { he } from '../../electron/providers/he.ts';
import { noip } from '../../electron/providers/noip.ts';
import { ovhDynhost } from '../../electron/providers/ovh-dynhost.ts';
import { type HostErrorRow, type HostWorld, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { type Dyndns2Options, dyndns2Emulator, words } from '../support/dyndns2-emulator.ts';

const username = 'me@example.com';
const password = 'k3y+*(é)!/&"<=';
const minute = 60_000;

interface Host {
  readonly provider: Provider;
  readonly preset: string;
  readonly server: string;
  readonly options: Dyndns2Options;
  readonly account: Readonly<Record<string, string>>;
  readonly keyPerHost?: boolean;
  readonly trouble?: number;
  readonly omitted: 'kept' | 'lost';
}

const both = { username, password };

const hosts: readonly Host[] = [
  {
    provider: noip,
    preset: 'noip',
    server: 'dynupdate.no-ip.com',
    options: { ipv6Parameter: 'myipv6' },
    account: both,
    omitted: 'kept',
  },
  {
    provider: dyn,
    preset: 'dyn',
    server: 'members.dyndns.org',
    options: { path: '/v3/update', omitted: 'deleted' },
    account: both,
    omitted: 'lost',
  },
  {
    provider: dynu,
    preset: 'dynu',
    server: 'api.dynu.com',
    options: { ipv6Parameter: 'myipv6', keepWord: 'no', mostAddresses: 1, mostNames: 1 },
    account: both,
    trouble: 10,
    omitted: 'kept',
  },
  {
    provider: he,
    preset: 'he',
    server: 'dyn.dns.he.net',
    options: { form: 'password', mostAddresses: 1, mostNames: 1 },
    account: { password },
    keyPerHost: true,
    omitted: 'kept',
  },
  {
    provider: ovhDynhost,
    preset: 'ovh',
    server: 'dns.eu.ovhapis.com',
    options: { fixed: { system: 'dyndns' }, mostAddresses: 1, mostNames: 1 },
    account: both,
    omitted: 'kept',
  },
];

function makeWorld(host: Host, provider = host.provider, account = host.account): HostWorld {
  const emulator = dyndns2Emulator({ ...host.options, username, password });
  return hostWorld({
    provider,
    account,
    secrets: [password, Buffer.from(`${username}:${password}`).toString('base64')],
    hosts: emulator.hosts,
    refuse: (name) => void emulator.verdicts.set(name, 'nohost'),
    emulators: { [host.server]: emulator },
    refusals: {
      credential: words(401, 'badauth'),
      secretEchoed: words(400, `what is ${password}?`),
    },
  });
}

function errorsOf({ keyPerHost, trouble = 30 }: Host): readonly HostErrorRow[] {
  const pause = { retryAfter: trouble * minute };
  const row = (word: string, kind: HostErrorRow['kind'], more: Partial<HostErrorRow> = {}) => ({
    title: word,
    reply: words(200, `${word}\r\n`),
    kind,
    ...more,
  });
  return [
    row('badauth', 'auth', { scope: keyPerHost ? 'record' : 'account' }),
    row('!donator', 'plan', { scope: 'account' }),
    row('notfqdn', 'hostNotFound'),
    row('nohost', 'hostNotFound'),
    row('numhost', 'hostNotFound'),
    row('abuse', 'blocked', { scope: 'account' }),
    row('badagent', 'blocked', { scope: 'account' }),
    row('good 127.0.0.1', 'blocked', { scope: 'account' }),
    row('interval', 'rateLimited', { retryAfter: 15 * minute }),
    row('dnserr', 'server', pause),
    row('911', 'server', { scope: 'account', ...pause }),
  ];
}

for (const host of hosts) {
  describeHostConformance(host.provider.name.en, {
    makeWorld: () => makeWorld(host),
    names: ['home.example.com', 'two.example.com', 'three.example.com'],
    special: ['example.com', '*.example.com', 'xn--hm-via.example.com'],
    omitted: host.omitted,
    evidence: 'accepted',
    unchanged: 'alreadyRight',
    naming: (address) => words(200, `good ${address}`),
    firstHalfTells: true,
    ...(host.keyPerHost ? { keyPerHost: true } : {}),
    errors: errorsOf(host),
  });
}

describe.each(hosts)('$provider.name.en', (host) => {
  const { provider, preset, account } = host;
  const changes = [
    change('home.example.com', '81.2.69.142'),
    change('home.example.com', '2a02:8071:1:2::7'),
  ];

  it('sends what its preset sends', async () => {
    const sent = await Promise.all(
      [makeWorld(host), makeWorld(host, dyndns2, { preset, ...account })].map(async (world) => {
        world.addHost('home.example.com');
        const outcomes = await world.provider.apply(changes, world.account, world.context());
        expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
        expect(world.violations()).toEqual([]);
        return world.urls().map(String);
      }),
    );
    expect(sent[0]).toEqual(sent[1]);
  });

  it('can do what its preset can do', () => {
    const fields = dyndns2.account.parse({ preset, ...account });
    expect(provider.capabilities).toEqual(capabilitiesOf(dyndns2, fields));
    expect(provider.capabilities.repeatsArePunished).toBe(true);
  });

  it('wants just its own fields', () => {
    const problems = (fields: object) =>
      provider.account.safeParse(fields).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(problems(account)).toEqual([]);
    expect(problems({})).toEqual(Object.keys(account));
    expect(problems({ ...account, password: '' })).toEqual(['password']);
    expect(problems({ ...account, server: 'x.example' })).toEqual(['']);
    if ('username' in account) {
      expect(problems({ ...account, username: 'a:b' })).toEqual(['username']);
    } else expect(problems({ ...account, username })).toEqual(['']);
  });
});
