import type { Family } from '../../../electron/core/address.ts';
import type { Life, SimEvent } from '../event.ts';
import type { World } from '../world.ts';

type Known = Partial<Record<Family, string>>;

/** One family's questions of one check: who said what so far. */
interface Asking {
  voices: Map<string, { readonly address: string; readonly trusted: boolean }>;
  /** The gateway's own address, where it is one that could be published. */
  gateway?: string | undefined;
  /** Settled: nobody else needs to be asked. */
  settled: boolean;
  /** No address was known when the check began: its gateway is not waited for, and only contradicts. */
  isFirst: boolean;
  /** Something local says that all is as it was. */
  witnessed: boolean;
  asked: number;
  unreachable: number;
}

interface Mind {
  confirmed: Known;
  asking: Record<Family, Asking>;
  /** When each address was last heard, milliseconds since the run began. */
  heard: Map<string, number>;
  lastHeard: number;
  checks: number;
}

/**
 * What a process may know, worked out from what the sources really answered to it: it never looks
 * at the process's own state.
 */
export interface Knowledge {
  on(event: SimEvent): void;
  /** The address that this process has confirmed by two operators, or by the user's only source. */
  confirmed(life: Life, family: Family): string | undefined;
  /** When it was last told that address; undefined for never. */
  heard(life: Life, address: string): number | undefined;
  /** When it last heard any address at all. */
  lastHeard(life: Life): number | undefined;
  asking(life: Life, family: Family): Asking | undefined;
}

function nobody(confirmed: string | undefined): Asking {
  const isFirst = confirmed === undefined;
  return { voices: new Map(), settled: false, isFirst, witnessed: false, asked: 0, unreachable: 0 };
}

function nobodyYet({ ipv4, ipv6 }: Known): Mind['asking'] {
  return { ipv4: nobody(ipv4), ipv6: nobody(ipv6) };
}

export function createKnowledge(world: World, standsAlone: (family: Family) => boolean): Knowledge {
  const { clock } = world;
  const minds = new Map<Life, Mind>();
  let durable: Known = {};

  function conclude(mind: Mind, family: Family, address: string): void {
    const { voices, gateway, isFirst } = mind.asking[family];
    const all = [...voices.values()];
    const isHeard = gateway !== undefined && !isFirst;
    const said = isHeard ? [...all, { address: gateway, trusted: false }] : all;
    const same = said.filter((one) => one.address === address);
    const isOld = mind.confirmed[family] === address;
    const steady = isOld && all.every((one) => one.address === address);
    const agreed =
      same.length >= 2 && same.length * 2 > said.length && same.some(({ trusted }) => trusted);
    const vetoed = !isOld && gateway !== undefined && gateway !== address;
    if (!steady && (vetoed || !(standsAlone(family) || agreed))) return;
    mind.confirmed[family] = address;
    mind.asking[family].settled = true;
  }

  return {
    on(event) {
      if (event.kind === 'start') {
        minds.delete(event.life - 3);
        minds.set(event.life, {
          confirmed: { ...durable },
          asking: nobodyYet(durable),
          heard: new Map(),
          lastHeard: Number.NEGATIVE_INFINITY,
          checks: 0,
        });
        return;
      }
      if (event.kind === 'sleep') {
        for (const mind of minds.values()) {
          mind.lastHeard += event.ms;
          for (const [address, at] of mind.heard) mind.heard.set(address, at + event.ms);
        }
        return;
      }
      const mind = 'life' in event ? minds.get(event.life) : undefined;
      if (mind === undefined) return;
      if (event.kind === 'log' && event.message === 'check') {
        mind.asking = nobodyYet(mind.confirmed);
        mind.checks += 1;
      } else if (event.kind === 'saved') durable = { ...mind.confirmed };
      else if (event.kind === 'word') {
        const { family, address } = event;
        if (address === undefined) return;
        mind.heard.set(address, clock.now());
        mind.lastHeard = clock.now();
        const asking = mind.asking[family];
        if (event.by === 'gateway') asking.gateway = address;
        asking.witnessed = address === mind.confirmed[family];
      } else if (event.kind === 'ask') mind.asking[event.family].asked += 1;
      else if (event.kind === 'answer') {
        const { family, operator, address } = event;
        if (event.unreachable) mind.asking[family].unreachable += 1;
        if (address === undefined) return;
        mind.heard.set(address, clock.now());
        mind.lastHeard = clock.now();
        mind.asking[family].voices.set(operator, { address, trusted: event.trusted });
        conclude(mind, family, address);
      }
    },
    confirmed: (life, family) => minds.get(life)?.confirmed[family],
    heard: (life, address) => minds.get(life)?.heard.get(address),
    lastHeard: (life) => minds.get(life)?.lastHeard,
    asking: (life, family) => minds.get(life)?.asking[family],
  };
}
