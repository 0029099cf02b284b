import { type Family, parseAddress } from '../../electron/core/address.ts';
import type { GatewayClient, GatewayWord } from '../../electron/core/gateway/client.ts';
import type { Network } from '../../electron/core/network.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import { lie } from './addresses.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import type { Character } from './scenario.ts';
import type { World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const here = '192.168.1.1';

/** What a gateway does for a while instead of telling its address. */
const troubles = ['silent', 'down', 'stale', 'lie', 'late', 'private', 'shared'] as const;
type Trouble = (typeof troubles)[number];

/** The gateway and the interfaces, as one process sees them. */
export interface Surroundings {
  gateway(life: Life): GatewayClient;
  network(life: Life): Network;
}

export function createSurroundings(
  world: World,
  { gateway: kind, tellsNetwork, misfortune }: Character,
  box: () => boolean,
): Surroundings {
  const { clock } = world;
  const chance: Chance = world.chance.fork('gateway');
  let episode: { from: number; until: number; trouble: Trouble } = {
    from: 0,
    until: 0,
    trouble: 'silent',
  };

  function troubleNow(): Trouble | undefined {
    if (kind === 'shared') return 'shared';
    if (world.quiet || misfortune === 0) return undefined;
    while (episode.until <= clock.now()) {
      const from = episode.until - Math.log(1 - chance.next()) * 10 * hour;
      const until = from + chance.scale(30_000, 3 * hour);
      episode = { from, until, trouble: chance.pick(troubles) };
    }
    return episode.from <= clock.now() ? episode.trouble : undefined;
  }

  function says(trouble: Trouble | undefined): string | undefined {
    if (box()) return lie('ipv4', 'box');
    switch (trouble) {
      case 'stale':
        return world.past.ipv4.at(-1) ?? world.truth.ipv4;
      case 'lie':
        return lie('ipv4', 'gateway');
      case 'private':
        return '10.7.0.9';
      case 'shared':
        return '100.64.7.9';
      default:
        return world.truth.ipv4;
    }
  }

  function word(life: Life, trouble: Trouble | undefined): GatewayWord {
    const text = trouble === 'silent' || world.link === 'down' ? undefined : says(trouble);
    const address = text === undefined ? undefined : parseAddress(text);
    const isDown = trouble === 'down' || address === undefined;
    const published = isDown || /^1(0|00)\./.test(address.text) ? undefined : address.text;
    const honest = published === undefined || published === world.truth.ipv4;
    const family: Family = 'ipv4';
    world.emit({
      kind: 'word',
      life: life.number,
      family,
      by: 'gateway',
      address: published,
      honest,
    });
    if (world.link === 'down') return { kind: 'none' };
    if (trouble === 'silent') return { kind: 'silent', gateway: here };
    const base = { protocol: 'natPmp', gateway: here } as const;
    return isDown ? { kind: 'down', ...base } : { kind: 'address', address, ...base };
  }

  const none: GatewayClient = { ask: async () => ({ kind: 'none' }), forget: () => undefined };

  return {
    gateway: (life) => {
      if (kind === 'none') return none;
      return {
        ask: () =>
          life.call('gateway', (settle) => {
            const trouble = troubleNow();
            // One that comes too late is nobody's word.
            if (trouble === 'late') return;
            clock.plan(clock.now() + 5, () => settle.resolve(word(life, trouble)), { local: true });
          }),
        forget: () => undefined,
      };
    },
    network: (life) => {
      if (!tellsNetwork) return quietNetwork;
      const ipv6 = () => (world.link === 'up' ? world.truth.ipv6 : undefined);
      const state = { temporary: false, deprecated: false, tentative: false };
      const name = () => (world.tunnel ? 'wg0' : 'eth0');
      return {
        ...quietNetwork,
        async addresses() {
          const address = ipv6();
          if (!world.tunnel) {
            const { number } = life;
            const one = { life: number, family: 'ipv6', by: 'interface', honest: true } as const;
            world.emit({ kind: 'word', address, ...one });
          }
          const own = ['192.168.1.7', ...(address === undefined ? [] : [address])];
          return own.map((one) => ({
            interface: 'eth0',
            address: one,
            internal: false,
            state: one.includes(':') ? state : undefined,
          }));
        },
        async egress(family) {
          if (world.link === 'down' || world.truth[family] === undefined) return undefined;
          const address = family === 'ipv4' ? '192.168.1.7' : (ipv6() ?? 'fd00::7');
          return { interface: name(), address: world.tunnel ? '10.8.0.2' : address };
        },
      };
    },
  };
}
