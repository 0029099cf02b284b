import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../electron/core/provider.ts';
import { freedns } from '../../electron/providers/freedns.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { freednsEmulator, freednsSays, unknownToken } from '../support/freedns-emulator.ts';

const token = 'CyTXMbtq5cPnLjEg5vKHTPDE';
const tokenIpv6 = 'Zz2svWMV7oCKaG5k8MCqtRybY';
const host = 'home.mooo.com';
const v4 = '81.2.69.142';
const old4 = '89.160.20.112';
const v6 = '2a02:8071:1:2::7';

function makeWorld(account: Record<string, string> = { host, token, tokenIpv6 }): HostWorld {
  const store = hostStore();
  const tokens = {
    [token]: { host, family: 'ipv4' },
    [tokenIpv6]: { host, family: 'ipv6' },
  } as const;
  return hostWorld({
    provider: freedns,
    account,
    secrets: [token, tokenIpv6],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: {
      'sync.afraid.org': freednsEmulator(store, tokens),
      'v6.sync.afraid.org': freednsEmulator(store, tokens),
    },
    refusals: { credential: unknownToken, secretEchoed: freednsSays(`ERROR: what is ${token}?`) },
  });
}

describeHostConformance('FreeDNS', {
  makeWorld,
  names: [host],
  special: [],
  foreign: ['two.mooo.com', 'mooo.com', '*.home.mooo.com'],
  omitted: 'kept',
  evidence: 'provider',
  unchanged: 'alreadyRight',
  naming: (address) => freednsSays(`Updated ${host} from 127.0.0.1 to ${address}`),
  keyPerHost: true,
  errors: [
    { title: '404', reply: unknownToken, kind: 'auth' },
    {
      title: 'Unable to locate this record',
      reply: freednsSays('ERROR: Unable to locate this record (changed password recently?)'),
      kind: 'auth',
    },
    {
      title: 'Invalid update URL',
      reply: freednsSays('ERROR: Invalid update URL (2)'),
      kind: 'auth',
    },
    {
      title: 'no matching record',
      reply: freednsSays("Couldn't find any matching DNS records via this update token"),
      kind: 'auth',
    },
    {
      title: 'missing S/no such host',
      reply: freednsSays('ERROR: missing S/no such host'),
      kind: 'hostNotFound',
    },
    { title: 'another ERROR', reply: freednsSays('ERROR: out of paper'), kind: 'unknown' },
  ],
});

async function answered(body: string, to = v4) {
  const world = makeWorld();
  world.answer(freednsSays(body));
  const [outcome] = await freedns.apply([change(host, to)], world.account, world.context());
  return outcome;
}

describe('FreeDNS', () => {
  it('is asked on the server and with the token of the family', async () => {
    const world = makeWorld();
    world.addHost(host);
    const changes = [change(host, v4), change(host, v6)];
    await freedns.apply(changes, world.account, world.context());
    expect(world.urls().map(String)).toEqual([
      `https://sync.afraid.org/u/${token}/?address=${v4}`,
      `https://v6.sync.afraid.org/u/${tokenIpv6}/?address=2a02%3A8071%3A1%3A2%3A%3A7`,
    ]);
  });

  it.each([
    [{ host, token }, ['ipv4']],
    [{ host, tokenIpv6 }, ['ipv6']],
    [{ host, token, tokenIpv6 }, ['ipv4', 'ipv6']],
  ])(
    'has the families of its tokens, and sends no address to the token of the other',
    async (fields, families) => {
      const world = makeWorld(fields);
      world.addHost(host, { ipv4: old4 });
      expect(capabilitiesOf(freedns, world.account).families).toEqual(families);
      const changes = [change(host, v4), change(host, v6)];
      const outcomes = await freedns.apply(changes, world.account, world.context());
      const wanted = ['ipv4', 'ipv6'].map((family) =>
        families.includes(family) ? 'updated' : 'invalid',
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(wanted);
      expect(world.requests()).toBe(families.length);
    },
  );

  it('tells where the token was that of the record of the other type, which is gone by that', async () => {
    const world = makeWorld({ host, token: tokenIpv6 });
    world.addHost(host, { ipv6: v6 });
    const [outcome] = await freedns.apply([change(host, v4)], world.account, world.context());
    expect(outcome).toMatchObject({
      kind: 'conflict',
      detail: saying('A record of home.mooo.com'),
    });
    expect(world.held(host)).toEqual({ ipv4: v4 });
  });

  it('tells where the token was that of another host', async () => {
    const outcome = await answered(`Updated other.mooo.com from ${old4} to ${v4}`);
    expect(outcome).toMatchObject({ kind: 'mismatch', detail: saying('other.mooo.com') });
  });

  it.each([
    [`Updated ${host} from ${old4} to ${v4} in 0.032 seconds`, v4, 'updated'],
    [`updated HOME.Mooo.com from ${old4} to ${v4}\r\n`, v4, 'updated'],
    [`No IP change detected for ${host} with IP ${v4}, skipping update`, v4, 'alreadyRight'],
    [`Updated ${host} from 2a02:8071::1 to 2A02:8071:0001:0002:0:0:0:7`, v6, 'updated'],
  ])('understands %j', async (body, to, kind) => {
    expect(await answered(body, to)).toEqual({ kind, evidence: 'provider' });
  });

  it.each([
    [{ token }, 'host'],
    [{ host: 'home', token }, 'host'],
    [{ host }, 'token'],
    [{ host, token: '' }, 'token'],
    [{ host, token: 'https://sync.afraid.org/u/abc/' }, 'token'],
    [{ host, token: '../../x' }, 'token'],
  ])('has no account %j', (fields, field) => {
    const { error } = freedns.account.safeParse(fields);
    expect(new Set(error?.issues.map(({ path }) => path.join('.')))).toEqual(new Set([field]));
  });
});
