import { describe, expect, it } from 'vitest';
import { duckdns } from '../../electron/providers/duckdns.ts';
import { addr } from '../support/address.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { duckdnsEmulator } from '../support/duckdns-emulator.ts';

const token = 'pa*ss(word)!&"<7';
const sentToken = 'pa%2Ass%28word%29%21%26%22%3C7';
const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';

const say = (body: string) => ({ status: 200, headers: { 'content-type': 'text/plain' }, body });

function makeWorld(): HostWorld {
  const store = hostStore();
  return hostWorld({
    provider: duckdns,
    account: { token },
    secrets: [token],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: { 'www.duckdns.org': duckdnsEmulator(store, token) },
    refusals: { credential: say('KO'), secretEchoed: say(`what is ${token}?`) },
  });
}

describeHostConformance('Duck DNS', {
  makeWorld,
  names: ['home.duckdns.org', 'two.duckdns.org', 'three.duckdns.org'],
  special: ['xn--hm-via.duckdns.org'],
  foreign: ['home.example.com', 'duckdns.org', 'notduckdns.org', 'home.notduckdns.org'],
  // Not documented, so the provider never lets a family be left out.
  omitted: 'lost',
  evidence: 'provider',
  unchanged: 'alreadyRight',
  naming: (address) => say(`OK\n${address}\n\nUPDATED`),
  keyPerHost: true,
  errors: [
    { title: 'KO', reply: say('KO'), kind: 'auth' },
    { title: 'KO with a line break', reply: say('KO\r\n'), kind: 'auth' },
  ],
});

async function answered(body: string) {
  const world = makeWorld();
  world.answer(say(body));
  const changes = [change('home.duckdns.org', v4), change('home.duckdns.org', v6)];
  return duckdns.apply(changes, world.account, world.context());
}

describe('Duck DNS', () => {
  it('is sent labels and both addresses in one request', async () => {
    const world = makeWorld();
    world.addHost('home.duckdns.org');
    const changes = [change('home.duckdns.org', v4), change('home.duckdns.org', v6)];
    const outcomes = await duckdns.apply(changes, world.account, world.context());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
    expect(world.urls().map(String)).toEqual([
      `https://www.duckdns.org/update?domains=home&token=${sentToken}&ip=${v4}&ipv6=2a02%3A8071%3A1%3A2%3A%3A7&verbose=true`,
    ]);
  });

  it('gets the other family along where it is known, since no page says that it is kept', async () => {
    const world = makeWorld();
    world.addHost('home.duckdns.org');
    const one = { ...change('home.duckdns.org', v6), sibling: addr(v4) };
    await duckdns.apply([one], world.account, world.context());
    expect(world.held('home.duckdns.org')).toEqual({ ipv4: v4, ipv6: v6 });
    expect(world.requests()).toBe(1);
  });

  it.each([
    ['a name below', 'www.home.duckdns.org', 'home.duckdns.org'],
    ['a wildcard', '*.home.duckdns.org', 'home.duckdns.org'],
    ['the service’s own name', 'duckdns.org', 'only names such as'],
  ])('refuses %s, and says what to list', async (_, name, text) => {
    const world = makeWorld();
    const [outcome] = await duckdns.apply([change(name, v4)], world.account, world.context());
    expect(outcome).toMatchObject({ kind: 'invalid', detail: saying(text) });
    expect(world.requests()).toBe(0);
  });

  it.each([
    ['OK', ['updated', 'updated'], 'accepted'],
    [`OK\n\n\nUPDATED`, ['updated', 'updated'], 'accepted'],
    [
      `OK\r\n${v4}\r\n2A02:8071:0001:0002:0:0:0:7\r\nNOCHANGE`,
      ['alreadyRight', 'alreadyRight'],
      'provider',
    ],
  ])('understands %j', async (body, kinds, evidence) => {
    const outcomes = await answered(body);
    expect(outcomes.map(({ kind }) => kind)).toEqual(kinds);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ evidence });
  });

  it.each(['OK\n\n\nconstructor', 'OK UPDATED', `OK\n${v4}`])(
    'takes %j for a riddle',
    async (body) => {
      for (const outcome of await answered(body)) {
        expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
      }
    },
  );

  it('spoils only the family whose address is another one', async () => {
    const outcomes = await answered(`OK\n${v4}\n2a02:8071::1\nUPDATED`);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'mismatch']);
  });

  it.each([{}, { token: '' }, { token: 'a b' }, { token, extra: 1 }])(
    'has no account %j',
    (fields) => {
      expect(duckdns.account.safeParse(fields).success).toBe(false);
    },
  );
});
