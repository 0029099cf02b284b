import { describe, expect, it } from 'vitest';
import { namecheap } from '../../electron/providers/namecheap.ts';
import { escapeHtml } from '../support/conformance/echoes.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import {
  namecheapEmulator,
  namecheapRefusal,
  namecheapSuccess,
  wrongPassword,
} from '../support/namecheap-emulator.ts';

const password = 'pa*ss(word)!&"<7';
const sentPassword = 'pa%2Ass%28word%29%21%26%22%3C7';
const v4 = '81.2.69.142';

function makeWorld(domain = 'example.com'): HostWorld {
  const store = hostStore();
  const names = { domain: 'example.com', password };
  return hostWorld({
    provider: namecheap,
    account: { domain, password },
    secrets: [password],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: { 'dynamicdns.park-your-domain.com': namecheapEmulator(store, names) },
    refusals: {
      credential: wrongPassword,
      secretEchoed: namecheapRefusal('0', `what is ${escapeHtml(password)}?`, 'no'),
    },
  });
}

describeHostConformance('Namecheap', {
  makeWorld,
  names: ['home.example.com', 'two.example.com', 'three.example.com'],
  special: ['example.com', '*.example.com', 'a.b.example.com', 'xn--hm-via.example.com'],
  foreign: ['home.example.net', 'notexample.com'],
  omitted: 'kept',
  evidence: 'provider',
  unchanged: 'updated',
  naming: namecheapSuccess,
  errors: [
    {
      title: '304156 Passwords do not match',
      reply: wrongPassword,
      kind: 'auth',
      scope: 'account',
    },
    {
      title: '304156 Passwords is empty',
      reply: namecheapRefusal(
        '304156',
        'Passwords is empty',
        'Validation error; invalid ; password',
      ),
      kind: 'auth',
      scope: 'account',
    },
    {
      title: '304156 Invalid IP',
      reply: namecheapRefusal('304156', 'Invalid IP', 'Validation error; invalid ; IP Address'),
      kind: 'invalid',
    },
    {
      title: '316153 Domain name not found',
      reply: namecheapRefusal('316153', 'Domain name not found', 'Validation error; not found'),
      kind: 'zoneNotFound',
      scope: 'account',
    },
    {
      title: '380091 A record not found',
      reply: namecheapRefusal('380091', 'No Records updated. A record not Found;', 'No updates;'),
      kind: 'hostNotFound',
    },
    {
      title: 'a word for a number',
      reply: namecheapRefusal('constructor', 'Computer says no', ''),
      kind: 'unknown',
    },
    {
      title: 'a number that nobody knows',
      reply: namecheapRefusal('999', 'Computer says no', ''),
      kind: 'unknown',
    },
  ],
});

describe('Namecheap', () => {
  it.each([
    ['home.example.com', 'host=home'],
    ['example.com', 'host=%40'],
    ['*.example.com', 'host=%2A'],
    ['a.b.example.com', 'host=a.b'],
  ])('is asked for %s', async (name, host) => {
    const world = makeWorld();
    world.addHost(name);
    await namecheap.apply([change(name, v4)], world.account, world.context());
    expect(world.urls().map(String)).toEqual([
      `https://dynamicdns.park-your-domain.com/update?${host}&domain=example.com&password=${sentPassword}&ip=${v4}`,
    ]);
  });

  it('knows the domain however the user writes it', async () => {
    const world = makeWorld('Example.COM.');
    world.addHost('home.example.com');
    const one = change('home.example.com', v4);
    const outcomes = await namecheap.apply([one], world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'updated' }]);
    const foreign = change('home.notexample.com', v4);
    const [outcome] = await namecheap.apply([foreign], world.account, world.context());
    expect(outcome).toMatchObject({ kind: 'invalid', detail: saying('for example.com and') });
  });

  it('says in the service’s own words why it refuses, and that it did nothing', async () => {
    const world = makeWorld();
    world.answer(namecheapRefusal('999', 'Computer says no', 'Try again; later'));
    const one = change('home.example.com', v4);
    const [outcome] = await namecheap.apply([one], world.account, world.context());
    expect(outcome).toMatchObject({ detail: saying('“Computer says no | Try again; later”') });
    expect(outcome).not.toHaveProperty('unconfirmed');
  });

  it('takes a success without an address for accepted', async () => {
    const world = makeWorld();
    const body = '<interface-response><ErrCount>0</ErrCount><Done>true</Done></interface-response>';
    world.answer({ status: 200, headers: {}, body });
    const one = change('home.example.com', v4);
    const outcomes = await namecheap.apply([one], world.account, world.context());
    expect(outcomes).toEqual([{ kind: 'updated', evidence: 'accepted' }]);
  });

  it.each([
    ['Done', '<interface-response><Done>true</Done></interface-response>'],
    ['another root', '<other-response><ErrCount>0</ErrCount></other-response>'],
    ['a text that only looks so', 'ErrCount>0</ErrCount>'],
  ])('takes %s alone for no success (inadyn #467)', async (_, body) => {
    const world = makeWorld();
    world.answer({ status: 200, headers: {}, body });
    const one = change('home.example.com', v4);
    const [outcome] = await namecheap.apply([one], world.account, world.context());
    expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
  });

  it.each([
    [{ password }, 'domain'],
    [{ domain: 'example', password }, 'domain'],
    [{ domain: 'example.com' }, 'password'],
    [{ domain: 'example.com', password: 'a b' }, 'password'],
  ])('has no account %j', (fields, field) => {
    const { error } = namecheap.account.safeParse(fields);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
