import type { Lab } from './lab.ts';
import { direct, wan, zone } from './plan.ts';
import type { RouterProtocols } from './router.ts';
import { steadyNow } from './service-call.ts';

/** How the computer hears of a change. */
export interface Way {
  readonly name: string;
  readonly protocols: RouterProtocols;
  /** Milliseconds that one change may take until the measurement fails. */
  readonly limit: number;
  readonly interval: string;
  /** Changes that one run of the product sees; it follows only so many in a row. */
  readonly perRun?: number;
  /** Addresses that are had by turns. */
  readonly addresses: readonly string[];
  readonly join?: (lab: Lab) => Promise<void>;
  readonly change: (lab: Lab, address: string) => Promise<void>;
}

const wanAddresses = [wan.other, wan.moved, wan.first];
const setWan: Way['change'] = ({ router }, address) => router.setWan(address);

/** A change is seen long before the next check could have been: that one is this far away. */
const rareChecks = { interval: '10m', limit: 60_000 } as const;

export const natPmpWay: Way = {
  name: 'NAT-PMP and PCP',
  protocols: { natPmp: true, igd: false },
  ...rareChecks,
  perRun: 2,
  addresses: wanAddresses,
  change: setWan,
};

export const igdWay: Way = {
  name: 'UPnP IGD only',
  protocols: { natPmp: false, igd: true },
  ...rareChecks,
  addresses: wanAddresses,
  change: setWan,
};

export const silentWay: Way = {
  name: 'silent router, a check every 10 s',
  protocols: { natPmp: false, igd: false },
  interval: '10s',
  limit: 60_000,
  // With every change the sources of two turns are used up for a while.
  perRun: 3,
  addresses: wanAddresses,
  change: setWan,
};

export const directWay: Way = {
  name: 'the computer’s own interface',
  protocols: { natPmp: false, igd: false },
  ...rareChecks,
  addresses: [direct.moved, direct.first],
  join: ({ home }) => home.joinDirect(),
  change: async ({ home }, address) => {
    const others = [direct.first, direct.moved].filter((one) => one !== address);
    await home.script([
      ...others.map((other) => `ip addr del ${other}/24 dev eth1 2> /dev/null || true`),
      `ip addr add ${address}/24 dev eth1`,
      `ip route replace default via ${direct.gateway}`,
    ]);
  },
};

export const ways: readonly Way[] = [natPmpWay, igdWay, silentWay, directWay];

/** Changes the address once, and resolves with the milliseconds until the record at the authoritative server is the new one. */
async function changeOnce(lab: Lab, way: Way, address: string): Promise<number> {
  const wish = { name: zone.record, type: 'A', address, limit: way.limit } as const;
  const seen = lab.internet.call('watch', wish);
  const begin = steadyNow();
  await Promise.all([way.change(lab, address), seen]);
  return (await seen) - begin;
}

/** Starts a daemon, waits until it has written the present address, and changes that so often. */
async function measureRun(lab: Lab, way: Way, times: number): Promise<readonly number[]> {
  await lab.reset(way.protocols);
  await way.join?.(lab);
  const daemon = (await lab.home.install({ interval: way.interval })).run();
  const found: number[] = [];
  try {
    await daemon.says(/was written to/);
    for (let at = 0; at < times; at += 1) {
      // Lines do not change in step with anything.
      await lab.internet.call('pause', 500 + Math.random() * 1_500);
      const address = way.addresses[at % way.addresses.length] ?? '';
      found.push(await changeOnce(lab, way, address));
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${way.name}, after ${found.length} changes: ${why}\n${daemon.said}`);
  } finally {
    await daemon.stop();
  }
  return found;
}

/** Milliseconds from each of so many changes to its record. */
export async function measureWay(lab: Lab, way: Way, times: number): Promise<readonly number[]> {
  const found: number[] = [];
  while (found.length < times) {
    const wished = Math.min(way.perRun ?? times, times - found.length);
    found.push(...(await measureRun(lab, way, wished)));
  }
  return found;
}

/** Least, median, 95th percentile and most. */
export function quantiles(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  return [at(0), at(0.5), at(0.95), at(1)].map((value) => value ?? Number.NaN);
}
