import { describe, expect, it } from 'vitest';
import { dondominio } from '../../electron/providers/dondominio.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dondominioEmulator, dondominioReply } from '../support/dondominio-emulator.ts';
import { jsonReply } from '../support/emulator.ts';

const fields = { username: 'me@example.com', key: 'q7&Z(t)+4*W9x/"<K!' };
const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';

function makeWorld(): HostWorld {
  const store = hostStore();
  return hostWorld({
    provider: dondominio,
    account: fields,
    secrets: [fields.key],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: { 'dondns.dondominio.com': dondominioEmulator(store, fields) },
    refusals: {
      credential: dondominioReply(false, 'Incorrect data'),
      secretEchoed: dondominioReply(false, `what is ${fields.key}?`),
    },
  });
}

describeHostConformance('DonDominio', {
  makeWorld,
  names: ['home.example.com', 'two.example.com', 'three.example.net'],
  special: ['example.com', '*.example.com', 'a.b.example.com', 'xn--hm-via.example.com'],
  omitted: 'kept',
  evidence: 'accepted',
  unchanged: 'updated',
  naming: (address) => dondominioReply(true, 'OK', `IP:${address}`),
  keyPerHost: true,
  errors: [
    { title: 'Incorrect data', reply: dondominioReply(false, 'Incorrect data'), kind: 'auth' },
    { title: 'other words', reply: dondominioReply(false, 'Try again'), kind: 'unknown' },
  ],
});

async function answered(body: unknown) {
  const world = makeWorld();
  world.answer(jsonReply(200, body));
  const one = change('home.example.com', v6);
  const [outcome] = await dondominio.apply([one], world.account, world.context());
  return outcome;
}

describe('DonDominio', () => {
  it('is sent one host and one address a request, and the key as `password`', async () => {
    const world = makeWorld();
    world.addHost('home.example.com', { ipv4: '89.160.20.112', ipv6: '2a02:8071:1:2::9' });
    const changes = [change('home.example.com', v4), change('home.example.com', v6)];
    const outcomes = await dondominio.apply(changes, world.account, world.context());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
    const before =
      'https://dondns.dondominio.com/json/?user=me%40example.com&password=q7%26Z%28t%29%2B4%2AW9x%2F%22%3CK%21';
    expect(world.urls().map(String)).toEqual([
      `${before}&host=home.example.com&ip=${v4}&lang=en`,
      `${before}&host=home.example.com&ip=2a02%3A8071%3A1%3A2%3A%3A7&lang=en`,
    ]);
  });

  it('makes no AAAA record where there is only an A record', async () => {
    const world = makeWorld();
    world.addHost('home.example.com', { ipv4: '89.160.20.112' });
    const changes = [change('home.example.com', v6), change('home.example.com', v4)];
    const outcomes = await dondominio.apply(changes, world.account, world.context());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['auth', 'updated']);
  });

  it.each([
    { success: true },
    { success: true, messages: null },
    { success: true, messages: [] },
    { success: true, messages: ['Updated', 'VIP:1'] },
    { success: true, messages: { 0: 'Updated' } },
  ])('takes %j for done', async (body) => {
    expect(await answered(body)).toEqual({ kind: 'updated', evidence: 'accepted' });
  });

  it('believes an address that is named', async () => {
    const messages = ['OK', 'IP:2A02:8071:0001:0002:0:0:0:7'];
    expect(await answered({ success: true, messages })).toEqual({
      kind: 'updated',
      evidence: 'provider',
    });
  });

  it.each([
    [{ success: false, messages: ['Not now', 'Sorry'] }, '“Not now | Sorry”'],
    [{ success: false, messages: [] }, '“{"success":false'],
    [{ success: false }, '“{"success":false}”'],
  ])('takes %j for refused, with its words', async (body, words) => {
    const outcome = await answered(body);
    expect(outcome).toMatchObject({ kind: 'unknown', scope: 'record', detail: saying(words) });
    expect(outcome).not.toHaveProperty('unconfirmed');
  });

  it.each([{}, { success: 'yes' }, { messages: ['OK'] }, [], 'OK', null])(
    'takes %j for a riddle',
    async (body) => {
      expect(await answered(body)).toMatchObject({ kind: 'unknown', unconfirmed: true });
    },
  );

  it.each([
    [{ username: fields.username }, 'key'],
    [{ ...fields, key: '' }, 'key'],
    [{ ...fields, key: 'a b' }, 'key'],
    [{ ...fields, username: '' }, 'username'],
    [{ ...fields, password: 'x' }, ''],
  ])('has no account %j', (account, field) => {
    const { error } = dondominio.account.safeParse(account);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
