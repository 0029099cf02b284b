import { describe, expect, it } from 'vitest';
import { dynadot } from '../../electron/providers/dynadot.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dynadotEmulator, dynadotRefusal } from '../support/dynadot-emulator.ts';
import { jsonReply } from '../support/emulator.ts';

const password = 'pa*ss(word)!&"<7';
const sentPassword = 'pa%2Ass%28word%29%21%26%22%3C7';
const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';

function makeWorld(): HostWorld {
  const store = hostStore();
  const account = { domain: 'example.com', password };
  return hostWorld({
    provider: dynadot,
    account,
    secrets: [password],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: { 'www.dynadot.com': dynadotEmulator(store, account) },
    refusals: {
      credential: dynadotRefusal('Incorrect password'),
      secretEchoed: dynadotRefusal(`what is ${password}?`),
    },
  });
}

describeHostConformance('Dynadot', {
  makeWorld,
  names: ['home.example.com', 'two.example.com', 'three.example.com'],
  special: ['example.com', '*.example.com', 'a.b.example.com', 'xn--hm-via.example.com'],
  foreign: ['home.example.net', 'notexample.com'],
  omitted: 'kept',
  evidence: 'accepted',
  unchanged: 'updated',
  errors: [
    {
      title: 'password',
      reply: dynadotRefusal('Incorrect password'),
      kind: 'auth',
      scope: 'account',
    },
    {
      title: 'domain',
      reply: dynadotRefusal('domain not found'),
      kind: 'zoneNotFound',
      scope: 'account',
    },
    { title: 'subdomain', reply: dynadotRefusal('invalid subdomain'), kind: 'hostNotFound' },
    { title: 'address', reply: dynadotRefusal('invalid ip'), kind: 'invalid' },
    { title: 'no words', reply: dynadotRefusal(), kind: 'unknown' },
  ],
});

async function apply(...changes: ReturnType<typeof change>[]) {
  const world = makeWorld();
  await dynadot.apply(changes, world.account, world.context());
  return world.urls().map(({ search }) => search);
}

async function answered(reply: ReturnType<typeof jsonReply>) {
  const world = makeWorld();
  world.answer(reply);
  const one = change('home.example.com', v4);
  const [outcome] = await dynadot.apply([one], world.account, world.context());
  return outcome;
}

describe('Dynadot', () => {
  it('is sent each name and type alone, the apex without any other name', async () => {
    expect(
      await apply(
        change('home.example.com', v4),
        change('example.com', v6),
        change('*.example.com', v4),
      ),
    ).toEqual([
      `?domain=example.com&subDomain=home&type=A&ip=${v4}&pwd=${sentPassword}&ttl=600&containRoot=false`,
      `?domain=example.com&subDomain=&type=AAAA&ip=2a02%3A8071%3A1%3A2%3A%3A7&pwd=${sentPassword}&ttl=600&containRoot=true`,
      `?domain=example.com&subDomain=%2A&type=A&ip=${v4}&pwd=${sentPassword}&ttl=600&containRoot=false`,
    ]);
  });

  it('is sent the TTL of the user', async () => {
    const [query] = await apply(change('home.example.com', v4, { ttl: 300 }));
    expect(query).toContain('&ttl=300&');
  });

  it('makes a name that is not there yet', async () => {
    const world = makeWorld();
    const one = change('new.example.com', v4);
    const outcomes = await dynadot.apply([one], world.account, world.context());
    expect(outcomes).toEqual([{ kind: 'updated', evidence: 'accepted' }]);
    expect(world.held('new.example.com')).toEqual({ ipv4: v4 });
  });

  it.each([
    { status: 'success' },
    { status: 'success', error_code: -1, content: [] },
    { status: 'SUCCESS', content: null },
    { error_code: 0, content: ['ok'] },
    { error_code: '0' },
  ])('takes %j for done (ddclient #970)', async (body) => {
    expect(await answered(jsonReply(200, body))).toEqual({ kind: 'updated', evidence: 'accepted' });
  });

  it('takes a plain ok for done', async () => {
    const reply = { status: 200, headers: {}, body: 'ok\n' };
    expect(await answered(reply)).toEqual({ kind: 'updated', evidence: 'accepted' });
  });

  it.each([
    { status: 'error' },
    { status: 'failed', error_code: 0 },
    { error_code: -1, content: ['system error'] },
    { status: 'error', error_desc: 'system error' },
    { status: 'error', content: 'system error' },
  ])('takes %j for refused, with its words', async (body) => {
    const outcome = await answered(jsonReply(200, body));
    expect(outcome).toMatchObject({ kind: 'unknown', scope: 'record' });
    expect(outcome).not.toHaveProperty('unconfirmed');
    const words = JSON.stringify(body).includes('system error') ? 'system error' : '“{';
    expect(outcome).toMatchObject({ detail: saying(words) });
  });

  it.each([{}, { error_code: 7 }, { status: 'maybe' }, [], 'success'])(
    'takes %j for a riddle',
    async (body) => {
      const outcome = await answered(jsonReply(200, body));
      expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
    },
  );

  it.each([
    [{ password }, 'domain'],
    [{ domain: 'example com', password }, 'domain'],
    [{ domain: 'example.com', password: '' }, 'password'],
  ])('has no account %j', (fields, field) => {
    const { error } = dynadot.account.safeParse(fields);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
