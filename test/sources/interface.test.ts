import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressState } from '../../electron/core/ports.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import { sourceFor } from '../../electron/sources/registry.ts';
import { contextWith, sourceFailureOf } from './fakes.ts';

const source = sourceFor({ kind: 'interface', name: 'eth0' });

function computerWith(interfaces: Readonly<Record<string, readonly string[]>>) {
  const list = () =>
    Object.entries(interfaces).flatMap(([name, addresses]) =>
      addresses.map((address) => ({ interface: name, address, internal: name === 'lo' })),
    );
  return contextWith({ interfaces: { list } });
}

describe('a network interface', () => {
  it('gives its global address of the family that was asked for', async () => {
    const computer = computerWith({
      lo: ['127.0.0.1', '::1'],
      eth0: ['192.168.1.5', '81.2.69.142', 'fe80::1', 'fd00::1', '2a02:8071:1:2::7'],
      wlan0: ['89.160.20.112', '2a02:8071:9::9'],
    });
    expect(await source.ask('ipv4', computer)).toEqual({
      address: { family: 'ipv4', text: '81.2.69.142' },
      evidence: 'eth0',
    });
    expect(await source.ask('ipv6', computer)).toEqual({
      address: { family: 'ipv6', text: '2a02:8071:1:2::7' },
      evidence: 'eth0',
    });
  });

  it('is the user’s own word', () => {
    expect(source).toMatchObject({ own: true, transport: 'interface', families: ['ipv4', 'ipv6'] });
  });

  it('prefers the address made from the network card, because a temporary one expires (ddclient, ddns-go: a privacy address was published)', async () => {
    const computer = computerWith({
      eth0: [
        '2a02:8071:1:2:18a4:9bff:1c2d:3e4f',
        '2a02:8071:1:2:211:22ff:fe33:4455',
        '2a02:8071:1:2::7',
      ],
    });
    expect((await source.ask('ipv6', computer)).address.text).toBe(
      '2a02:8071:1:2:211:22ff:fe33:4455',
    );
  });

  it('else takes the lowest in binary order, which is not the order of the texts', async () => {
    const computer = computerWith({
      eth0: ['2a02:8071:1:10::1', '2a02:8071:1:9::1', '2a02:8071:1:a::1'],
    });
    expect((await source.ask('ipv6', computer)).address.text).toBe('2a02:8071:1:9::1');
    const four = computerWith({ eth0: ['81.2.100.1', '81.2.69.142'] });
    expect((await source.ask('ipv4', four)).address.text).toBe('81.2.69.142');
  });

  it('gives the same address in whatever order the system lists them', async () => {
    const global = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 6, maxLength: 6 })
      .map((words) => `2a02:8071:${words.map((word) => word.toString(16)).join(':')}`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(global, { minLength: 1, maxLength: 5 }),
        async (addresses) => {
          const forth = await source.ask('ipv6', computerWith({ eth0: addresses }));
          const back = await source.ask('ipv6', computerWith({ eth0: addresses.toReversed() }));
          expect(forth).toEqual(back);
        },
      ),
    );
  });

  it.each([
    ['192.168.1.5', 'private'],
    ['100.72.3.4', 'carrier-grade NAT'],
  ])(
    'with %s alone says that it is no public address (opnsense: an interface address in 100.64/10 was published)',
    async (address, word) => {
      const failure = await sourceFailureOf(
        source.ask('ipv4', computerWith({ eth0: ['169.254.7.7', address] })),
      );
      expect(failure.kind).toBe('notGlobal');
      expect(failure.message).toContain(address);
      expect(failure.message).toContain(word);
    },
  );

  it('with a unique local IPv6 address alone says so', async () => {
    const failure = await sourceFailureOf(
      source.ask('ipv6', computerWith({ eth0: ['fe80::1', 'fd00::1'] })),
    );
    expect(failure.kind).toBe('notGlobal');
    expect(failure.message).toContain('fd00::1');
  });

  it.each([[['fe80::1', '81.2.69.142']], [['81.2.69.142']]])(
    'without an address of the family beyond the link is offline for it: %j',
    async (addresses) => {
      const failure = await sourceFailureOf(source.ask('ipv6', computerWith({ eth0: addresses })));
      expect(failure.kind).toBe('offline');
      expect(failure.message).toContain('IPv6');
    },
  );

  it('that is not there is named, with those that are', async () => {
    const failure = await sourceFailureOf(
      source.ask(
        'ipv4',
        computerWith({ lo: ['127.0.0.1'], '以太网 2': ['81.2.69.142', 'fe80::1'] }),
      ),
    );
    expect(failure.kind).toBe('missing');
    expect(failure.message).toContain('eth0');
    expect(failure.message).toContain('lo, 以太网 2');
  });

  it('is not looked for on a computer without any', async () => {
    expect((await sourceFailureOf(source.ask('ipv4', computerWith({})))).kind).toBe('missing');
  });

  describe('where the system tells the states of its addresses', () => {
    const good: AddressState = { temporary: false, deprecated: false, tentative: false };
    const temporary = { ...good, temporary: true };
    const deprecated = { ...good, deprecated: true };
    const tentative = { ...good, tentative: true };

    function knowing(states: Readonly<Record<string, AddressState>>) {
      const all = Object.entries(states).map(([address, state]) => {
        return { interface: 'eth0', address, internal: false, state };
      });
      const list = () => all.map(({ state: _, ...plain }) => plain);
      return contextWith({
        interfaces: { list },
        network: { ...quietNetwork, addresses: async () => all },
      });
    }
    const [stable, fleeting] = ['2a02:8071:1:2::9', '2a02:8071:1:2::5'];
    const old = '2a02:8071:1:1:211:22ff:fe33:4455';

    it('gives the stable one, then a temporary one, and one that is about to go last', async () => {
      const ask = async (states: Readonly<Record<string, AddressState>>) =>
        (await source.ask('ipv6', knowing(states))).address.text;
      const all = { [old]: deprecated, [fleeting]: temporary, [stable]: good };
      expect(await ask(all)).toBe(stable);
      expect(await ask({ [old]: deprecated, [fleeting]: temporary })).toBe(fleeting);
      expect(await ask({ [old]: deprecated })).toBe(old);
    });

    it('never gives one that is not usable yet', async () => {
      const failure = await sourceFailureOf(
        source.ask('ipv6', knowing({ [stable]: tentative, 'fe80::1': good })),
      );
      expect(failure.kind).toBe('offline');
    });

    it('gives none of another interface’s states to its addresses', async () => {
      const { interfaces } = knowing({ [stable]: good });
      const foreign = { interface: 'wlan0', address: stable, internal: false, state: tentative };
      const network = { ...quietNetwork, addresses: async () => [foreign] };
      const answer = await source.ask('ipv6', contextWith({ interfaces, network }));
      expect(answer.address.text).toBe(stable);
    });
  });
});
